"""bin/manage reset_second_factor USERNAME --as USER[:POST] --why 原因"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from supervision.ground import signins
from supervision.ground.errors import RuleViolation
from supervision.ground.people import User, post_named

from ..command import OfficeCommand


class Command(OfficeCommand):
    help = "重置遗失的两步验证，由另一位管理员办理，记入登录记录"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="遗失验证器的人的用户名")
        parser.add_argument(
            "--as", dest="actor", required=True, metavar="USER[:POST]", help="以谁的岗位办理，不能是本人"
        )
        parser.add_argument("--why", required=True, help="原因，如 手机遗失，已当面核实本人")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise RuleViolation(f"没有“{options['username']}”这个用户。")
        signins.second.reset(user, by=post_named(options["actor"]), why=options["why"])
        self.stdout.write(f"已重置：{user.name}（{user.username}）下次登录后须重新启用两步验证，其他登录已结束。")
