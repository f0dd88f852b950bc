"""What grows in 上饶 and when it comes to market, and what is used on it. Seasons are an editor's approximation."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from supervision.ground.subjects import Industry

# Topic → (industry, the crops with first and last month to market). A last month before the first runs over New Year.
Crop = tuple[str, int, int]
TOPICS: dict[str, tuple[str, tuple[Crop, ...]]] = {
    "蔬菜": (Industry.PLANTING, (
        ("普通白菜", 1, 12), ("豇豆", 5, 9), ("韭菜", 3, 11), ("芹菜", 10, 4), ("辣椒", 6, 10), ("番茄", 5, 10),
        ("茄子", 6, 10), ("黄瓜", 5, 10), ("菠菜", 10, 4), ("萝卜", 10, 3), ("莲藕", 8, 12), ("大白菜", 10, 2),
        ("蕹菜", 5, 10), ("菜豆", 5, 10), ("南瓜", 6, 10), ("冬瓜", 7, 10), ("姜", 9, 12), ("苋菜", 4, 9),
    )),
    "果业": (Industry.PLANTING, (
        ("柑", 10, 12), ("橘", 10, 12), ("柚", 10, 12), ("梨", 7, 9), ("桃", 6, 8), ("葡萄", 7, 9), ("猕猴桃", 9, 11),
        ("草莓", 12, 4), ("西瓜", 6, 9), ("杨梅", 6, 7), ("枇杷", 5, 6), ("蓝莓", 6, 7), ("火龙果", 7, 11),
    )),
    "茶业": (Industry.PLANTING, (("绿茶", 3, 10), ("红茶", 4, 10))),
    "食用菌": (Industry.PLANTING, (("香菇", 10, 4), ("平菇", 1, 12), ("黑木耳", 10, 5))),
    "粮油": (Industry.PLANTING, (("稻谷", 7, 11), ("大米", 1, 12), ("油菜籽", 5, 6))),
    "畜牧": (Industry.LIVESTOCK, (("猪肉", 1, 12), ("牛肉", 1, 12), ("羊肉", 9, 2))),
    "家禽": (Industry.LIVESTOCK, (("鸡肉", 1, 12), ("鸡蛋", 1, 12), ("鸭肉", 1, 12), ("鸭蛋", 2, 11))),
    "水产": (Industry.FISHERY, (
        ("草鱼", 1, 12), ("鲫鱼", 1, 12), ("鳙鱼", 9, 3), ("鳜鱼", 8, 12), ("加州鲈", 1, 12), ("黄颡鱼", 5, 12),
        ("小龙虾", 4, 9), ("黄鳝", 5, 11), ("中华鳖", 5, 12),
    )),
}  # fmt: skip
SPECIALITIES: dict[str, dict[str, tuple[Crop, ...]]] = {
    "361103": {"果业": (("广丰马家柚", 10, 12),), "家禽": (("白耳黄鸡", 1, 12),)},
    "361104": {"果业": (("上饶早梨", 7, 8),), "茶业": (("上饶白眉", 4, 10),), "蔬菜": (("上饶青丝豆", 5, 8),)},
    "361123": {"果业": (("玉山香榧", 9, 11),), "蔬菜": (("怀玉山马铃薯", 6, 8),), "畜牧": (("玉山黑猪", 1, 12),)},
    "361124": {"蔬菜": (("铅山红芽芋", 9, 12),), "茶业": (("铅山河红茶", 4, 10),)},
    "361125": {"蔬菜": (("葛根", 11, 3),)},
    "361126": {"蔬菜": (("弋阳雷竹", 2, 4),), "粮油": (("弋阳大禾谷", 10, 12),)},
    "361127": {"蔬菜": (("余干辣椒", 6, 10),), "家禽": (("余干乌骨鸡", 1, 12),), "水产": (("鄱阳湖大闸蟹", 9, 12),)},
    "361128": {"蔬菜": (("鄱阳湖藜蒿", 12, 4),), "水产": (("鄱阳湖鳙鱼", 9, 3), ("鄱阳湖小龙虾", 4, 9))},
    "361129": {"粮油": (("万年贡米", 1, 12),)},
    "361130": {"茶业": (("婺源绿茶", 3, 10), ("婺源皇菊", 10, 12)), "水产": (("婺源荷包红鲤", 1, 12),),
               "果业": (("婺源江湾雪梨", 7, 9),)},
    "361181": {"茶业": (("绿茶", 3, 10),), "果业": (("蓝莓", 6, 7),)},
}  # fmt: skip
# How often a topic is met: the plain of lake 鄱阳 has its fish, the mountains have their tea.
USUAL = {"蔬菜": 34, "果业": 17, "茶业": 7, "食用菌": 5, "粮油": 11, "畜牧": 9, "家禽": 8, "水产": 7}
LOCAL = {
    "361127": {"水产": 20}, "361128": {"水产": 22}, "361130": {"茶业": 30}, "361103": {"果业": 26},
    "361124": {"茶业": 12}, "361129": {"粮油": 20, "畜牧": 14}, "361181": {"果业": 22}, "361104": {"茶业": 12},
}  # fmt: skip
TRADED = ("普通白菜", "辣椒", "番茄", "黄瓜", "芹菜", "韭菜", "猪肉", "鸡肉", "草鱼", "鲫鱼", "橘")
TOPIC_WORDS = {
    "蔬菜": "蔬菜种植", "果业": "水果种植", "茶业": "茶叶", "食用菌": "食用菌", "粮油": "粮油种植", "畜牧": "畜禽养殖",
    "家禽": "家禽养殖", "水产": "水产养殖",
}  # fmt: skip


def topic(rng: Random, county: str) -> str:
    weights = USUAL | LOCAL.get(county, {})
    return rng.choices(list(weights), list(weights.values()))[0]


def crops(rng: Random, county: str, subject: str) -> list[Crop]:
    """One to three crops of a topic; half of the time the county's own speciality is among them."""
    _, known = TOPICS[subject]
    own = SPECIALITIES.get(county, {}).get(subject, ())
    chosen = [rng.choice(own)] if own and rng.random() < 0.5 else []
    chosen += rng.sample(known, min(len(known), rng.choice((1, 2, 2, 3)) - bool(chosen) or 1))
    return list({name: (name, first, last) for name, first, last in chosen}.values())


def in_season(first: int, last: int, month: int) -> bool:
    return first <= month <= last if first <= last else month >= first or month <= last


@dataclass(frozen=True)
class Input:
    """A farm input as a production record tells it; `interval` in days, from the label of a common product."""

    name: str
    source: str
    target: str
    dose: str
    interval: int


INPUTS: dict[str, tuple[Input, ...]] = {
    Industry.PLANTING: (
        Input("吡虫啉可湿性粉剂", "县农资公司门市部", "蚜虫", "每亩20克兑水45公斤喷雾", 14),
        Input("氯虫苯甲酰胺悬浮剂", "乡镇农资经营店", "菜青虫", "每亩10毫升兑水30公斤喷雾", 5),
        Input("苯醚甲环唑水分散粒剂", "乡镇农资经营店", "炭疽病", "1500倍液喷雾", 14),
        Input("嘧菌酯悬浮剂", "县农资公司门市部", "霜霉病", "每亩40毫升兑水45公斤喷雾", 7),
        Input("苏云金杆菌可湿性粉剂", "县植保站推广", "小菜蛾", "每亩100克兑水50公斤喷雾", 1),
        Input("商品有机肥", "县有机肥厂", "", "每亩500公斤作基肥", 0),
    ),
    Industry.LIVESTOCK: (
        Input("恩诺沙星注射液", "县兽药经营店", "呼吸道感染", "按体重每公斤2.5毫克肌注，连用3天", 14),
        Input("伊维菌素注射液", "县兽药经营店", "体内外寄生虫", "按体重每公斤0.3毫克皮下注射", 28),
        Input("氟苯尼考粉", "县兽药经营店", "细菌性肠炎", "每公斤体重20毫克拌料，连用5天", 20),
        Input("口蹄疫灭活疫苗", "县动物防疫站", "免疫接种", "每头2毫升肌注", 28),
    ),
    Industry.FISHERY: (
        Input("聚维酮碘溶液", "县水产服务站", "水体消毒", "每亩水面200毫升泼洒", 7),
        Input("大黄末", "县水产服务站", "细菌性烂鳃", "每公斤饲料5克拌喂，连用4天", 0),
        Input("恩诺沙星粉（水产用）", "县水产服务站", "肠炎", "按体重每公斤20毫克拌喂，连用5天", 25),
    ),
}
