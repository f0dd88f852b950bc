"""What the detail page of an incident shows besides the columns: reports, levels, determinations."""

from __future__ import annotations

from typing import Any

from supervision.ground.people import Post
from supervision.ground.subjects import Subject

from .models import Determination, Incident


def course(incident: Incident, post: Post) -> dict[str, Any]:
    return {
        "reports": incident.reports.select_related("by__user"),
        "decisions": incident.decisions.select_related("by__user"),
        "determinations": Determination.objects.visible_to(post).filter(incident=incident),
        "may_determine": not incident.drill and not incident.is_void and post.has_perm("emergency.determine_incident"),
    }


def dossier(subject: Subject, post: Post) -> list[Incident]:
    """The incidents of a subject, for its dossier; nothing for posts that may not see incidents."""
    if not post.has_perm("emergency.view_incident"):
        return []
    own = Subject.objects.family(subject).values("pk")
    return list(Incident.objects.visible_to(post).real().filter(subject__in=own)[:20])
