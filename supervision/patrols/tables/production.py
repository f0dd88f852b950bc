"""The register of production records (生产记录)."""

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING, SUBJECT, life

from ..filters.production import ProductionFilterSet
from ..forms.production import ProductionForm
from ..models.production import ProductionRecord
from ..services import production as services

PRODUCTION_RECORDS = desk.Register(
    key="productionrecords",
    model=ProductionRecord,
    label="生产记录",
    columns=(
        NUMBER,
        SUBJECT,
        *PLACES,
        desk.Column("product", "农产品", "product__name"),
        desk.Column("plot", "地块（圈舍、塘口）", list=False),
        desk.Column("input_name", "投入品名称", width=20),
        desk.Column("input_source", "投入品来源", width=24, list=False),
        desk.Column("target", "防治对象", list=False),
        desk.Column("dose", "用法用量", width=24, list=False),
        desk.Column("used_on", "使用日期", kind="date", width=12),
        desk.Column("interval_days", "安全间隔期（休药期，天）", kind="number"),
        desk.Column("harvested_on", "收获日期", kind="date", width=12),
        desk.Column("too_early", "间隔期未到即收获", kind="flag"),
        *STANDING,
    ),
    sorts=("used_on",),
    default_sort="-used_on",
    filters=ProductionFilterSet,
    form=ProductionForm,
    create=services.record_use,
    edit=services.correct_use,
    verbs=life(accept=services.accept_use, return_=services.return_use, void=services.void_use),
    detail=(
        ("使用", ("subject", "county", "township", "product", "plot", "input_name", "input_source", "target", "dose")),
        ("间隔期与收获", ("used_on", "interval_days", "harvested_on", "too_early")),
        FILED,
    ),
    dated=True,
)
