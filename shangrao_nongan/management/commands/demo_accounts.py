"""The accounts of the demonstration site, for the person who has just started it."""
import os

from django.conf import settings
from django.core.management.base import BaseCommand

from shangrao_nongan.demo.accounts import ACCOUNTS


class Command(BaseCommand):
    help = "列出演示账号"

    def handle(self, *args, **options):
        if settings.DEMO_TODAY is None:
            return
        self.stdout.write(f"演示账号(密码均为 {os.environ.get('DEMO_PASSWORD', 'nongan-2021')}):")
        for label, username in ACCOUNTS:
            self.stdout.write(f"  {username:<10} {label}")
