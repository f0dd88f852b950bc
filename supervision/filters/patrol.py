from supervision import desk
from supervision.vocabulary.patrol import Conclusion, RecordsKept

from .choice import choice


class PatrolFilterSet(desk.DeskFilterSet):
    conclusion = choice("巡查结论", Conclusion.choices)
    records_kept = choice("生产记录检查", RecordsKept.choices)
