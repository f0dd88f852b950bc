"""One row of every register that an auditor reads; see tests/registers.py."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from openpyxl import Workbook

from supervision.ground import audit, history, signins
from supervision.ground.acts import AccountAct, Appointment, on_record
from supervision.ground.signins import SignIn
from tests import make as makers

running = itertools.count(1)


def act(at: Any) -> models.Model:
    made = at.subject()
    with history.acting(at.recorder, "核对", on=[made]):
        pass
    return on_record(made)[0]


def sign_in(at: Any) -> models.Model:
    return SignIn.objects.create(user=at.recorder.user, session=f"s{next(running)}", device="手机")


def exported(at: Any) -> models.Model:
    return audit.exported(by=at.reviewer, register="subjects", said="无", columns=["编号", "名称"], rows=3)


def reveal(at: Any) -> models.Model:
    about = at.subject()
    told = {"field": "phone", "label": "联系电话", "purpose": "contact"}
    return audit.reveal(by=at.recorder, register="subjects", record=about.pk, said=str(about), **told)


def import_batch(at: Any) -> models.Model:
    from supervision.grid.tables.subject import SUBJECTS
    from supervision.ground.desk import importing

    book, out = Workbook(), io.BytesIO()
    book.active.append([column.label for column in SUBJECTS.sheet.columns])
    book.active.append([column.example or f"测试{next(running)}" for column in SUBJECTS.sheet.columns])
    book.save(out)
    file = SimpleUploadedFile(f"导入{next(running)}.xlsx", out.getvalue())
    return importing.take_in(SUBJECTS, file, by=at.reviewer)


def account_act(at: Any) -> models.Model:
    signins.failed(at.recorder.user, signins.WRONG, name="", device="手机", address="10.0.0.1")
    return AccountAct.objects.order_by("-pk")[0]


def appointment(at: Any) -> models.Model:
    from supervision.grid.services.account import engage

    number = next(running)
    given = {"username": f"renming{number}", "name": f"李{number}", "role": "township_supervisor"}
    made = engage(by=makers.post("city"), region=at.region, since=dt.date(2021, 11, 3), **given)[0]
    return Appointment.objects.get(record=made.pk)


MAKERS = {
    "supervision.act": act,
    "supervision.signin": sign_in,
    "supervision.exported": exported,
    "supervision.reveal": reveal,
    "supervision.importbatch": import_batch,
    "supervision.accountact": account_act,
    "supervision.appointment": appointment,
}
