"""The register of supervised subjects (监管对象名录) as the desk shows it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from supervision.ground import changes
from supervision.ground.desk import Column, Dimension, Panel, Register, Step, hidden
from supervision.ground.people import Post
from supervision.ground.subjects import Product, Subject, SubjectApart, SubjectCrop, crops

from ..filters.subject import SubjectFilterSet
from ..forms.subject import BaseForm, SubjectForm
from ..forms.subject_changes import SubjectAlterForm, now_of
from ..services.subject import LIFE, keep_base, why_not_base
from ..services.subject_changes import SUBJECT_CHANGES
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
    *hidden("leading", "latitude", "longitude", "predecessor"),
    Column("status", kind="badge"),
    Column("credit_grade", kind="badge"),
    "registered_on",
    Column("state", kind="badge"),
    *hidden("made_by", "made_at"),
    Column("merged_into", "已并入（编号）", "merged_into__number", kind="code", list=False),
)

ALTER = changes.step(SUBJECT_CHANGES, SubjectAlterForm, now_of)

BASE = Step("base", "登记基地", BaseForm, keep_base, perm="change", why_not=why_not_base, done="的基地已登记")


def bases_of(subject: Subject, post: Post) -> dict[str, Any]:
    """Its places of production beside the one it is registered at."""
    return {"bases": list(subject.bases.select_related("region__county", "region__township"))}


def merged_with(subject: Subject, post: Post) -> dict[str, Any]:
    """What it was merged into, what was merged into it, whom it was said not to be. Of those outside the post's place
    it is told that there is one, and no more.
    """
    merged = list(subject.merged.select_related("region").order_by("pk"))
    said = SubjectApart.objects.filter(Q(first=subject) | Q(second=subject)).order_by("at")
    two = list(said.select_related("first", "second", "by__user"))
    others = [one.second if one.first_id == subject.pk else one.first for one in two]
    keys = {one.pk for one in (*merged, *others, subject.merged_into) if one is not None}
    seen = set(Subject.objects.visible_to(post).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()

    def told(one: Subject | None, **more: Any) -> dict[str, Any]:
        if one is None or one.pk not in seen:
            return {"subject": None, "url": "", **more}
        return {"subject": one, "url": reverse("supervision:subjects-detail", args=[one.pk]), **more}

    return {
        "merged_into": subject.merged_into_id and told(subject.merged_into),
        "merged": [told(one) for one in merged],
        "apart": [told(other, by=one.by, at=one.at) for one, other in zip(two, others, strict=True)],
    }


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
    steps=(ALTER, BASE),
    judged_by=("merged",),
    panels=(
        Panel("supervision/panels/merged.html", merged_with),
        Panel("supervision/panels/bases.html", bases_of),
        changes.panel(SUBJECT_CHANGES),
    ),
    sheet=SHEET,
    dimensions=(GROWN,),
    detail=(
        (
            "基本情况",
            ("name", "kind", "industry", "leading", "area", "grown", "registered_on", "status", "credit_grade"),
        ),
        ("承继", ("predecessor",)),
        ("所在地", ("county", "township", "region", "address", "latitude", "longitude")),
        ("身份与联系", ("credit_code", "contact", "phone", "identity")),
        ("填报", ("number", "made_by", "made_at")),
    ),
)
