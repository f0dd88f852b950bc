from .capability import Capability
from .handling import Handling
from .order import TestOrder
from .plan import Plan, Quota, Task
from .reference import Analyte, Limit, Prohibition, ResiduePart, Sharpness
from .result import Correction, Result
from .retest import Retest
from .sample import Sample

__all__ = [
    "Analyte",
    "Capability",
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
    "Sharpness",
    "Task",
    "TestOrder",
]
