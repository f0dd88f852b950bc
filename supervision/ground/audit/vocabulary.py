from django.db import models


class Purpose(models.TextChoices):
    """What somebody may read a person's number for: a clear purpose (个人信息保护法 第六条)."""

    CONTACT = "contact", "联系监管对象"
    VERIFY = "verify", "核实身份"
    COMPLAINT = "complaint", "投诉回访"
    EMERGENCY = "emergency", "应急联系"
