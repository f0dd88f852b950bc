from __future__ import annotations

from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.regions import Level, Region
from supervision.ground.texts import read

from ..models import GrowthTarget


def set_target(*, by: Post, year: int, county: Region, net: int, why: str) -> GrowthTarget:
    """Give a county another share than the equal one, with the reason."""
    require(by, "greenfood.change_growthtarget")
    if county.level != Level.COUNTY:
        raise RuleViolation("任务只分解到县（市、区）。", field="county")
    if not 0 <= net <= 500:
        raise RuleViolation("净增任务应在0至500之间。", field="net")
    why = read(why or "", "why", lines=True)
    if not why:
        raise RuleViolation("请写明调整原因。", field="why")
    with history.acting(by, "调整净增任务", why):
        target, _ = GrowthTarget.objects.update_or_create(
            year=year, county=county, defaults={"net": net, "why": why[:200], "set_by": by}
        )
    return target
