import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from supervision.ground.errors import RuleViolation
from supervision.ground.jobs import Job
from supervision.management.command import OfficeCommand

from ... import services


class Command(OfficeCommand):
    help = "载入演示数据（只在设置了 DEMO_TODAY 的网站上；已载入的环节不重复载入）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, default=2021, help="演示年度")
        parser.add_argument("--scale", type=float, default=1.0, help="规模，1为全市一年")
        parser.add_argument("--core", action="store_true", help="只载入最基本的部分")
        parser.add_argument("--start-job", action="store_true", help="其余部分交给后台任务载入")
        parser.add_argument("--json", action="store_true", help="以JSON输出各环节条数和用时")

    def handle(self, *args: Any, year: int, scale: float, core: bool, start_job: bool, **options: Any) -> None:
        if not settings.DEMO_TODAY:
            return self._say("没有设置 DEMO_TODAY，不载入演示数据。")
        if services.has_other_data():
            return self._say("库中已有业务数据，不载入演示数据。")
        if not 0 < scale <= 5:
            raise RuleViolation("规模应大于0、不超过5。")
        if start_job:
            return self._started(services.start(year=year, scale=scale))
        done = services.seed(year=year, scale=scale, core=core, tell=self._tell)
        if options["json"]:
            self.stdout.write(json.dumps(services.report(year), ensure_ascii=False))
        elif done:
            self._say(f"演示数据：载入 {len(done)} 个环节。")
        return None

    def _started(self, job: Job | None) -> None:
        if job is not None:
            self._say("演示数据的其余部分正在后台载入，进度见首页。")

    def _tell(self, done: int, total: int, text: str = "") -> None:
        self.stderr.write(f"[{done}/{total}] {text}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
