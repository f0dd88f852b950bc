"""The register of supervised subjects (监管对象名录) as the desk shows it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Value, When
from django.db.models.functions import Concat

from supervision.ground.desk import Column, Dimension, Panel, Register, Step, hidden
from supervision.ground.people import Post
from supervision.ground.subjects import Product, Subject, SubjectCrop, crops

from ..filters.subject import SubjectFilterSet
from ..forms.subject import BaseForm, CropsForm, StatusForm, SubjectForm, now_grown
from ..services.subject import (
    LIFE,
    change_status,
    keep_base,
    keep_crops,
    why_not_base,
    why_not_crops,
    why_not_status,
)
from ..sheets.subject import SHEET


def _tail(path: str, stars: int) -> Case:
    """Sealed values show their last four characters, whoever looks."""
    return Case(
        When(**{path: ""}, then=Value("")),
        default=Concat(Value("*" * stars), F(path)),
        output_field=CharField(),
    )


COLUMNS: tuple[str | Column, ...] = (
    Column("number", kind="code"),
    "name",
    "kind",
    "industry",
    *hidden("county"),
    "township",
    *hidden("region"),
    Column("credit_code", kind="code", list=False),
    *hidden("contact"),
    Column("phone", "联系电话", _tail("phone_tail", 7), kind="code", list=False),
    Column("identity", "身份证号", _tail("identity_tail", 14), kind="code", width=22, list=False),
    Column("address", width=30, list=False),
    "area",
    Column("grown", "种养品种", crops.column(), width=30, list=False),
    *hidden("leading", "latitude", "longitude"),
    Column("status", kind="badge"),
    Column("credit_grade", kind="badge"),
    "registered_on",
    Column("state", kind="badge"),
    *hidden("made_by", "made_at"),
)

STATUS = Step(
    "status",
    "变更经营状态",
    StatusForm,
    change_status,
    why_not=why_not_status,
    initial=lambda record: {"status": record.status},
)

CROPS = Step(
    "crops",
    "变更品种",
    CropsForm,
    keep_crops,
    perm="change",
    why_not=why_not_crops,
    initial=lambda record: {"grown": now_grown(record)},
    done="的种养品种已变更",
)

BASE = Step("base", "登记基地", BaseForm, keep_base, perm="change", why_not=why_not_base, done="的基地已登记")


def bases_of(subject: Subject, post: Post) -> dict[str, Any]:
    """Its places of production beside the one it is registered at."""
    return {"bases": list(subject.bases.select_related("region__county", "region__township"))}


CROPS_GROWN = ArraySubquery(
    SubjectCrop.objects.filter(subject=OuterRef("pk"), ended_on=None).order_by("product").values("product__code")
)
GROWN = Dimension("grown_product", "种养品种", lambda year: CROPS_GROWN, "row", to=Product, many=True)

SUBJECTS = Register(
    key="subjects",
    model=Subject,
    label="监管对象",
    fields=COLUMNS,
    sorts={"registered_on": "registered_on", "name": "pinyin"},
    default_sort="-registered_on",
    asked=SubjectFilterSet,
    form=SubjectForm,
    life=LIFE,
    steps=(STATUS, CROPS, BASE),
    panels=(Panel("supervision/panels/bases.html", bases_of),),
    sheet=SHEET,
    dimensions=(GROWN,),
    detail=(
        (
            "基本情况",
            ("name", "kind", "industry", "leading", "area", "grown", "registered_on", "status", "credit_grade"),
        ),
        ("所在地", ("county", "township", "region", "address", "latitude", "longitude")),
        ("身份与联系", ("credit_code", "contact", "phone", "identity")),
        ("填报", ("number", "made_by", "made_at")),
    ),
)
