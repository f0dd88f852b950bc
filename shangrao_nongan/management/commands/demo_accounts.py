"""The accounts of the demonstration site, for the person who has just started it."""
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ...demo.accounts import ACCOUNTS, password


class Command(BaseCommand):
    help = "列出演示账号"

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO_TODAY is None:
            return
        self.stdout.write(f"演示账号(密码均为 {password()}):")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<12}{account.label}")
