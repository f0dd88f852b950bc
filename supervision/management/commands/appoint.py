"""bin/manage appoint USERNAME --role ROLE --at REGION [--name 姓名] [--organisation …] [--as USER[:POST]] [--json]"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from supervision.grid.services.account import engage, login_name
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import clean
from supervision.ground.people import OF_SUBJECT, Role, User, post_named, system_post
from supervision.ground.regions import Region

from ..command import OfficeCommand

GIVEN = [role for role in Role if role not in (*OF_SUBJECT, Role.SYSTEM)]


class Command(OfficeCommand):
    help = "任命岗位，必要时建立账号；新站点的第一个市级管理员由此产生"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="登录用的用户名")
        parser.add_argument("--role", required=True, help="角色，如 city_admin 或 市级管理员")
        parser.add_argument("--at", required=True, metavar="REGION", help="任职地区的代码，如 361100")
        parser.add_argument("--name", default="", help="姓名；已有账号的可不写")
        parser.add_argument("--organisation", default="", help="单位名称；不写为当地的农业农村局、监管站或检测站")
        parser.add_argument("--as", dest="actor", default="", metavar="USER[:POST]", help="以谁的岗位任命；不写为系统")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        username = login_name(options["username"])
        by = post_named(options["actor"]) if options["actor"] else system_post()
        role, region = role_of(options["role"]), region_of(options["at"])
        known = User.objects.filter(username__iexact=username).first()
        name = clean(options["name"]) or (known.name if known else "")
        if not name:
            raise RuleViolation("这是新账号，请用 --name 写明姓名。")
        post, password = engage(
            by=by,
            username=username,
            name=name,
            role=role,
            region=region,
            organisation=options["organisation"],
            since=clock.today(),
            password="" if known or options["json"] else asked(),
        )
        if options["json"]:
            told = {"post": post.pk, "username": username, "name": name, "role": role, "password": password}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"已任命：{post}，用户名 {username}。")
        self.stdout.write(f"首次登录密码（只显示这一次）：{password}" if password else "此人已有账号，密码不变。")


def role_of(text: str) -> Role:
    for role in GIVEN:
        if text in (role.value, role.label):
            return role
    if text in {value for role in OF_SUBJECT for value in (role.value, role.label)}:
        raise RuleViolation("企业内控员、市场管理员请在“账号岗位”页任命：须选择所属监管对象。")
    raise RuleViolation(f"没有“{text}”这个角色；可用：{'、'.join(f'{r.value}（{r.label}）' for r in GIVEN)}。")


def region_of(code: str) -> Region:
    region = Region.objects.select_related("county", "township").filter(pk=code, closed=None).first()
    if region is None:
        raise RuleViolation(f"没有代码为“{code}”的地区；上饶市为 361100，县（市、区）为六位代码。")
    return region


def asked() -> str:
    """A password typed by the person at the terminal; nothing typed, or nobody there: one is made."""
    if not sys.stdin.isatty():
        return ""
    first = getpass("首次登录密码（直接回车则自动生成）：")
    if first and getpass("再输一次：") != first:
        raise RuleViolation("两次输入的密码不一致。")
    return first
