from .certification import Certification
from .opening import OpeningEntry, OpeningList
from .target import GrowthTarget

__all__ = ["Certification", "GrowthTarget", "OpeningEntry", "OpeningList"]
