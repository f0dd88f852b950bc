"""bin/manage export_register NAME FILE --as USER[:POST] [--filter k=v …] [--json]"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from supervision.ground.desk import export, registry
from supervision.ground.errors import RuleViolation
from supervision.ground.people import post_named

from ..command import OfficeCommand


class Command(OfficeCommand):
    help = "把台账导出为 Excel：范围同该岗位所见，个人信息脱敏"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="台账，如 subjects")
        parser.add_argument("file", type=Path, help="写到哪里")
        parser.add_argument("--as", dest="actor", required=True, metavar="USER[:POST]", help="以谁的岗位导出")
        parser.add_argument("--filter", action="append", default=[], metavar="K=V", help="筛选条件，可多次")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        register, by = registry.named(options["name"]), post_named(options["actor"])
        pieces = export(register, by=by, data=asked(register, options["filter"]), year=None)
        part = file.with_name(file.name + ".part")
        try:
            with part.open("wb") as out:
                for piece in pieces:
                    out.write(piece)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        size = file.stat().st_size
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(file), "bytes": size}, ensure_ascii=False))
        else:
            self.stdout.write(f"{register.label}已导出到 {file}（{size:,} 字节）。")


def asked(register: registry.Register, pairs: list[str]) -> dict[str, str]:
    known = {*register.filters.base_filters, "sort", "columns"}
    data = {}
    for pair in pairs:
        name, given, value = pair.partition("=")
        if not given or name not in known:
            raise RuleViolation(f"没有“{pair}”这个筛选条件；可用：{'、'.join(sorted(known))}。")
        data[name] = value
    return data
