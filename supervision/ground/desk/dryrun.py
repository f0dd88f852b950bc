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
from .comparing import Changed
from .models import DryRun, ImportBatch

MOST_REMARKS = 2_000  # how good cells were read
MOST_KEPT = 20_000  # bad cells; a workbook with more is checked again for its marked copy


@dataclass(frozen=True)
class Kept:
    """The first bad cells, and how many there are in all; what was read, what was not, and what is known already."""

    faults: list[Fault]
    total: int
    same: int = 0
    changed: list[Changed] = field(default_factory=list)
    more_changed: int = 0
    taken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    more_remarks: int = 0
    hidden: int = 0

    @property
    def changed_count(self) -> int:
        return len(self.changed) + self.more_changed

    @property
    def whole(self) -> bool:
        return len(self.faults) == self.total


def of(found: Checked) -> Kept:
    """What is kept of a check."""
    table = found.table
    return Kept(
        faults=found.faults[:MOST_KEPT],
        total=len(found.faults),
        same=found.same,
        changed=found.changed[:MOST_KEPT],
        more_changed=max(0, len(found.changed) - MOST_KEPT),
        taken=table.taken,
        left=table.left,
        notes=table.notes,
        remarks=found.remarks[:MOST_REMARKS],
        more_remarks=max(0, len(found.remarks) - MOST_REMARKS),
        hidden=table.hidden,
    )


def shut(content: bytes) -> str:
    return sealed.seal(base64.b64encode(content).decode())


def opened(token: str) -> bytes:
    return base64.b64decode(sealed.unseal(token))


def keep(batch: ImportBatch, found: Checked) -> None:
    """Put down what was found, in the place of what an earlier check of the same workbook had found."""
    told = vars(of(found)) | {
        "faults": [astuple(fault) for fault in found.faults[:MOST_KEPT]],
        "changed": [astuple(one) for one in found.changed[:MOST_KEPT]],
        "remarks": [astuple(one) for one in found.remarks[:MOST_REMARKS]],
    }
    content = json.dumps(told, ensure_ascii=False).encode()
    DryRun.objects.update_or_create(batch=batch, defaults={"found_sealed": shut(zlib.compress(content))})


def kept(batch: ImportBatch) -> Kept | None:
    """What was found; None of a batch that was uploaded before this was kept."""
    row = DryRun.objects.filter(batch=batch).first()
    if row is None:
        return None
    told = json.loads(zlib.decompress(opened(row.found_sealed)))
    lists = {name: told.pop(name, []) for name in ("faults", "changed", "remarks")}
    return Kept(
        [Fault(*one) for one in lists["faults"]],
        changed=[Changed(*one) for one in lists["changed"]],
        remarks=[Fault(*one) for one in lists["remarks"]],
        **told,
    )
