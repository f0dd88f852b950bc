"""The register of work reports (工作总结)."""

from supervision.ground import desk
from supervision.ground.desk import COUNTY, FILED, NUMBER, STANDING, TOWNSHIP

from ..filters.report import WorkReportFilterSet
from ..forms.report import WorkReportForm
from ..models.report import WorkReport
from ..services import report as services
from ..vocabulary.report import Cycle

WORK_REPORTS = desk.Register(
    key="workreports",
    model=WorkReport,
    label="工作报送",
    columns=(
        NUMBER,
        desk.Column("title", "标题", width=34),
        desk.Column("cycle", "类型", desk.label_of("cycle", Cycle)),
        COUNTY,
        TOWNSHIP,
        desk.Column("covers_from", "起始日期", kind="date", width=12, list=False),
        desk.Column("covers_to", "截止日期", kind="date", width=12),
        desk.Column("reported_on", "报送日期", kind="date", width=12),
        desk.Column("text", "内容", width=60, list=False),
        *STANDING,
    ),
    sorts=("reported_on",),
    default_sort="-reported_on",
    filters=WorkReportFilterSet,
    form=WorkReportForm,
    create=services.hand_in_report,
    edit=services.correct_report,
    verbs=desk.LIFE,
    detail=(
        ("报告", ("title", "cycle", "county", "township", "covers_from", "covers_to", "reported_on", "text")),
        FILED,
    ),
    dated=True,
)
