"""The editions of the certificate by the day from which they count, and the pilot counties of the work paper.

None was read in full (the last one, 农业农村部令2025年第4号, in its published summary): all are defaults that an
administrator may correct, shown as 待核对. How long certificates are kept says the terms table (certificate.keep).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.people import Post, system_post
from supervision.ground.regions import Region
from supervision.ground.subjects import Kind

from .models import Edition, Pilot
from .vocabulary import COLLECTOR, PRODUCER

FARMS = [Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.FAMILY_FARM]
BY_LAW = [Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.COLLECTOR]
FOOD = ["蔬菜", "食用菌", "水果", "畜禽产品", "禽蛋", "水产品"]
THREE_BASES = [
    ["controlled", "质量安全控制符合要求"],
    ["self_tested", "自行检测合格"],
    ["commissioned", "委托检测合格"],
]
PROMISES = {
    PRODUCER: "我承诺生产销售的食用农产品：未使用禁用农药、兽药及其他化合物；使用的常规农药、兽药残留不超标。",
    COLLECTOR: "已按规定收取并保存该批次农产品承诺达标合格证或者其他质量安全合格证明；"
    "未违规使用保鲜剂、防腐剂、添加剂等。",
}

EDITIONS: list[dict[str, Any]] = [
    {
        "code": "2019-12",
        "since": dt.date(2019, 12, 1),
        "name": "食用农产品合格证",
        "basis": "全国试行食用农产品合格证制度实施方案（2019年12月）",
        "promises": {
            PRODUCER: "我承诺对产品质量安全以及合格证真实性负责：不使用禁限用农药兽药，不使用非法添加物，"
            "遵守农药安全间隔期、兽药休药期规定，销售的食用农产品符合农药兽药残留食品安全国家强制性标准。"
        },
        "bases": [],
        "obliged": FARMS,
        "encouraged": [Kind.SMALLHOLDER],
        "categories": FOOD,
    },
    {
        "code": "2021-11",
        "since": dt.date(2021, 11, 1),
        "name": "承诺达标合格证",
        "basis": "关于承诺达标合格证名称及参考样式的通知（2021年11月）",
        "promises": {
            PRODUCER: "我承诺生产销售的食用农产品：不使用禁用农药兽药、停用兽药和非法添加物；"
            "常规农药兽药残留不超标；对承诺的真实性负责。"
        },
        "bases": [
            ["commissioned", "委托检测"],
            ["self_tested", "自我检测"],
            ["internal", "内部质量控制"],
            ["promised", "自我承诺"],
        ],
        "obliged": FARMS,
        "encouraged": [Kind.SMALLHOLDER],
        "categories": FOOD,
    },
    {
        "code": "2023-01",
        "since": dt.date(2023, 1, 1),
        "name": "承诺达标合格证",
        "basis": "农产品质量安全法（2022修订）第三十九条",
        "promises": PROMISES,
        "bases": THREE_BASES,
        "obliged": BY_LAW,
        "encouraged": [Kind.FAMILY_FARM, Kind.SMALLHOLDER],
        "categories": FOOD,
    },
    {
        "code": "2026-02",
        "since": dt.date(2026, 2, 1),
        "name": "承诺达标合格证",
        "basis": "承诺达标合格证管理办法（农业农村部令2025年第4号）",
        "promises": PROMISES,
        "bases": THREE_BASES,
        "obliged": BY_LAW,
        "encouraged": [Kind.FAMILY_FARM, Kind.SMALLHOLDER],
        "categories": [*FOOD, "茶鲜叶"],
        "note": "按公布的摘要录入，全文待核对。制成的茶叶、野生捕捞的水产品不适用。",
    },
]

PAPER = "《2021年上饶市农产品质量安全工作要点》（饶农办字〔2021〕8号）第3条"
# The work paper gives no year for the first two.
PILOTS = [
    ("361104", "已试行", None),
    ("361129", "已试行", None),
    ("361124", "2021年新试行", 2021),
    ("361128", "2021年新试行", 2021),
]


def load(*, by: Post | None = None) -> dict[str, int]:
    """Load editions and pilot counties; what an administrator has corrected stays as it is."""
    by = by or system_post()
    with history.acting(by, "载入合格证基础数据"):
        Edition.objects.bulk_create([Edition(**row) for row in EDITIONS], ignore_conflicts=True)
        _load_pilots(by)
    return {"合格证证样": Edition.objects.count(), "合格证试点县": Pilot.objects.live().count()}


def _load_pilots(by: Post) -> None:
    known = set(Pilot.objects.live().values_list("region_id", flat=True))
    places = Region.objects.in_bulk([code for code, _batch, _year in PILOTS])
    records.create_many(
        [
            Pilot(region=places[code], batch=batch, since_year=year, document=PAPER, registered_on=clock.today())
            for code, batch, year in PILOTS
            if code in places and code not in known
        ],
        by=by,
        state=records.State.ACCEPTED,
        verb="登记合格证试点县",
    )
