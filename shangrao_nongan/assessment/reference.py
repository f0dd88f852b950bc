"""The 2021 scheme, from the city's work paper (饶农办字〔2021〕8号). The points are a default, marked unverified."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, history
from supervision.ground.people import Post

from .models import Item, Scheme

CODE = "2021"
# category, name, points, indicator, params, curve, curve parameters, rule in words, more
ITEMS: list[tuple[str, str, int, str, dict[str, Any], str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "监测",
        "定量监测任务完成率",
        15,
        "quantitative_completion",
        {},
        "proportional",
        {"target": 1},
        "完成1.5批次/千人的按比例得分，完成即满分",
        {},
    ),
    (
        "监测",
        "监测合格率",
        13,
        "pass_rate",
        {},
        "deduct_per_step",
        {"target": "0.98", "step": "0.001", "per_step": "0.5", "floor": "0.96"},
        "98%及以上满分；每低0.1个百分点扣0.5分；低于96%不得分",
        {"starred": True},
    ),
    (
        "监测",
        "发现问题",
        5,
        "problems_found",
        {},
        "bands",
        {"bands": [[2, 1], [1, "0.6"]]},
        "发现2个及以上满分，1个得六成，未发现不得分",
        {},
    ),
    (
        "监测",
        "不合格产品处置率",
        8,
        "handled",
        {},
        "proportional",
        {"target": 1},
        "按处置率得分，要求100%；没有不合格的不适用",
        {"starred": True},
    ),
    (
        "执法",
        "查办案件",
        6,
        "cases",
        {},
        "proportional",
        {"target": 2},
        "查办2件及以上满分（不含农业投入品、生猪屠宰）",
        {},
    ),
    ("网格", "乡镇五个一", 13, "five_one", {}, "proportional", {"target": 1}, "按纳入考核乡镇逐项核验的齐全率得分", {}),
    ("网格", "应巡主体巡查率", 8, "patrols", {}, "proportional", {"target": 1}, "按应巡主体中已巡查的比例得分", {}),
    (
        "网格",
        "整改按期销号率",
        6,
        "rectification",
        {},
        "proportional",
        {"target": 1},
        "按期销号的比例得分；没有整改任务的不适用",
        {},
    ),
    (
        "合格证",
        "应开主体开证率",
        8,
        "certificate_subjects",
        {},
        "proportional",
        {"target": 1},
        "按应开主体中已开具的比例得分",
        {},
    ),
    ("信用", "信用建档率", 5, "credit_files", {}, "proportional", {"target": 1}, "按已建信用档案的比例得分", {}),
    (
        "绿色",
        "绿色有机地理标志净增",
        6,
        "net_growth",
        {},
        "proportional",
        {"target": 1},
        "按净增数与分解目标（全市60个）的比例得分",
        {},
    ),
    ("监测", "抽样同步查生产记录", 2, "sync_rate", {}, "proportional", {"target": 1}, "按同步核查的比例得分", {}),
    (
        "体系",
        "县级检测机构双认证",
        5,
        "dual_lab",
        {},
        "all_or_nothing",
        {"target": 1},
        "年末CMA、CATL均在有效期内得满分，否则不得分",
        {"starred": True},
    ),
    (
        "加分",
        "全市总量达标",
        2,
        "city_total",
        {},
        "all_or_nothing",
        {"target": 440},
        "年末全市绿色有机地理标志总量达440个，各县加2分",
        {"bonus": True},
    ),
    (
        "否决",
        "不发生重大农产品质量安全事件",
        0,
        "no_major_incident",
        {},
        "veto",
        {"allowed": 0},
        "经认定单认定为Ⅱ级及以上且属农业环节责任的，一票否决",
        {"veto": True, "starred": True},
    ),
]


def load(*, by: Post | None = None) -> dict[str, int]:
    """Seed and lock the scheme once; a scheme that is there stays as it is."""
    if not Scheme.objects.filter(code=CODE).exists():
        with history.acting(by, "载入考核方案"):
            scheme = Scheme.objects.create(
                code=CODE,
                year=2021,
                name="2021年度农产品质量安全工作考核方案",
                basis="饶农办字〔2021〕8号",
            )
            for order, (category, name, points, code, params, curve, curve_params, rule, more) in enumerate(ITEMS, 1):
                Item.objects.create(
                    scheme=scheme,
                    order=order,
                    category=category,
                    name=name,
                    points=points,
                    indicator=code,
                    params=params,
                    curve=curve,
                    curve_params=curve_params,
                    rule=rule,
                    **more,
                )
            scheme.locked_at, scheme.locked_by = clock.now(), by  # nothing comes into a locked scheme
            scheme.save(update_fields=["locked_at", "locked_by"])
    return {"考核指标": Item.objects.filter(scheme__code=CODE).count()}
