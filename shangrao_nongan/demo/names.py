"""Believable names that belong to nobody: drawn from lists, with numbers from ranges nobody is given."""

from __future__ import annotations

from random import Random

from supervision.ground import kinds

SURNAMES = "徐郑周吴叶程汪余俞江占祝毛方胡张王李陈刘黄杨朱林何罗谢曾邓彭潘董夏苏舒詹洪邹涂龚饶纪"
FIRST = "春秋冬文志国建家永明新雨晓海金水云青松柏福德广仁义学思立忠友长宏玉秀兰梅桂莲菊美丽红凤"
SECOND = "华生平根民发林旺泉清波涛峰强军勇辉斌亮龙贵富祥昌盛兴荣英香珍芳萍琴燕霞娟云莲花"
BRAND_FIRST = "禾青沃稔畴溪岭谷田泽源润丰穗甘野陌垄云澄"
BRAND_SECOND = "畦稔原霖渠岚野垄溪穗圃塍润源畴苑坪川禾芃"


def person(rng: Random) -> str:
    given = rng.choice(SECOND) if rng.random() < 0.15 else rng.choice(FIRST) + rng.choice(SECOND)
    return rng.choice(SURNAMES) + given


def brand(rng: Random) -> str:
    while True:
        name = rng.choice(BRAND_FIRST) + rng.choice(BRAND_SECOND)
        if name[0] != name[1]:
            return name


def phone(rng: Random) -> str:
    """199-0000-xxxx: a block that reads as a made-up number."""
    return f"1990000{rng.randrange(10000):04d}"


def credit_code(county: str, serial: int, *, cooperative: bool) -> str:
    """A code of the right form whose organisation part says DEM0, so that it can be nobody's (GB 32100 check)."""
    body = f"{'93' if cooperative else '91'}{county}DEM0{serial:05d}"
    return body + kinds.codes.credit_check(body)


def card(rng: Random, county: str) -> str:
    """The number of an enforcement card (执法证) as sampling forms want it."""
    return f"14{county[2:]}{rng.randrange(1000, 9999)}"
