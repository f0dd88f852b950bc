"""A sampling form as its rules read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from supervision.ground.people import OrganisationKind

from ..models import Sample
from ..rules.sampling import Form


def form_of(sample: Sample) -> Form:
    return Form(
        kind=sample.kind,
        method=sample.method,
        taking=sample.taking,
        sampled_on=sample.sampled_on,
        record_check=sample.record_check,
        record_remark=sample.record_remark,
        samplers=((sample.sampler_1, sample.card_1), (sample.sampler_2, sample.card_2)),
        seal=sample.seal,
        price=sample.price,
        base=sample.base_amount,
        amount=sample.amount,
        refusal=sample.refusal_why,
        witness=sample.witness,
        rapid=sample.rapid,
        rapid_item=sample.rapid_item,
        analytes=len(sample.analytes),
        laboratory=sample.laboratory_id is not None,
    )


def unfit(sample: Sample, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What the form names and may not name, by field; `known` are the analytes that may be asked for."""
    if sample.laboratory is not None and sample.laboratory.kind != OrganisationKind.LABORATORY:
        yield "laboratory", "承检机构须为检测机构。"
    if not set(sample.analytes) <= set(known):
        yield "analytes", "检测项目中有不存在或已停用的项目。"
    rapid = sample.follows
    if rapid is not None and (rapid.subject_id, rapid.product_id) != (sample.subject_id, sample.product_id):
        yield "follows", "确证抽样的受检单位和产品须与快检一致。"
