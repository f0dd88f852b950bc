"""Which colour a state, verdict, grade or level has.  Looked up by code or by Chinese label."""

from __future__ import annotations

from typing import Any

OK, WARN, BAD, INFO, VOID = "ok", "warn", "bad", "info", "void"

_WORDS = {
    OK: """
        accepted qualified pass passed done finished closed valid active normal a
        已审核 合格 达标 已完成 完成 已办结 已结案 已整改 已销号 有效 在业 正常 优秀 良好 A级 守信 通过 齐全 已领 在岗
        已核销 已采纳 阴性 已处置 已锁定 已开具 符合 当场改正 完整规范
    """,
    WARN: """
        维持原记录 returned warning serious b c pending rectify
        已退回 限期整改 整改中 待整改 待复查 临期 较大 Ⅲ级 B级 C级 待核对 待确认 快到期 可疑 暂停 停用 未遇 无法执行
        单人办理·待补复核 缺项 待复检 有标注 未生效 不符合 不规范 无记录 线索
    """,
    BAD: """
        failed unqualified fail overdue critical major d rejected suspected
        不合格 超期 逾期 失败 重大 特别重大 Ⅰ级 Ⅱ级 D级 失信 涉嫌违法移交 涉嫌违法 阳性 未达标 拒检 已撤销 已注销
        否决 严重 未完成 未通过 禁用 已到期
    """,
    INFO: """
        submitted running queued open checking
        已提交 待处理 待审核 运行中 进行中 排队中 办理中 立案 调查中 检测中 公示中 一般 Ⅳ级 已受理 已派发 处置中 评分中
        试行 已立案 已决定 审核中 检查中 导入中 撤销中 已导入
    """,
    VOID: "void cancelled 作废 已作废 已取消 已撤回",
}
_COLOURS = {word.casefold(): colour for colour, words in _WORDS.items() for word in words.split()}


def classes(value: Any) -> str:
    colour = _COLOURS.get(str(value if value is not None else "").strip().casefold())
    return f"na-badge na-badge-{colour}" if colour else "na-badge"
