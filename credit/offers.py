"""What the credit room offers the roof."""

from supervision.ground.measures import Card, Indicator, Panel, Todo

from . import figures, panels
from .models import CreditOverride, Objection
from .services.files import without_file

INDICATORS = [
    Indicator(
        code="credit_files",
        name="信用建档率",
        unit="%",
        caliber=figures.FILES_CALIBER,
        compute=figures.credit_files,
        model="supervision.Subject",
    )
]

CARDS = [
    Card(
        "credit_files",
        "信用建档率",
        "%",
        figures.FILES_CALIBER,
        figures.filed_share,
        "credit:creditfiles",
        percent=True,
        measured=lambda period: figures.credit_files(period, {}),
        model="supervision.Subject",
    ),
    Card(
        "credit_best",
        "信用A级占比",
        "%",
        figures.GRADES_CALIBER,
        figures.best_share,
        "credit:creditfiles?grade=A",
        percent=True,
        measured=figures.best_files,
        model="credit.CreditFile",
    ),
]


def _to_decide(model):
    """Waiting for a second person: not for the one who raised it."""
    return lambda post: model.objects.visible_to(post).waiting().exclude(made_by__user=post.user_id)


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
        _to_decide(Objection),
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
