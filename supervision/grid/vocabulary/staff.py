from django.db import models


class StaffKind(models.TextChoices):
    """The five kinds of people of the work paper (§2)."""

    SUPERVISOR = "supervisor", "监管员"
    TESTER = "tester", "检测员"
    ASSISTANT = "assistant", "村级协管员"
    INTERNAL = "internal", "企业内控员"
    SOCIAL = "social", "社会监督员"


# An enterprise's own controller belongs to a subject; the others to a place.
OF_SUBJECT = (StaffKind.INTERNAL,)
