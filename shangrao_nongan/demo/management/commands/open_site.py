from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "bin/run 用：载入基础数据和首批演示数据；网站就绪后（--ready）接着载入演示年度，并列出演示账号"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ready", action="store_true", help="网站已经就绪")

    def handle(self, *args: Any, ready: bool, **options: Any) -> None:
        """Two commands in one process: on a small machine every start of Python costs two seconds."""
        first: tuple[str, dict[str, bool]]
        second: tuple[str, dict[str, bool]]
        first, second = (
            (("seed_demo", {"start_job": True}), ("demo_accounts", {}))
            if ready
            else (("load_reference", {}), ("seed_demo", {"core": True}))
        )
        for name, chosen in (first, second):
            call_command(name, stdout=self.stdout, stderr=self.stderr, **chosen)
