"""What the check of a workbook found, kept with its batch, so that nobody who only looks reads the workbook again.

Sealed as the workbook is: a bad cell shows what was typed, and that may be an identity number.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import astuple, dataclass, field

from supervision.ground.records import sealed

from .checking import Checked, Fault
from .models import DryRun, ImportBatch

MOST_KEPT = 20_000  # bad cells; a workbook with more is checked again for its marked copy


@dataclass(frozen=True)
class Kept:
    """The first bad cells, and how many there are in all; `told` is how good ones were read, and doubts."""

    faults: list[Fault]
    total: int
    told: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return len(self.faults) == self.total


def shut(content: bytes) -> str:
    return sealed.seal(base64.b64encode(content).decode())


def opened(token: str) -> bytes:
    return base64.b64decode(sealed.unseal(token))


def keep(batch: ImportBatch, found: Checked) -> None:
    """Put down what was found, in the place of what an earlier check of the same workbook had found."""
    rows = [astuple(fault) for fault in found.faults[:MOST_KEPT]]
    told = [astuple(note) for note in found.notes[:MOST_KEPT]]
    content = json.dumps({"total": len(found.faults), "faults": rows, "told": told}, ensure_ascii=False).encode()
    DryRun.objects.update_or_create(batch=batch, defaults={"found_sealed": shut(zlib.compress(content))})


def kept(batch: ImportBatch) -> Kept | None:
    """What was found; None of a batch that was uploaded before this was kept."""
    row = DryRun.objects.filter(batch=batch).first()
    if row is None:
        return None
    told = json.loads(zlib.decompress(opened(row.found_sealed)))
    return Kept([Fault(*one) for one in told["faults"]], told["total"], [Fault(*one) for one in told.get("told", ())])
