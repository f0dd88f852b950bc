"""The register of production records (生产记录)."""

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING

from ..forms.production import ProductionForm
from ..models.production import ProductionRecord
from ..services import production as services

TOO_EARLY = desk.Condition(
    "too_early", "间隔期", [("1", "未到即收获")], lambda rows, value: rows.filter(too_early=True)
)

PRODUCTION_RECORDS = desk.Register(
    key="productionrecords",
    model=ProductionRecord,
    label="生产记录",
    fields=(
        NUMBER,
        "subject",
        *PLACES,
        "product",
        *desk.hidden("plot"),
        "input_name",
        *desk.hidden("input_source", "target", "dose"),
        "used_on",
        "interval_days",
        desk.Column("harvested_on", label="收获日期"),
        "too_early",
        *STANDING,
    ),
    sorts=("used_on",),
    default_sort="-used_on",
    asked=(TOO_EARLY,),
    form=ProductionForm,
    life=services.LIFE,
    detail=(
        ("使用", ("subject", "county", "township", "product", "plot", "input_name", "input_source", "target", "dose")),
        ("间隔期与收获", ("used_on", "interval_days", "harvested_on", "too_early")),
        FILED,
    ),
    common=("subject", "product"),
    care=lambda record: "未到间隔期收获" if record.too_early else "",
    matter=("subject", "product", "input_name", "used_on"),
    dated=True,
)
