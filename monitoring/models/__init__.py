from .handling import Handling, Retest
from .order import TestOrder
from .plan import Plan, Quota, Task
from .reference import Analyte, Limit, Prohibition, ResiduePart
from .result import Correction, Result
from .sample import Sample

__all__ = [
    "Analyte",
    "Correction",
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
