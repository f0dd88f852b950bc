from .determination import Determination
from .incident import Incident, IncidentReport, LevelDecision
from .threshold import LevelThreshold

__all__ = ["Determination", "Incident", "IncidentReport", "LevelDecision", "LevelThreshold"]
