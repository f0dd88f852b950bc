"""Under a score stands what was scored: version, state and verdict of that moment, and what has changed since."""

import pytest
from django.urls import reverse

from monitoring import services as monitoring
from monitoring.models import Sample
from shangrao_nongan.assessment import services
from tests.monitoring import making


@pytest.fixture
def failed(db):
    making.certified()
    return making.failed()


@pytest.fixture
def line(cast, scheme, failed):
    """The pass rate of the sample's county, of the real figures."""
    run = services.score(services.start_scoring(scheme, by=cast.reviewer.post), by=cast.reviewer.post)
    return run.sheets.get(county="361104").lines.get(item__indicator="pass_rate")


def shown(cast, line):
    page = cast.city.get(reverse("assessment:line", args=[line.pk]), {"show": "missed"})
    return page.context["shown"].rows


def test_as_it_was_with_its_reason(cast, line, failed):
    (row,) = shown(cast, line)
    version = Sample.objects.get(pk=failed.pk).version
    assert row["id"] == failed.pk and row["why"] == "不合格"
    assert row["then"] == f"第{version}版 · 已审核 · 不合格 · 已抽样" and row["since"] == ""


def test_a_row_that_changed_says_so_and_still_shows_what_was_scored(cast, line, failed):
    before = shown(cast, line)[0]["then"]
    why = "抽错了主体，封样单和现场照片已核对"
    monitoring.ask_void(Sample.objects.get(pk=failed.pk), by=cast.guangxin.post, why=why)
    monitoring.void_sample(Sample.objects.get(pk=failed.pk), by=cast.city.post, why=why)
    (row,) = shown(cast, line)
    assert row["then"] == before
    assert "作废" in row["since"]
    assert (
        "计分后已变更" in cast.city.get(reverse("assessment:line", args=[line.pk]), {"show": "missed"}).content.decode()
    )


def test_the_same_few_queries_for_one_row_and_many(cast, line, failed, django_assert_max_num_queries):
    url = reverse("assessment:line", args=[line.pk])
    cast.city.get(url)
    with django_assert_max_num_queries(16):
        cast.city.get(url, {"show": "missed"})
