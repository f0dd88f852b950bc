"""What a record says otherwise than the register knows of its subject: place, distance, kind, product, contact …

Shown to the reviewer on top, for him to ask about or to have the register changed; nothing follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from supervision.ground.records import State
from supervision.ground.subjects import Product, Status, Subject

from .differing import NOTHING, Differs
from .looks import far

if TYPE_CHECKING:
    from .registry import Register

# What the register says of a subject, by the names that records have for it.
SAID = {
    "name": "name", "party": "name", "holder_name": "name", "subject_name": "name", "contact": "contact",
    "kind": "kind", "industry": "industry", "credit_code": "credit_code",
    "address": "address", "area": "area", "leading": "leading",
}  # fmt: skip


def against_registered(register: Register, record: Any) -> list[Differs]:
    """What stands otherwise in the register of subjects, as it is today."""
    subject = getattr(record, "subject", None)
    if not isinstance(subject, Subject) or isinstance(record, Subject):
        return []
    found = [*_place(record, subject), *_state(subject), *_product(record, subject), *_same_names(record, subject)]
    return [*found, *(Differs(*one) for one in register.against(record, subject))]


def _place(record: Any, subject: Subject) -> Iterator[Differs]:
    known = {subject.region_id}
    if record.region_id not in known:
        bases = subject.bases.filter(ended_on=None).select_related("region")
        known |= {base.region_id for base in bases}
        if record.region_id not in known:
            yield Differs("所在地区", str(subject.region), str(record.region))
    if said := far(getattr(record, "distance", None)):
        yield Differs("位置", "登记的经纬度", said)


def _state(subject: Subject) -> Iterator[Differs]:
    """A visit to what has closed, or to what nobody has taken over yet."""
    if subject.status != Status.ACTIVE:
        yield Differs("经营状态", subject.get_status_display(), "在经营")
    if subject.state == State.VOID:
        yield Differs("登记", "已作废", "仍在填报")


def _product(record: Any, subject: Subject) -> Iterator[Differs]:
    product = getattr(record, "product", None)
    if not isinstance(product, Product):
        return
    crops = [crop.product for crop in subject.crops.filter(ended_on=None).select_related("product")]
    if {product.pk, product.parent_id} & {key for crop in crops for key in (crop.pk, crop.parent_id)} - {None}:
        return
    yield Differs("产品", "、".join(crop.name for crop in crops) or "（未登记品种）", product.name)


def _same_names(record: Any, subject: Subject) -> Iterator[Differs]:
    """Columns that mean the same on both; a choice only where the choices are the same."""
    for field in record._meta.concrete_fields:
        if field.name not in SAID or field.is_relation:
            continue
        known: Any = subject._meta.get_field(SAID[field.name])
        old, new = getattr(subject, known.name), getattr(record, field.name)
        if new not in NOTHING and old != new and list(field.flatchoices) == list(known.flatchoices):
            yield Differs(str(known.verbose_name), _shown(subject, known, old), _shown(record, field, new))


def _shown(row: Any, field: Any, value: Any) -> Any:
    return getattr(row, f"get_{field.name}_display")() if field.choices else value
