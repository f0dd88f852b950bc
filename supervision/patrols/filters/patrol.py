from supervision.ground import desk
from supervision.ground.desk import choice

from ..vocabulary.patrol import Conclusion, RecordsKept


class PatrolFilterSet(desk.DeskFilterSet):
    conclusion = choice("巡查结论", Conclusion.choices)
    records_kept = choice("生产记录检查", RecordsKept.choices)
