from django.db import models

from supervision.ground import facts

CERTIFIED = facts.kind("greenfood.certified", "获得绿色有机地标认证")
LAPSED = facts.kind("greenfood.lapsed", "认证到期未续")
WITHDRAWN = facts.kind("greenfood.withdrawn", "认证被撤销或注销")


class Kind(models.TextChoices):
    GREEN = "green", "绿色食品"
    ORGANIC = "organic", "有机农产品"
    CONVERSION = "conversion", "有机转换"
    AGI = "agi", "农产品地理标志（AGI）"
    PGI = "pgi", "地理标志保护产品（PGI）"
    GI_MARK = "gi_mark", "地理标志证明商标"


# Three registrations of one and the same thing: a product that has two of them is one product.
GEOGRAPHICAL = (Kind.AGI, Kind.PGI, Kind.GI_MARK)

# 有机转换 may not be called organic, so it is not among the products that are counted.
COUNTED_KINDS = (Kind.GREEN, Kind.ORGANIC, *GEOGRAPHICAL)

# The codes of the terms table: how long a certificate holds and when its renewal has to be asked for.
VALID_TERM: dict[str, str] = {
    Kind.GREEN: "green.valid", Kind.ORGANIC: "organic.valid", Kind.CONVERSION: "organic.valid",
}  # fmt: skip
RENEW_TERM: dict[str, str] = {
    Kind.GREEN: "green.renew", Kind.ORGANIC: "organic.renew", Kind.CONVERSION: "organic.renew",
}  # fmt: skip


class Ending(models.TextChoices):
    WITHDRAWN = "withdrawn", "撤销（取消标志使用权）"
    SURRENDERED = "surrendered", "自愿注销"


class Standing(models.TextChoices):
    """Worked out from the dates on a given day, never stored."""

    PENDING = "pending", "未生效"
    IN_FORCE = "in_force", "有效"
    LAPSED = "lapsed", "已到期"
    WITHDRAWN = "withdrawn", "已撤销"
    SURRENDERED = "surrendered", "已注销"
