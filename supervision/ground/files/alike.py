"""The same photo on two records: by the sum of what is stored, which is the same for the same original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import models

from .models import Attachment
from .vocabulary import Purpose

PHOTOS = (Purpose.PHOTO, Purpose.BEFORE, Purpose.AFTER)


def same_photos(model: type[models.Model], keys: Collection[int]) -> dict[int, set[int]]:
    """Of these records of one kind, which other records of the kind carry one of their photos."""
    photos = Attachment.objects.live().filter(record_label=model._meta.label_lower, purpose__in=PHOTOS)
    own = list(photos.filter(record_id__in=keys).values_list("record_id", "sha256"))
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for sha256, key in photos.filter(sha256__in={sha256 for _key, sha256 in own}).values_list("sha256", "record_id"):
        bearers[sha256].add(key)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, sha256 in own:
        found[key] |= bearers[sha256] - {key}
    return {key: others for key, others in found.items() if others}
