"""What stands beside a certificate's columns, and in the file of its holder."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, terms
from supervision.ground.people import Post
from supervision.ground.subjects import Subject

from .models import Certification
from .vocabulary import RENEW_TERM


def life_of(certification: Certification, post: Post) -> dict[str, Any]:
    """Standing today, until when a renewal has to be asked for, and the other certificates of the same product."""
    standing = certification.standing_on(clock.today())
    code = RENEW_TERM.get(certification.kind)
    same = Certification.objects.visible_to(post).filter(product_key=certification.product_key)
    return {
        "standing": standing,
        "renew_by": terms.due(certification.valid_to, code) if code and certification.valid_to else None,
        "same_product": list(same.exclude(pk=certification.pk).order_by("-valid_from")[:10]),
    }


def of_subject(subject: Subject, post: Post) -> list[dict[str, Any]]:
    today = clock.today()
    rows = Certification.objects.counted().filter(subject__in=Subject.objects.family(subject).values("pk"))
    rows = rows.visible_to(post).order_by("-valid_from")
    return [{"row": row, "standing": row.standing_on(today).label} for row in rows]
