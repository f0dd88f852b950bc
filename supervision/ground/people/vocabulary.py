from django.db import models


class Role(models.TextChoices):
    """What a post is for. Who may do what is the table in shangrao_nongan/roles.py."""

    CITY_ADMIN = "city_admin", "市级管理员"
    CITY_REVIEWER = "city_reviewer", "市级审核员"
    COUNTY_ADMIN = "county_admin", "县级管理员"
    COUNTY_OFFICER = "county_officer", "县级监管员"
    REVIEW_ONLY = "review_only", "复核人"  # 股长或分管领导: looks, accepts, returns; enters nothing
    LAB_TESTER = "lab_tester", "检测员（实验室）"
    LAB_VERIFIER = "lab_verifier", "报告审核员（实验室）"
    TOWNSHIP_SUPERVISOR = "township_supervisor", "乡镇监管员"
    VILLAGE_ASSISTANT = "village_assistant", "村级协管员"
    PRODUCER = "producer", "企业内控员"
    MARKET = "market", "市场管理员"
    SOCIAL_SUPERVISOR = "social_supervisor", "社会监督员"
    AUDITOR = "auditor", "审计查阅"
    SYSTEM = "system", "系统"


# One's own matters only: these posts belong to a supervised subject.
OF_SUBJECT = (Role.PRODUCER, Role.MARKET)


class OrganisationKind(models.TextChoices):
    BUREAU = "bureau", "农业农村局"
    TOWNSHIP = "township", "乡镇监管站"
    ENFORCEMENT = "enforcement", "执法机构"
    LABORATORY = "laboratory", "检测机构"
    SUBJECT = "subject", "监管对象"
    OTHER = "other", "其他单位"
