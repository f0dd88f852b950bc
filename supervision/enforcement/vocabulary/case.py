from django.db import models


class Category(models.TextChoices):
    """What a case is about. Only the first counts towards the two cases a year (work paper §7); what came from a patrol
    is undetermined until the county or the city says what it is.
    """

    QUALITY = "quality", "农产品质量安全"
    PESTICIDE = "pesticide", "农药"
    VETERINARY = "veterinary", "兽药"
    SEED = "seed", "种子"
    FERTILISER = "fertiliser", "肥料"
    FEED = "feed", "饲料"
    SLAUGHTER = "slaughter", "屠宰"
    OTHER = "other", "其他"
    PENDING = "pending", "待定"


class Source(models.TextChoices):
    PATROL = "patrol", "巡查移交"
    SAMPLING = "sampling", "监督抽查"
    INSPECTION = "inspection", "执法检查"
    COMPLAINT = "complaint", "投诉举报"
    ASSIGNED = "assigned", "上级交办"
    HANDED_OVER = "handed_over", "其他部门移送"


class PartyKind(models.TextChoices):
    """Fines differ between farmers and organisations (农产品质量安全法第七十条、七十一条)."""

    ORGANISATION = "organisation", "单位"
    FARMER = "farmer", "农户"
    PERSON = "person", "其他个人"


class Procedure(models.TextChoices):
    """How a case was decided; the three ways of not punishing are kept apart (行政处罚法第三十三条)."""

    ORDINARY = "ordinary", "普通程序"
    SUMMARY = "summary", "简易程序"
    WAIVED_MINOR = "waived_minor", "不予处罚（轻微并及时改正）"
    WAIVED_FIRST = "waived_first", "可以不予处罚（初次违法、后果轻微并及时改正）"
    WAIVED_NO_FAULT = "waived_no_fault", "不予处罚（无主观过错）"


PUNISHED = (Procedure.ORDINARY, Procedure.SUMMARY)


class Penalty(models.TextChoices):
    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    FORFEIT_INCOME = "forfeit_income", "没收违法所得"
    FORFEIT_GOODS = "forfeit_goods", "没收非法财物"
    SUSPEND = "suspend", "责令停产停业"
    REVOKE = "revoke", "吊销许可证件"


class Progress(models.TextChoices):
    """Where a case stands, told by its dates."""

    LEAD = "lead", "线索"
    FILED = "filed", "已立案"
    DECIDED = "decided", "已决定"
    CLOSED = "closed", "已结案"


class CountedBy(models.TextChoices):
    """Which date makes a case one of the year: part of the caliber (口径)."""

    FILED = "filed_on", "立案日"
    DECIDED = "decided_on", "决定日"
    CLOSED = "closed_on", "结案日"
