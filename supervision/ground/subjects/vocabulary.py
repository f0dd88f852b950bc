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


class Grade(models.TextChoices):
    A = "A", "A级"
    B = "B", "B级"
    C = "C", "C级"
    D = "D", "D级"
