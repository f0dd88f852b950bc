"""What the emergency room offers the roof."""

from supervision.ground import clock
from supervision.ground.measures import Card, Indicator, Panel, Todo

from . import figures, panels
from .models import Determination, Incident

INDICATORS = [
    Indicator(
        code="no_major_incident",
        name="重大农产品质量安全事件",
        unit="起",
        caliber=figures.MAJOR_CALIBER,
        compute=figures.no_major_incident,
        model="emergency.Determination",
    )
]

CARDS = [
    Card(
        "incidents",
        "突发事件",
        "起",
        figures.INCIDENTS_CALIBER,
        figures.incidents,
        "emergency:incidents?drill=False",
        measured=figures.incident_rows,
        model="emergency.Incident",
    ),
    Card(
        "incidents_in_time",
        "初报及时率",
        "%",
        figures.LATE_CALIBER,
        figures.reported_in_time,
        "emergency:incidents?drill=False",
        percent=True,
        measured=figures.first_reports,
        model="emergency.Incident",
    ),
]

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
        lambda post: Determination.objects.visible_to(post).waiting().exclude(made_by__user=post.user_id),
        "emergency:determinations?state=submitted",
    ),
]

PANELS = [Panel("emergency", "突发事件", panels.dossier, "emergency/dossier.html", "emergency.view_incident")]
