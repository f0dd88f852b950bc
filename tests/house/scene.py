"""One of everything in 董团乡, and what an address needs to be filled in: which row stands behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from openpyxl import Workbook
from PIL import Image

from shangrao_nongan import offers
from shangrao_nongan.assessment import services as assessment
from shangrao_nongan.assessment.models import Scheme, ScoreLine, ScoreSheet
from supervision.grid.vocabulary.fiveone import One
from supervision.ground import clock, desk, files, jobs, notices
from supervision.ground.desk import importing, picking
from supervision.ground.desk.persons import numbers
from supervision.ground.desk.registry import Register
from tests import make, registers

from . import site

# Shown to every bureau alike: the rows inside them are scoped, the thing itself belongs to the city.
SHARED = {
    "assessment:scheme", "assessment:parameters", "assessment:lock", "assessment:start", "assessment:run",
    "assessment:publish",
    "assessment:workbook",
    "greenfood:opening", "greenfood:opening-lock", "certificate-public",
}  # fmt: skip


# Who picks rows to decide on them: the county where it may, else the city.
REVIEWERS = ("guangxin", "guangxin_admin", "city", "reviewer")


@dataclass(frozen=True)
class Target:
    """An address with its row filled in."""

    address: site.Address
    url: str
    row: models.Model | None = None

    @property
    def name(self) -> str:
        return self.address.name

    @property
    def is_page(self) -> bool:
        """Verbs of a record are only ever posted."""
        return not self.name.endswith("-act")

    @property
    def scoped(self) -> bool:
        """Whether a neighbour must find nothing there."""
        return self.row is not None and self.name not in SHARED


@dataclass
class Scene:
    """Rows by the label of their model, and a batch of an import by the key of its register."""

    rows: dict[str, models.Model] = field(default_factory=dict)
    batches: dict[str, models.Model] = field(default_factory=dict)
    picked: dict[str, models.Model] = field(default_factory=dict)

    def row_of(self, register: Register) -> models.Model:
        return self.rows[register.model._meta.label_lower]

    def targets(self) -> list[Target]:
        return [target for address in site.addresses() for target in self._targets_of(address)]

    def _targets_of(self, address: site.Address) -> Iterator[Target]:
        if not address.arguments:
            yield Target(address, address.fill())
            return
        if address.name in OFFERED:
            for one in OFFERED[address.name]():
                yield Target(address, address.fill(code=one.code))
            return
        row = self._row_behind(address)
        for values in self._arguments(address, row):
            yield Target(address, address.fill(**values), row)

    def _row_behind(self, address: site.Address) -> models.Model:
        plain = address.name.rpartition(":")[2].removeprefix("api-")
        if address.name in OWN:
            return self.rows[OWN[address.name]]
        register = address.register or _register_named(plain)
        assert register is not None, f"{address.name}: tell tests/house/scene.py which row stands behind it"
        if f"{register.key}-import" in plain:
            return self.batches[register.key]
        if f"{register.key}-selection" in plain:
            return self.picked[register.key]
        return self.row_of(register)

    def _arguments(self, address: site.Address, row: models.Model) -> Iterator[dict[str, Any]]:
        values = {name: getattr(row, name, "") for name in address.arguments}
        if "verb" in address.arguments:
            for verb in [verb.name for verb in address.register.verbs] or ["nothing"]:
                yield values | {"verb": verb}
        elif "step" in address.arguments:
            for step in address.register.steps:
                yield values | {"step": step.name}
        elif "field" in address.arguments:
            for number in numbers(address.register.model, address.register.columns):
                yield values | {"field": number.name}
        elif "one" in address.arguments:
            for one in One.values:
                yield values | {"one": one}
        else:
            yield values


# Behind these stands what a room offers; what they show is scoped inside.
OFFERED = {"figure": offers.cards, "todo": offers.todos}
OWN = {
    "supervision:fiveone-rows": "supervision.region",
    "dossier": "supervision.subject",
    "dossiers": "supervision.selection",
    "supervision:job": "supervision.job",
    "supervision:job-cancel": "supervision.job",
    "supervision:job-retry": "supervision.job",
    "supervision:job-result": "supervision.job",
    "supervision:statistics-done": "supervision.statistic",
    "supervision:notice-open": "supervision.noticereceipt",
    "supervision:file": "supervision.attachment",
    "supervision:review-paper": "supervision.reviewpaper",
    "supervision:review-edit": "supervision.reviewpaper",
    "supervision:review-publish": "supervision.reviewpaper",
    "supervision:review-withdraw": "supervision.reviewpaper",
    "supervision:review-verify": "supervision.reviewpaper",
    "monitoring:quotas-adjust": "monitoring.quota",
    "greenfood:opening": "greenfood.openinglist",
    "greenfood:opening-lock": "greenfood.openinglist",
    "certificate-public": "certificates.certificate",
    "assessment:scheme": "assessment.scheme",
    "assessment:parameters": "assessment.scheme",
    "assessment:lock": "assessment.scheme",
    "assessment:start": "assessment.scheme",
    "assessment:run": "assessment.run",
    "assessment:publish": "assessment.run",
    "assessment:workbook": "assessment.run",
    "assessment:sheet": "assessment.scoresheet",
    "assessment:line": "assessment.scoreline",
    "assessment:line-export": "assessment.scoreline",
}


def _register_named(plain: str) -> Register | None:
    keys = [register.key for register in site.registers() if f"{plain}-".startswith(f"{register.key}-")]
    return desk.REGISTERS[max(keys, key=len)] if keys else None


def build() -> Scene:
    """Every register's row in 董团乡, with its file, its import, a job, a notice, and a scored year."""
    scene = Scene({label: registers.make(label) for label in registers.MAKERS})
    officer = make.post("guangxin")
    scene.rows["supervision.region"] = registers.HERE.region
    kept = files.attach(photo(), to=scene.rows["supervision.patrol"], by=make.post("township"))
    scene.rows["supervision.attachment"] = kept[0]
    scene.rows["supervision.job"] = jobs.start("supervision.import_register", by=officer, params={"batch": 0})
    asked = {"register": "subjects", "query": "register=subjects&r1=township", "year": 2021}
    scene.rows["supervision.statistic"] = desk.Statistic.objects.create(**asked, post=officer)
    notice = notices.say(to=officer, title="请按时报送", by=make.post("city"))
    scene.rows["supervision.noticereceipt"] = notice.receipts.get()
    for register in site.registers():
        if register.sheet:
            scene.batches[register.key] = importing.take_in(register, workbook(register), by=officer)
        if register.reviewed:
            row = scene.row_of(register)
            posts = [one for one in map(make.post, REVIEWERS) if one.has_perm(register.perm("accept"))]
            by = next(one for one in posts if sees(register, one, row))
            scene.picked[register.key] = picking.pick(register, {row.pk: row.version}, by=by)
    scene.rows["supervision.reviewpaper"] = paper()
    scene.rows["supervision.selection"] = scene.picked["subjects"]
    scheme = Scheme.objects.get(code="2021")
    run = assessment.start_scoring(scheme, by=make.post("reviewer"))
    assessment.score(run, by=make.post("reviewer"))
    sheet = ScoreSheet.objects.get(run=run, county=registers.HERE.county)
    scene.rows |= {"assessment.scheme": scheme, "assessment.run": run, "assessment.scoresheet": sheet}
    scene.rows["assessment.scoreline"] = ScoreLine.objects.filter(sheet=sheet).order_by("pk")[0]
    return scene


def paper() -> models.Model:
    """The county's own way of reviewing, still a draft."""
    items = [{"code": code, "manner": "each", "days": 5, "percent": 10} for code in ("supervision_patrol",)]
    day = clock.today()
    return desk.manner.services.draft(by=make.post("guangxin_admin"), name="审核方式", valid_from=day, items=items)


def sees(register: Register, post: Any, row: Any) -> bool:
    return register.rows(post).filter(pk=row.pk).exists()


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile("现场.jpg", out.getvalue(), "image/jpeg")


def workbook(register: Register, *, words: str = "测试") -> SimpleUploadedFile:
    """A filled-in template with one row, right or wrong."""
    book, out = Workbook(), io.BytesIO()
    columns = register.sheet.columns
    book.active.append([column.label for column in columns])
    book.active.append([column.example or words for column in columns])
    book.save(out)
    return SimpleUploadedFile("导入.xlsx", out.getvalue())
