"""The accounts of the demonstration: who they are and where. They exist only on a site that stands on DEMO_TODAY."""

from __future__ import annotations

import os
from dataclasses import dataclass

from supervision.ground.people import OrganisationKind as Kind
from supervision.ground.people import Role

SHARED_PASSWORD = "nongan-2021"  # noqa: S105  printed on the login page of a demonstration site

GUANGXIN, XINZHOU = "361104", "361102"
ECONOMIC_ZONE, RAILWAY_ZONE = "361171", "361173"
DONGTUAN = "361104290"


def password() -> str:
    return os.environ.get("DEMO_PASSWORD") or SHARED_PASSWORD


@dataclass(frozen=True)
class Account:
    """`places` are the regions of the account's posts, in order; the person's name is made up."""

    label: str
    username: str
    role: Role
    kind: Kind
    places: tuple[str, ...]
    name: str


ACCOUNTS = (
    Account("市级管理员", "shiju", Role.CITY_ADMIN, Kind.BUREAU, ("361100",), "占明舟"),
    Account("市级审核员", "shenhe", Role.CITY_REVIEWER, Kind.BUREAU, ("361100",), "祝青岚"),
    Account("县级监管员（广信区）", "guangxin", Role.COUNTY_OFFICER, Kind.BUREAU, (GUANGXIN,), "郑秋实"),
    Account("复核人（广信区分管领导，只审不填）", "fuhe", Role.REVIEW_ONLY, Kind.BUREAU, (GUANGXIN,), "裴守正"),
    Account("县级监管员（信州区）", "xinzhou", Role.COUNTY_OFFICER, Kind.BUREAU, (XINZHOU,), "徐知远"),
    Account("乡镇监管员（董团乡）", "dongtuan", Role.TOWNSHIP_SUPERVISOR, Kind.TOWNSHIP, (DONGTUAN,), "周谷雨"),
    Account("功能区监管员（上饶经开区）", "jingkai", Role.COUNTY_OFFICER, Kind.BUREAU, (ECONOMIC_ZONE,), "俞启航"),
    Account("检测员（广信区检测站）", "jiance", Role.LAB_TESTER, Kind.LABORATORY, (GUANGXIN,), "叶微澜"),
    Account("报告审核员（广信区检测站）", "shenbao", Role.LAB_VERIFIER, Kind.LABORATORY, (GUANGXIN,), "方静衡"),
    Account("企业内控员（合作社）", "hezuoshe", Role.PRODUCER, Kind.SUBJECT, (DONGTUAN,), "毛禾生"),
    Account("市场管理员（农贸市场）", "shichang", Role.MARKET, Kind.SUBJECT, (GUANGXIN,), "程集安"),
    Account("审计查阅", "shenji", Role.AUDITOR, Kind.OTHER, ("361100",), "江正清"),
    Account("村级协管员（董团乡）", "xieguan", Role.VILLAGE_ASSISTANT, Kind.TOWNSHIP, (DONGTUAN,), "吴田间"),
    Account(
        "一人两岗（信州区、高铁经济试验区）", "shuanggang", Role.COUNTY_OFFICER, Kind.BUREAU,
        (XINZHOU, RAILWAY_ZONE), "汪双华",
    ),
)  # fmt: skip


def listed() -> list[dict[str, str]]:
    return [{"label": account.label, "username": account.username} for account in ACCOUNTS]


def usernames() -> frozenset[str]:
    """Whose first password stays, on a demonstration site that says so (DEMO_PASSWORDS_STAY)."""
    return frozenset(account.username for account in ACCOUNTS)
