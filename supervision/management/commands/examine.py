"""What in the data would not be let in today, where it stands and what to do; exit 1 when anything was found."""

from __future__ import annotations

import json
import sys
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.conf import settings

from supervision.ground import history, keys
from supervision.ground.desk import REGISTERS
from supervision.ground.records import examining
from supervision.ground.subjects import Subject, may_be_one, misspelt, respelt, traits_of

from ..command import OfficeCommand

HEADS = ("问题", "台账", "编号", "栏目", "内容", "怎么办", "页面")


class Command(OfficeCommand):
    help = "检查已有数据：重复和相像的、查不到的号码、隐藏字符、缺少的原因；列出位置和处理办法，发现问题时退出码为1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix-text", action="store_true", help="清理不需人判断的隐藏字符和号码写法，留痕")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        import_module(settings.ROOT_URLCONF)  # the addresses enter the registers
        fixed = 0
        if options["fix_text"]:
            with history.acting(None, "清理隐藏字符和号码写法", "bin/manage examine --fix-text"):
                fixed = examining.tidied() + respelt()
                keys.refold()
        rows = [_told(one) for one in _found()]
        if options["json"]:
            told = [dict(zip(HEADS, row, strict=True)) for row in rows]
            self.stdout.write(json.dumps({"fixed": fixed, "found": told}, ensure_ascii=False))
        else:
            self._table(rows)
            cleaned = f"已清理{fixed}条记录；" if options["fix_text"] else ""
            self.stdout.write(f"{cleaned}{f'还有{len(rows)}处需要处理。' if rows else '没有发现问题。'}")
        if rows:
            sys.exit(1)

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        if not rows:
            return
        widths = [max(_width(row[at]) for row in (HEADS, *rows)) for at in range(len(HEADS))]
        for row in (HEADS, *rows):
            cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _found() -> Iterable[examining.Found]:
    yield from examining.doubles()
    yield from _alike()
    yield from _misspelt()
    yield from examining.hidden()
    yield from examining.reasons()


def _alike() -> Iterable[examining.Found]:
    """Subjects that nobody can tell to be one or two but an official who asks."""
    groups: dict[str, list[Subject]] = {}
    for subject in Subject.objects.live().exclude(name_key="").select_related("region").order_by("pk"):
        groups.setdefault(subject.name_key, []).append(subject)
    for rows in (rows for rows in groups.values() if len(rows) > 1):
        for at, row in enumerate(rows):
            other = next((one for one in rows[:at] if may_be_one(traits_of(one), traits_of(row))), None)
            if other is not None:
                said = f"{examining.shown(row.name)} 与 {other.number}（{other.region}）相像"
                yield examining.Found("相像", row, "名称", said, "核实是否同一家；是同一家的，留一条，另一条作废")


def _misspelt() -> Iterable[examining.Found]:
    """Numbers of persons that today's spelling does not find. What they are is sealed and is not told here."""
    for one in misspelt():
        if not one.columns:
            yield examining.Found("号码有误", one.subject, one.label, "（加密）不是有效的号码", "向本人核实后改正")
        else:
            said = f"尾号 {one.columns[f'{one.name}_tail']}，按现在的写法查不到"
            do = "可用 --fix-text 整理；整理后仍在的，同一号码已登记在另一条上，请核对"
            yield examining.Found("号码写法", one.subject, one.label, said, do)


def _told(found: examining.Found) -> tuple[str, ...]:
    register = next((one for one in REGISTERS.values() if one.model is type(found.row)), None)
    address = f"{settings.SITE_URL.rstrip('/')}{register.url('detail', found.row.pk)}" if register else ""
    label = register.label if register else str(type(found.row)._meta.verbose_name)
    return (found.kind, label, found.number, found.label, found.said, found.do, address)


def _width(said: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in said)
