from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supervision.ground import clock
from supervision.ground.entry import regions_of
from supervision.ground.life import Life
from supervision.ground.people import Post

from ..models.production import ProductionRecord
from ..rules import production as rules
from ..vocabulary import happenings


class UseLife(Life[ProductionRecord]):
    """The use of an input, by the producer or for him. A harvest too early is kept and flagged, not refused."""

    model = ProductionRecord
    made, drafted, many = "登记生产记录", "保存生产记录草稿", "批量登记生产记录"

    def fill(self, rows: Sequence[ProductionRecord], by: Post) -> None:
        places = regions_of(row.subject for row in rows)
        for row in rows:
            rules.check_days(used_on=row.used_on, harvested_on=row.harvested_on, today=clock.today())
            row.region = places[row.subject.region_id]
            row.too_early = rules.harvested_too_early(row.used_on, row.interval_days, row.harvested_on)

    def tells(self, row: ProductionRecord) -> Iterator[dict[str, Any]]:
        """A harvest before the interval is over binds everyone, the small farmer too: it is no missing paper."""
        if row.is_reviewed and row.too_early:
            yield {
                "kind": happenings.PRODUCTION_TOO_EARLY,
                "on": row.harvested_on,
                "source": row,
                "subject": row.subject,
                "summary": f"{row.input_name}间隔期{row.interval_days}天未到即收获",
            }


LIFE = UseLife()
record_use, record_uses, accept_use = LIFE.create, LIFE.create_many, LIFE.accept
