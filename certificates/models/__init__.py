from .certificate import Certificate
from .edition import Edition
from .pilot import Pilot
from .scan import Scan

__all__ = ["Certificate", "Edition", "Pilot", "Scan"]
