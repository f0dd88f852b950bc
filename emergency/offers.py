"""What the emergency room offers the roof."""

from supervision.ground import clock
from supervision.ground.figures import REVIEWED, Figure, Shown
from supervision.ground.measures import Panel, Todo
from supervision.ground.parameters import Parameter

from . import figures, panels
from .models import Determination, Incident
from .vocabulary import MAJOR, Level

MAJOR_LEVELS = Parameter(
    "levels", "算作重大事件的级别", [str(level) for level in MAJOR], tuple(Level.choices), several=True
)
FIGURES = (
    Figure(
        "no_major_incident",
        "重大农产品质量安全事件",
        "起",
        figures.MAJOR_CALIBER,
        figures.no_major_incident,
        "emergency.Determination",
        parameters=(MAJOR_LEVELS,),
        duty="各县（市、区）均适用",
        kept=("level", "agricultural"),
        counts={"emergency.Determination": REVIEWED},
        shown=Shown("emergency:determinations", minor=True),
    ),
    Figure(
        "incidents",
        "突发事件",
        "起",
        figures.INCIDENTS_CALIBER,
        lambda period, params: figures.incidents(period),
        "emergency.Incident",
        scored=False,
        shown=Shown("emergency:incidents?drill=False"),
    ),
    Figure(
        "incidents_in_time",
        "初报及时率",
        "%",
        figures.LATE_CALIBER,
        lambda period, params: figures.first_reports(period),
        "emergency.Incident",
        scored=False,
        shown=Shown("emergency:incidents?drill=False", percent=True),
    ),
)

TODOS = [
    Todo(
        "emergency.leads",
        "待核实的线索",
        "emergency.respond_incident",
        lambda post: Incident.objects.visible_to(post).leads(),
        "emergency:incidents?status=lead",
    ),
    Todo(
        "emergency.unreported",
        "超时未初报的事件",
        "emergency.report_incident",
        lambda post: Incident.objects.visible_to(post).unreported(clock.now()),
        "emergency:incidents?status=verifying",
    ),
    Todo(
        "emergency.determinations",
        "待确认的认定单",
        "emergency.accept_determination",
        lambda post: Determination.objects.visible_to(post).waiting_for(post),
        "emergency:determinations?state=submitted",
    ),
]

PANELS = [Panel("emergency", "突发事件", panels.dossier, "emergency/dossier.html", "emergency.view_incident")]
