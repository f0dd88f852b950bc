from .handling import Handling, Retest
from .order import Result, TestOrder
from .plan import Plan, Quota, Task
from .reference import Analyte, Limit, Prohibition, ResiduePart
from .sample import Sample

__all__ = [
    "Analyte",
    "Handling",
    "Limit",
    "Plan",
    "Prohibition",
    "Quota",
    "ResiduePart",
    "Result",
    "Retest",
    "Sample",
    "Task",
    "TestOrder",
]
