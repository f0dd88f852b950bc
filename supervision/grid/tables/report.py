"""The register of work reports (工作总结)."""

from supervision.ground import desk
from supervision.ground.desk import COUNTY, FILED, NUMBER, STANDING

from ..forms.report import WorkReportForm
from ..models.report import WorkReport
from ..services import report as services

WORK_REPORTS = desk.Register(
    key="workreports",
    model=WorkReport,
    label="工作报送",
    fields=(
        NUMBER,
        desk.Column("title", width=34),
        "cycle",
        COUNTY,
        "township",
        *desk.hidden("covers_from"),
        "covers_to",
        "reported_on",
        *desk.hidden("text"),
        *STANDING,
    ),
    sorts=("reported_on",),
    default_sort="-reported_on",
    asked=("cycle",),
    search=desk.Search("编号或标题", ("title",)),
    form=WorkReportForm,
    life=services.LIFE,
    detail=(
        ("报告", ("title", "cycle", "county", "township", "covers_from", "covers_to", "reported_on", "text")),
        FILED,
    ),
    matter=("cycle", "covers_from", "covers_to"),
    dated=True,
)
