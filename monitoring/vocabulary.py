"""The words of monitoring. Level, kind and method are three independent questions about every sample."""

from __future__ import annotations

from django.db import models

from supervision.ground import facts

SAMPLED = facts.kind("monitoring.sampled", "定量抽样检测")
RAPID_TESTED = facts.kind("monitoring.rapid", "快速检测")
FAILED = facts.kind("monitoring.failed", "检测不合格", urgent=True)
REFUSED = facts.kind("monitoring.refused", "拒绝抽样", urgent=True)
HANDLED = facts.kind("monitoring.handled", "不合格样品处置办结", urgent=True)


class Level(models.TextChoices):
    """Who gave the task. Without it neither the 1.5 batches per thousand nor the 98% can be checked."""

    MINISTRY = "ministry", "部级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


# From the highest: a lower level may not sample again what a higher one took under supervision (L22 art. 47).
RANK: dict[str, int] = {level: place for place, level in enumerate(Level)}


class Kind(models.TextChoices):
    ROUTINE = "routine", "例行监测"
    SURVEY = "survey", "普查"
    SPECIAL = "special", "专项监测"
    SUPERVISION = "supervision", "监督抽查"
    SELF = "self", "委托自检"


class Method(models.TextChoices):
    QUANTITATIVE = "quantitative", "定量"
    RAPID = "rapid", "快检"


class Place(models.TextChoices):
    BASE = "base", "种养基地"
    SLAUGHTERHOUSE = "slaughterhouse", "屠宰场"
    WHOLESALE = "wholesale", "批发市场"
    MARKET = "market", "农贸市场"
    SUPERMARKET = "supermarket", "超市"
    OTHER = "other", "其他"


# On sale there: food in circulation (农产品质量安全法 2022 art. 60).
CIRCULATION = (Place.WHOLESALE, Place.MARKET, Place.SUPERMARKET)


class Taking(models.TextChoices):
    """How the sampling ended."""

    TAKEN = "taken", "已抽样"
    REFUSED = "refused", "拒绝抽样"
    NONE = "none", "无样可抽"


class RecordCheck(models.TextChoices):
    """What the samplers found in the production records: a required section of every sampling form."""

    COMPLETE = "complete", "完整"
    IRREGULAR = "irregular", "不规范"
    MISSING = "missing", "无记录"
    NOT_APPLICABLE = "na", "不适用"


class Verdict(models.TextChoices):
    """UNDETERMINED: no limit is in force for anything that was tested. NONE: nothing there to be judged (a rapid test,
    an item that was not tested). Both are spoken of with one word."""

    PENDING = "pending", "待检测"
    PASS = "pass", "合格"
    FAIL = "fail", "不合格"
    UNDETERMINED = "undetermined", "不作判定"
    PART = "part", "并入总量"
    NONE = "none", "不作判定"


JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.UNDETERMINED)


class Found(models.TextChoices):
    """未检出 (with the limit of detection) and 未检测 are different answers; neither is an empty value. 低于定量限
    (with that limit) is a third: it is there, and how much of it only a bound tells."""

    PENDING = "pending", "待录入"
    VALUE = "value", "检出值"
    NOT_DETECTED = "nd", "未检出"
    BELOW = "loq", "低于定量限"
    NOT_TESTED = "nt", "未检测"


class Serving(models.TextChoices):
    """How the inspected party was given its result: the day of service starts the term for asking a retest."""

    HAND = "hand", "直接送达"
    LEAVE = "leave", "留置送达"
    POST = "post", "邮寄送达"
    OTHER = "other", "其他方式"


class SecondTest(models.TextChoices):
    """复检 is the inspected party's right after 监督抽查 only (L22 art. 51). After risk monitoring the unit that
    commissioned it may have the spare sample measured again; nobody has a right to it (domain facts 12)."""

    RETEST = "retest", "复检"
    REMEASURE = "remeasure", "复测备样"


class RetestState(models.TextChoices):
    """An application is answered, and the answer is final; what is accepted ends with the second report."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待受理"
    RETURNED = "returned", "退回补正"
    ACCEPTED = "accepted", "已受理"
    REFUSED = "refused", "不予受理"
    DONE = "done", "已出结论"
    VOID = "void", "已撤回"


RETEST_MOVES = {
    RetestState.DRAFT: {RetestState.SUBMITTED, RetestState.VOID},
    RetestState.SUBMITTED: {RetestState.ACCEPTED, RetestState.RETURNED, RetestState.REFUSED, RetestState.VOID},
    RetestState.RETURNED: {RetestState.SUBMITTED, RetestState.VOID},
    RetestState.ACCEPTED: {RetestState.DONE, RetestState.VOID},
    RetestState.REFUSED: set(),
    RetestState.DONE: set(),
    RetestState.VOID: set(),
}


class Unit(models.TextChoices):
    MG_KG = "mg/kg", "mg/kg"
    UG_KG = "μg/kg", "μg/kg"


# Residues of these are reported in μg/kg, whatever they were found in; all others in mg/kg.
DRUGS = ("兽药", "禁用兽药")


class Rapid(models.TextChoices):
    """A negative rapid test is not a pass: enzyme inhibition covers two families of pesticides only."""

    NONE = "", "非快检"
    NEGATIVE = "negative", "阴性"
    POSITIVE = "positive", "阳性"
    INVALID = "invalid", "无效"


class OrderState(models.TextChoices):
    WAITING = "waiting", "待接收"
    RECEIVED = "received", "检测中"
    ENTERED = "entered", "待审核"
    VERIFIED = "verified", "已审核"
    CLOSED = "closed", "已终止"


# Until the sample is received the order follows the form: told anew, closed, and asked for again.
ORDER_MOVES = {
    OrderState.WAITING: {OrderState.WAITING, OrderState.RECEIVED, OrderState.CLOSED},
    OrderState.RECEIVED: {OrderState.ENTERED, OrderState.CLOSED},
    OrderState.ENTERED: {OrderState.VERIFIED, OrderState.RECEIVED, OrderState.CLOSED},
    OrderState.VERIFIED: set(),
    OrderState.CLOSED: {OrderState.WAITING},
}


class CorrectionState(models.TextChoices):
    """A laboratory's correction of its verified report. What it would change stands only when it is in force."""

    ENTERED = "entered", "待复核"
    CONSENT = "consent", "待委托单位同意"
    DONE = "done", "已生效"
    REFUSED = "refused", "未通过"


OPEN_CORRECTIONS = (CorrectionState.ENTERED, CorrectionState.CONSENT)
CORRECTION_MOVES = {
    CorrectionState.ENTERED: {CorrectionState.CONSENT, CorrectionState.DONE, CorrectionState.REFUSED},
    CorrectionState.CONSENT: {CorrectionState.DONE, CorrectionState.REFUSED},
    CorrectionState.DONE: set(),
    CorrectionState.REFUSED: set(),
}


class Rounding(models.TextChoices):
    COUNTY = "county", "各县分别进位后合计"
    CITY = "city", "全市合计后一次进位"


class BanKind(models.TextChoices):
    """Four states of "may not be there", and the one that only rules the trade (domain facts, chapter 2)."""

    BANNED = "banned", "禁用农药"
    CROP = "crop", "限用农药（范围性禁用）"
    ANIMAL = "animal", "食品动物禁用"
    STOPPED = "stopped", "停用兽药"
    TRACELESS = "traceless", "允许治疗但不得检出"
    TRADE = "trade", "限制使用农药（定点经营）"


# Finding one of these means that somebody used what nobody may use on this product.
FORBIDDEN_USE = (BanKind.BANNED, BanKind.CROP, BanKind.ANIMAL, BanKind.STOPPED)


# Veterinary substances that may not be found at all (不得检出). For a pesticide a residue limit applies even where its
# use is forbidden: a crop may carry traces out of the soil.
NEVER_FOUND = (BanKind.ANIMAL, BanKind.STOPPED, BanKind.TRACELESS)


class Action(models.TextChoices):
    """What was done about a failed sample."""

    CASE = "case", "立案查处"
    TRANSFER = "transfer", "移交市场监管部门"
    POLICE = "police", "移送公安机关"
    CORRECT = "correct", "责令整改"
    OTHER = "other", "其他处置"
