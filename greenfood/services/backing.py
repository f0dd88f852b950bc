"""What others ask of the certifications: which claims hold for a product of a subject on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from supervision.ground.kinds import fold
from supervision.ground.records import State
from supervision.ground.subjects import Product, Subject, claims

from ..models import Certification
from ..vocabulary import GEOGRAPHICAL, Kind

CLAIMS = {
    Kind.GREEN: claims.Claim.GREEN,
    Kind.ORGANIC: claims.Claim.ORGANIC,
    **dict.fromkeys(GEOGRAPHICAL, claims.Claim.GEOGRAPHICAL),
}


def backing(subject: Subject, product: Product, day: dt.date) -> set[claims.Claim]:
    """Only what a second person has accepted. A geographical indication is held by an association for its county."""
    shared = Q(subject=None, kind__in=GEOGRAPHICAL, county=subject.county_id)
    own = Subject.objects.family(subject).values("pk")
    rows = Certification.objects.in_force(day).filter(Q(subject__in=own) | shared, state=State.ACCEPTED)
    kinds = [row.kind for row in rows.of_counted_kinds() if _is_of(row, product)]
    return {CLAIMS[Kind(kind)] for kind in kinds}


def _is_of(certification: Certification, product: Product) -> bool:
    if certification.product_id is not None:
        return certification.product_id == product.pk
    return fold(product.name) in fold(certification.product_name)
