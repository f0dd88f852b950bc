"""Of whose rows: those of the post's own scope. The neighbour counts none of them, and opens nothing that was kept."""

import pytest

from supervision.ground.desk import registry
from supervision.ground.desk.statistics import services
from supervision.ground.jobs import Job

from .conftest import URL, counted, texts, total

ASKED = {"register": "samples", "r1": "county"}


def test_each_counts_his_own(cast, samples):
    own = sum(row.county.name == "广信区" for row in samples)
    assert total(counted(cast.guangxin, r1="county")) == [str(own)]
    assert total(counted(cast.township, r1="region")) == [str(own)]
    assert total(counted(cast.xinzhou, r1="county")) == [str(len(samples) - own)]
    assert total(counted(cast.zone, r1="township")) == [str(own)]
    assert {labels for (labels,) in texts(counted(cast.city, r1="county"))} == {"广信区", "信州区"}


@pytest.mark.parametrize("name", ["city", "reviewer", "guangxin", "township", "second", "auditor", "zone"])
def test_officers_and_those_who_look_may_ask(cast, samples, name):
    member = getattr(cast, name)
    assert member.get(URL).status_code == 200
    assert member.get(URL, ASKED).status_code == 200


@pytest.mark.parametrize("name", ["assistant", "producer", "market", "social", "lab_tester", "lab_verifier"])
def test_others_are_refused_at_every_door(cast, samples, name):
    member = getattr(cast, name)
    for url in (URL, URL + "export/", URL + "done/1/"):
        assert member.get(url, ASKED).status_code == 403
    for url in (URL + "background/", URL + "saved/"):
        assert member.post_to(url, {"query": "register=samples"}).status_code == 403


def test_a_register_that_one_may_not_view(cast):
    """An officer of a township sees no runs of the posts."""
    assert cast.township.get(URL, {"register": "posts"}).status_code == 403
    assert cast.township.get(URL + "export/", {"register": "posts"}).status_code == 403
    assert cast.township.get(URL, {"register": "nothing"}).status_code == 404
    assert "posts" not in [one["register"].key for one in cast.township.get(URL).context["starts"]]


def test_what_was_counted_for_one_is_not_there_for_another(cast, samples):
    job = services.start(samples_register(), by=cast.guangxin.post, query="register=samples&r1=county", year=2021)
    done = services.run(job.params, by=cast.guangxin.post, tell=lambda *told: None)
    assert cast.guangxin.get(f"{URL}done/{done.pk}/").status_code == 200
    for other in (cast.guangxin_admin, cast.xinzhou, cast.city):
        assert other.get(f"{URL}done/{done.pk}/").status_code == 404
        assert other.get(URL + "export/", {"done": done.pk}).status_code == 404
    assert Job.objects.count() == 1


def samples_register():
    return registry.named("samples")


def test_a_persons_numbers_are_no_dimension(cast):
    from tests.house import site

    for register in site.registers():
        personal = set(getattr(register.model, "PERSONAL", ()))
        shown = {one.expr for one in register.told_apart.values() if isinstance(one.expr, str)}
        assert not personal & (shown | set(register.told_apart))
        assert not any(word in name for name in shown for word in ("identity", "_sealed", "_tail", "card_"))
