"""核对留痕校验链：  bin/manage verify_chain [--heads 文件] [--since 2026-01-01]"""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...models import WHOLE, Digest
from ...verifying import HEAD, verify


class Command(BaseCommand):
    help = "核对留痕、办理、事实和已公布得分与校验链，并与外部留存的链头比对。有不符时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads", type=Path, metavar="FILE", help="外部留存的链头：日志、备份中的 heads.txt、审计页"
        )
        parser.add_argument("--since", type=dt.date.fromisoformat, metavar="DAY", help="只核对这一天以后的链（较快）")

    def handle(self, *args: Any, **options: Any) -> None:
        heads = self._read(options["heads"]) if options["heads"] else ""
        faults = verify(since=options["since"], heads=heads)
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"校验链有 {len(faults)} 处不符（见上）。")
        night = Digest.objects.nights().first()
        if night is None:
            self.stdout.write("校验链还没有链头：每天凌晨封存前一天，首日之后再核对。")
            return
        told = (
            f"，与外部留存的 {len(set(HEAD.findall(heads)))} 个链头一致"
            if heads
            else "；没有给出外部链头，只核对了库内"
        )
        self.stdout.write(f"校验链相符{told}。最新链头：{night.day} {WHOLE} {night.head}")

    def _read(self, path: Path) -> str:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as wrong:
            raise CommandError(f"读不到链头文件 {path}：{wrong.strerror}") from wrong
        if not HEAD.search(text):
            raise CommandError(f"文件 {path} 里没有链头（每行应有：日期 数据表 64位校验值）。")
        return text
