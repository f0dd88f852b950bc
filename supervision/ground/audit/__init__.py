"""What leaves the registers: a person's number that was shown to somebody, a workbook that was taken out."""

from .models import Exported, Reveal
from .services import PER_HOUR, exported, reveal
from .vocabulary import Purpose

__all__ = ["PER_HOUR", "Exported", "Purpose", "Reveal", "exported", "reveal"]
