"""No link of the home page, of what a number opens, or of a table by county asks a list for what the list refuses."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from shangrao_nongan import offers

pytestmark = pytest.mark.doors

TABLES = ("monitoring:quotas", "credit:overview", "greenfood:growth", "supervision:fiveone")
WRONG = "筛选条件有误"


def links_of(page: str) -> set[str]:
    return {html.unescape(found) for found in re.findall(r'href="(/[^"#]*\?[^"#]*)"', page)}


@pytest.mark.parametrize("who", ["city", "guangxin", "township", "producer", "market", "auditor"])
def test_every_link_with_a_condition_is_understood(cast, who):
    member = getattr(cast, who)
    client, county = member.client, member.post.region.county_id or "361104"
    numbers = [f"/figures/{card.code}/{narrow}" for card in offers.cards() for narrow in ("", f"?county={county}")]
    answers = [client.get(url) for url in ("/", *map(reverse, TABLES), *numbers)]
    asked = {link for one in answers if one.status_code == 200 for link in links_of(one.content.decode())}
    assert asked, "nothing was followed"
    refused = []
    for link in sorted(asked):
        answer = client.get(link, follow=True)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 400 or WRONG.encode() in text:
            refused.append(link)
    assert refused == []
