"""What stands beside a certificate's columns, and in the file of its subject."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max

from supervision.ground.people import Post
from supervision.ground.subjects import Subject

from . import qr
from .models import Certificate

NEWEST = 10


def paper_of(certificate: Certificate, post: Post) -> dict[str, Any]:
    """The QR code, the public address and how often it was read; what is printed is the certificate."""
    return {
        "own_print": True,
        "qr": qr.drawing(certificate.public_url),
        "public_url": certificate.public_url,
        "readings": certificate.scans.aggregate(count=Count("pk"), last=Max("at")),
    }


def of_subject(subject: Subject, post: Post) -> list[Certificate]:
    rows = Certificate.objects.visible_to(post).filter(subject__in=Subject.objects.family(subject).values("pk"))
    return list(rows.order_by("-issued_on", "-id")[:NEWEST])
