from .certification import Certification, CertificationQuerySet
from .opening import OpeningEntry, OpeningList
from .target import GrowthTarget

__all__ = ["Certification", "CertificationQuerySet", "GrowthTarget", "OpeningEntry", "OpeningList"]
