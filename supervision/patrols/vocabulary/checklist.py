"""The checklists (巡查表) by industry, versioned: a patrol keeps the version it was made with.

Seven statutory points at least (domain facts §4): 生产记录、投入品购买、用药、保鲜剂添加剂、废弃物、合格证与追溯、其他;
the law's daily inspection asks for 产地环境、投入品、生产记录、合格证. The items of the single industries are an
unverified default.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from supervision.ground.subjects import Industry


@dataclass(frozen=True)
class Item:
    code: str
    label: str


@dataclass(frozen=True)
class Checklist:
    """The items asked of one industry from `valid_from` on; `code` is stored with the answers."""

    code: str
    industry: str
    valid_from: dt.date
    items: tuple[Item, ...]
    verified: bool = False

    @property
    def name(self) -> str:
        return f"{Industry(self.industry).label}检查表（{self.valid_from.year}年版）"

    def labels(self) -> dict[str, str]:
        return {item.code: item.label for item in self.items}


COMMON = (
    Item("records", "生产记录真实完整，保存两年以上"),
    Item("purchase", "投入品从正规渠道购买，凭证和台账齐全"),
    Item("drugs", "未使用禁限用药物，未超范围超剂量用药，执行间隔期（休药期）"),
    Item("additives", "未违规使用保鲜剂、防腐剂、添加剂"),
    Item("waste", "投入品包装等废弃物按规定回收处置"),
    Item("certificate", "合格证开具、追溯凭证与销售台账一致"),
    Item("environment", "产地环境良好，无污染源"),
)
OTHER = Item("other", "其他质量安全要求")
START = dt.date(2020, 1, 1)


def _checklist(industry: str, *special: Item, common: tuple[Item, ...] = COMMON) -> Checklist:
    return Checklist(f"{industry}-2020", industry, START, (*common, *special, OTHER))


CHECKLISTS = (
    _checklist(
        Industry.PLANTING,
        Item("interval", "采收距末次用药天数达到安全间隔期"),
        Item("store", "投入品仓库上锁、分区、标识清楚"),
        Item("marks", "绿色、有机等标志使用合规"),
    ),
    _checklist(
        Industry.LIVESTOCK,
        Item("feed", "饲料标签齐全，无违禁添加物"),
        Item("carcasses", "病死畜禽无害化处理并有记录"),
        Item("quarantine", "动物防疫条件合格，检疫证明齐全"),
    ),
    _checklist(
        Industry.FISHERY,
        Item("licence", "持有养殖证（承包合同）"),
        Item("water", "水质良好，苗种来源清楚"),
        Item("three_records", "生产、用药、销售三项记录齐全"),
    ),
    _checklist(
        Industry.INPUTS,
        common=(
            Item("licence", "经营许可证在有效期内，与经营范围一致"),
            Item("purchase", "采购台账齐全，保存两年以上"),
            Item("sales", "销售台账齐全，保存两年以上"),
            Item("banned", "未销售禁用农药、兽药及假劣产品"),
            Item("restricted", "限制使用农药定点、实名、专柜销售"),
            Item("labels", "产品标签规范，无过期产品，未加工分装"),
            Item("separate", "经营场所未经营食品、食用农产品、饲料"),
            Item("waste", "设置农药包装废弃物回收点"),
        ),
    ),
    _checklist(
        Industry.TRADE,
        common=(
            Item("inspection", "进货查验制度落实，凭证保存六个月以上"),
            Item("collect", "收取并保存合格证，无证产品不收购、不入场"),
            Item("reissue", "混装、分装后重新开具合格证"),
            Item("additives", "未违规使用保鲜剂、防腐剂、添加剂"),
            Item("storage", "贮存、运输场所清洁，不与有毒有害物品混放"),
            Item("ledger", "购销台账齐全，来源去向可查"),
            Item("testing", "批发市场开展抽样检测并公示"),
        ),
    ),
)
BY_CODE = {checklist.code: checklist for checklist in CHECKLISTS}


def checklist_for(industry: str, day: dt.date) -> Checklist:
    """The version of an industry's checklist in force on `day`; days before the first one take the first."""
    fitting = [c for c in CHECKLISTS if c.industry == industry]
    started = [c for c in fitting if c.valid_from <= day]
    return max(started, key=lambda c: c.valid_from) if started else fitting[0]
