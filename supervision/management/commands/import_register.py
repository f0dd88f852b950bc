"""bin/manage import_register NAME FILE --as USER[:POST] [--dry-run] [--with-hidden] [--report FILE] [--json]"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from supervision.ground.desk import importing, marking, registry
from supervision.ground.errors import RuleViolation
from supervision.ground.people import post_named

from ..command import OfficeCommand


class Command(OfficeCommand):
    help = "从 Excel 导入台账：逐格检查，合格的行写入，有问题的行逐格列出"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="台账，如 subjects")
        parser.add_argument("file", type=Path, help="按模板填写的 .xlsx、.xls 或 .csv")
        parser.add_argument("--as", dest="actor", required=True, metavar="USER[:POST]", help="以谁的岗位导入")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--with-hidden", action="store_true", help="隐藏（或被筛选掉）的行一并读入")
        parser.add_argument("--report", type=Path, help="把标红的原表写到这里")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        told = self._run(options)
        self._say(told, options)
        if told["bad"]:  # a script that goes on must know
            raise RuleViolation(f"有{told['bad']}行有问题，没有导入；请改正后再导入这些行。")

    def _say(self, told: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for word, texts in (("读入", told["taken"]), ("没有读入", told["left"]), ("请留意", told["notes"])):
            for text in texts:
                self.stdout.write(f"{word}：{text}")
        for one in told["changed"]:
            self.stdout.write(f"{_where(one)} {one['number']} 有改动，暂不更新：{one['columns']}")
        for remark in told["remarks"]:  # how good cells were read, and doubts
            self.stdout.write(f"{_where(remark)} {remark['column']}（不影响导入）：{remark['message']}")
        for fault in told["faults"]:
            self.stdout.write(f"{_where(fault)} {fault['column']}：{fault['message']}")
        done = "可导入" if options["dry_run"] else "已导入"
        known = f"，不变{told['same']}行，有改动{len(told['changed'])}行" if told["same"] or told["changed"] else ""
        self.stdout.write(f"共{told['rows']}行，{done}{told['good']}行{known}，有问题{told['bad']}行。")

    def _run(self, options: dict[str, Any]) -> dict[str, Any]:
        register, by = registry.named(options["name"]), post_named(options["actor"])
        content = options["file"].read_bytes()
        found = importing.look(register, content, by=by, with_hidden=options["with_hidden"])
        if options["report"]:
            options["report"].write_bytes(marking.marked(content, found))
        told: dict[str, Any] = {"rows": found.total, "good": found.good, "bad": found.bad, "same": found.same}
        told |= {"taken": found.table.taken, "left": found.table.left, "notes": found.table.notes}
        told["changed"] = [asdict(one) for one in found.changed]
        told["remarks"] = [asdict(one) for one in found.remarks]
        told["faults"] = [asdict(one) for one in found.faults]
        if options["dry_run"]:
            return told
        if not told["good"] and not told["bad"]:
            return told  # all of it is in the register
        if not told["good"]:
            raise RuleViolation(f"没有可以导入的行：{found.faults[0].message if found.faults else ''}")
        batch = importing.keep(
            register, options["file"].name, content, found, by=by, with_hidden=options["with_hidden"]
        )
        batch = importing.run_import(batch.pk, by=by)
        return told | {"batch": batch.pk, "good": batch.good, "bad": batch.bad}


def _where(told: dict[str, Any]) -> str:
    return f"“{told['sheet']}”表第{told['row']}行" if told["sheet"] else f"第{told['row']}行"
