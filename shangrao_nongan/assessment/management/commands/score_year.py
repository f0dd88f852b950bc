from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from supervision.ground import jobs
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.management.command import OfficeCommand

from ... import services, tasks
from ...models import Run, Scheme
from ...vocabulary import FINISHED
from ...workbook import build

PATIENCE = 600  # seconds


class Command(OfficeCommand):
    help = "年终考核计分：score_year 2021 [--scheme 代码] [--wait] [--workbook 文件]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, help="年度")
        parser.add_argument("--scheme", default="", help="方案代码；不写则取该年度最新的已锁定方案")
        parser.add_argument("--wait", action="store_true", help="等到算完，并显示排名")
        parser.add_argument("--workbook", default="", help="把考核工作簿写到这个文件（意味着等待）")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        scheme = self._scheme(options["year"], options["scheme"])
        target = Path(options["workbook"]) if options["workbook"] else None
        if target and not target.absolute().parent.is_dir():
            raise RuleViolation(f"文件夹 {target.absolute().parent} 不存在。")
        if target and target.is_dir():
            raise RuleViolation(f"{target} 是文件夹，请写明文件名。")
        run = services.start_scoring(scheme, by=system_post())
        if options["wait"] or target:
            run = self._finished(run)
            if target:
                target.write_bytes(build(run).getvalue())
        self._say(run, options["json"])

    def _scheme(self, year: int, code: str) -> Scheme:
        found = Scheme.objects.filter(year=year)
        found = found.filter(code=code) if code else found.exclude(locked_at=None)
        scheme = found.order_by("-revision").first()
        if scheme is None:
            wanted = f"代码为 {code} 的方案" if code else "已锁定的方案"
            raise RuleViolation(f"{year} 年度没有{wanted}。")
        return scheme

    def _finished(self, run: Run) -> Run:
        """Compute here and now unless a worker already does; then wait for it."""
        job = run.job
        if job is None:
            raise RuleViolation("这次计分没有任务，无法等待。")
        try:
            tasks.score_year(job.pk)
        except jobs.NotMine:
            self.stderr.write("计分正在后台进行，等待完成……")
        deadline = time.monotonic() + PATIENCE
        while True:
            run.refresh_from_db()
            if run.state in FINISHED:
                return run
            job.refresh_from_db()
            if not job.is_active:
                raise RuleViolation(f"计分没有完成：{job.error or job.get_status_display()}")
            if time.monotonic() > deadline:
                raise RuleViolation("等待超时，计分仍在后台进行。")
            time.sleep(0.5)

    def _say(self, run: Run, as_json: bool) -> None:
        sheets = list(run.sheets.select_related("county").order_by("rank", "county"))
        if as_json:
            rows = [
                {
                    "rank": s.rank,
                    "code": s.county_id,
                    "county": s.county.name,
                    "total": str(s.total),
                    "vetoed": s.vetoed,
                }
                for s in sheets
            ]
            said = {"run": run.pk, "state": run.state, "input_hash": run.input_hash, "sheets": rows}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        self.stdout.write(f"第 {run.pk} 次计分：{run.get_state_display()}　数据指纹 {run.input_hash[:12] or '—'}")
        for s in sheets:
            self.stdout.write(f"{s.rank:>3}  {s.county.name:<5}{s.total:>8}{'  一票否决' if s.vetoed else ''}")
