"""A form as a page without a script posts it."""

from __future__ import annotations

import re
import uuid
from typing import Any

from supervision.ground import unsent
from supervision.ground.subjects import Subject
from tests import make
from tests.cast import Member

NEW = "/supervision/patrols/new/"
NAME, WORDS = "董团一号合作社", "距采收七日内不得用药"


def patrol(by: Member, **more: Any) -> dict[str, Any]:
    typed = {"guidance": WORDS, "client_key": str(uuid.uuid4()), "save": "1", unsent.FIELD: unsent.mark_of(by.post)}
    subject = Subject.objects.filter(name=NAME).first() or make.subject(NAME)
    return typed | {"subject": subject.pk, "held_on": "2021-12-20", "records_kept": "complete"} | more


def hidden(page: str) -> list[tuple[str, str]]:
    """What the page offers to be sent again."""
    form = re.search(r'<form method="post" action="/supervision/patrols.*?</form>', page, flags=re.S)
    if form is None:
        return []
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0])
    return [pair for pair in found if pair[0] != "csrfmiddlewaretoken"]
