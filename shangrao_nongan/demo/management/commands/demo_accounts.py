from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ... import accounts


class Command(BaseCommand):
    help = "列出演示账号"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_TODAY:
            return
        self.stdout.write(f"演示账号（密码均为 {accounts.password()}）：")
        for account in accounts.ACCOUNTS:
            self.stdout.write(f"  {account.username:<11}{account.label}")
