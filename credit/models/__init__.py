from .entry import CreditEntry
from .file import CreditFile, CreditRating
from .objection import Objection
from .override import CreditOverride
from .ruleset import EntryRule, RuleSet

__all__ = ["CreditEntry", "CreditFile", "CreditOverride", "CreditRating", "EntryRule", "Objection", "RuleSet"]
