from django.db import models


class Kind(models.TextChoices):
    ENTERPRISE = "enterprise", "农产品生产企业"
    COOPERATIVE = "cooperative", "农民专业合作社"
    FAMILY_FARM = "family_farm", "家庭农场"
    SMALLHOLDER = "smallholder", "农户"
    COLLECTOR = "collector", "收购单位或个人"
    MARKET = "market", "批发（农贸）市场"
    SUPERMARKET = "supermarket", "超市"
    SLAUGHTERHOUSE = "slaughterhouse", "屠宰场"
    INPUT_SHOP = "input_shop", "农资经营店"


# Who produces: the ones that patrols, samples and certificates are about.
PRODUCERS = (Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.FAMILY_FARM, Kind.SMALLHOLDER)

# Natural persons: their name may be shown, their phone and identity number never in full.
NATURAL_PERSONS = (Kind.SMALLHOLDER,)


# What people write for a kind; where it could be two of them (企业, 市场), it is asked.
SAID_KINDS = {
    "合作社": Kind.COOPERATIVE.value,
    "专业合作社": Kind.COOPERATIVE.value,
    "生产企业": Kind.ENTERPRISE.value,
    "批发市场": Kind.MARKET.value,
    "农贸市场": Kind.MARKET.value,
    "农资店": Kind.INPUT_SHOP.value,
}


class Industry(models.TextChoices):
    PLANTING = "planting", "种植业"
    LIVESTOCK = "livestock", "畜禽业"
    FISHERY = "fishery", "水产业"
    INPUTS = "inputs", "农业投入品"
    TRADE = "trade", "流通"


class Status(models.TextChoices):
    ACTIVE = "active", "在营"
    SUSPENDED = "suspended", "停业"
    CLOSED = "closed", "注销"


class Leading(models.TextChoices):
    """龙头企业 level; provincial and above are a focus of sampling (work paper §11)."""

    NONE = "", "非龙头企业"
    COUNTY = "county", "县级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "国家级"


SAID_LEADING = {
    **dict.fromkeys(("非龙头", "不是", "否", "无", "没有"), Leading.NONE.value),
    **{f"{level.label}龙头企业": level.value for level in Leading if level.value},
}


class Grade(models.TextChoices):
    A = "A", "A级"
    B = "B", "B级"
    C = "C", "C级"
    D = "D", "D级"
