"""The neighbour finds nothing; who neither calls nor visits is refused; who leaves the records aside is not noted."""

import pytest

from supervision.ground.audit import Reveal

from .conftest import PHONE, url_of


@pytest.mark.parametrize("who", ["xinzhou", "neighbour_township"])
def test_the_neighbour_finds_nothing(cast, subject, who):
    member = getattr(cast, who)
    assert member.get(url_of(subject)).status_code == 404
    assert member.post_to(url_of(subject), {"purpose": "contact"}).status_code == 404
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("who", ["city", "reviewer", "guangxin_admin", "second", "assistant", "producer", "market",
                                 "lab_tester", "social", "auditor"])  # fmt: skip
def test_who_neither_calls_nor_visits_is_refused(cast, subject, who):
    answer = getattr(cast, who).post_to(url_of(subject), {"purpose": "contact"})
    assert answer.status_code == 403 and PHONE not in answer.content.decode()
    assert not Reveal.objects.exists()
