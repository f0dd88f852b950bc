"""“同时抽样” leads to the sample's form: it is offered to whoever may fill one in."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "offered"), [("township", True), ("assistant", False)])
def test_only_who_may_sample_is_offered_it(cast, who, offered):
    member = getattr(cast, who)
    subject = make.subject(at=member.post.region.pk)
    page = member.get(f"/supervision/patrols/new/?subject={subject.pk}").content.decode()
    assert "巡查结论" in page
    assert ("同时抽样" in page) is offered
