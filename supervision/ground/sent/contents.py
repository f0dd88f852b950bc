"""What was sent, as far as two of them are compared: digests only, the words themselves are not kept a second time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from supervision.ground import kinds
from supervision.ground.records import sealed

from .rules import TEN_MINUTES


@dataclass(frozen=True)
class Given:
    """A deed as it arrives: from which page, under which key, and what it says."""

    door: str
    key: UUID
    digest: str
    matter: str = ""
    within: dt.timedelta = TEN_MINUTES  # how long the same content from another page is asked about


def digest_of(content: Mapping[str, Any]) -> str:
    """The same content gives the same digest, whatever was left empty and however it was spaced. It is keyed: phones
    and identity numbers are among it, and nobody may try them out.
    """
    told = {name: plain for name, value in content.items() if (plain := _plain(value))}
    return sealed.digest(json.dumps(told, ensure_ascii=False, sort_keys=True))


def _plain(value: Any) -> Any:
    if value in (None, "", False) or value == []:
        return None
    if isinstance(value, UploadedFile):
        return _of_file(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [plain for one in value if (plain := _plain(one))]
    return kinds.clean(str(value), lines=True)


def _of_file(upload: UploadedFile[Any]) -> str:
    read = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        read.update(chunk)
    upload.seek(0)
    return read.hexdigest()
