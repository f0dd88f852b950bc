"""The suggested level of an incident, from the threshold table in use."""

from .. import rules
from ..models import Incident, LevelThreshold


def fill_suggestion(incident: Incident) -> dict[str, str]:
    """Write the suggestion onto the object; the columns it wrote."""
    table = LevelThreshold.objects.filter(retired=False)
    found = rules.suggest([row.threshold for row in table], incident.harm)
    incident.suggested = found.level if found else ""
    incident.suggested_why = found.words if found else ""
    return {"suggested": incident.suggested, "suggested_why": incident.suggested_why}
