"""What the credit room offers the roof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from supervision.ground.figures import EITHER, Figure, Shown
from supervision.ground.measures import Panel, Todo
from supervision.ground.parameters import Parameter
from supervision.ground.people import Post
from supervision.ground.records import RecordQuerySet
from supervision.ground.subjects import Kind

from . import figures, panels
from .models import CreditOverride, Objection
from .services.files import without_file
from .vocabulary import RATED

KINDS = Parameter("kinds", "应建信用档案的主体类型", [kind.value for kind in RATED], tuple(Kind.choices), several=True)
FIGURES = (
    Figure(
        "credit_files",
        "信用建档率",
        "%",
        figures.FILES_CALIBER,
        figures.credit_files,
        "supervision.Subject",
        parameters=(KINDS,),
        duty="期末有应建信用档案主体的县",
        kept=("status",),
        counts={"supervision.Subject": EITHER},
        shown=Shown("credit:creditfiles", percent=True),
    ),
    Figure(
        "credit_best",
        "信用A级占比",
        "%",
        figures.GRADES_CALIBER,
        lambda period, params: figures.best_files(period),
        "credit.CreditFile",
        scored=False,
        shown=Shown("credit:creditfiles?grade=A", percent=True, light=figures.best_share),
    ),
)


def _to_decide(model: type[CreditOverride] | type[Objection]) -> Callable[[Post], RecordQuerySet[Any]]:
    """Waiting for a second person: not for the one who raised it."""
    return lambda post: model.objects.visible_to(post).waiting_for(post)


def _to_answer(post: Post) -> RecordQuerySet[Any]:
    """An objection to what an upper level ordered waits there, and not for the county's second person."""
    rows = _to_decide(Objection)(post)
    return rows if post.is_citywide else rows.filter(asked_of="")


TODOS = [
    Todo(
        "credit.overrides",
        "待复核的等级调整",
        "credit.accept_creditoverride",
        _to_decide(CreditOverride),
        "credit:creditoverrides?state=submitted",
    ),
    Todo(
        "credit.objections",
        "待处理的信用异议",
        "credit.accept_objection",
        _to_answer,
        "credit:objections?state=submitted",
    ),
    Todo(
        "credit.unfiled",
        "未建信用档案的主体",
        "credit.import_creditfile",
        lambda post: without_file().visible_to(post),
        "credit:overview",
        act=("建立信用档案", "credit:creditfiles-new?subject="),
    ),
]

PANELS = [Panel("credit", "信用档案", panels.dossier, "credit/dossier.html", "credit.view_creditfile")]
