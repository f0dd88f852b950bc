from supervision.ground import clock
from supervision.ground.desk import Condition, DeskFilterSet, search_box

from . import figures
from .models import Certification, CertificationQuerySet
from .vocabulary import Standing

RUNNING_OUT = "running_out"
STANDINGS = [
    (Standing.IN_FORCE.value, Standing.IN_FORCE.label),
    (RUNNING_OUT, "快到期待续展"),
    *((s.value, s.label) for s in (Standing.LAPSED, Standing.WITHDRAWN, Standing.SURRENDERED)),
]


def _standing(rows: CertificationQuerySet, value: str) -> CertificationQuerySet:
    """As of today, by the dates."""
    today = clock.today()
    if value == Standing.IN_FORCE:
        return rows.in_force(today)
    if value == RUNNING_OUT:
        return figures.running_out(rows, today)
    if value == Standing.LAPSED:
        return rows.run_out(today)
    return rows.filter(ended_how=value, ended_on__lte=today)


class CertificationFilterSet(DeskFilterSet):
    q = search_box("产品、获证主体或证书编号")
    kind = Condition("kind").filter(Certification)
    standing = Condition("standing", "证书状态", STANDINGS, _standing).filter(Certification)
