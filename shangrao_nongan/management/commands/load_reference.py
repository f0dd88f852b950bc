from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from supervision.ground import history, keys
from supervision.ground.subjects import digest_phones, respell

# In the order of the storeys: each may stand on what the ones before it loaded.
SOURCES = (
    "supervision.ground.reference",
    "supervision.ground.terms.reference",
    "supervision.patrols.reference",
    "monitoring.reference",
    "certificates.reference",
    "credit.reference",
    "emergency.reference",
    "shangrao_nongan.assessment.reference",
)


class Command(BaseCommand):
    help = "载入基础数据：区划、人口、产品、时限、节假日、检查表、检测项目、限量、规则版本、考核方案"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded: dict[str, int] = {}
        for source in SOURCES:
            loaded |= import_module(source).load(by=None)
        with history.acting(None, "整理名称键", "比较名称的规则有变，或数据由旧版本写入"):
            loaded["名称键"] = keys.refold()
            loaded["拼音"] = respell()
        loaded["电话摘要"] = digest_phones()
        if options["json"]:
            self.stdout.write(json.dumps(loaded, ensure_ascii=False))
        else:
            shown = "，".join(f"{name} {count}" for name, count in loaded.items() if count)  # none: nothing was new
            self.stdout.write(f"基础数据已载入：{shown}")
