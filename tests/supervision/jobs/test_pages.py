"""Jobs on screen: one's own, and for the city's administrators everyone's, but never another's result."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from supervision.ground.jobs import Job, Status


def _url(name, job):
    return reverse(f"supervision:{name}", args=[job.pk])


@pytest.fixture
def done(start):
    job = start()
    job.status, job.result_name = Status.DONE, "清点结果.xlsx"
    job.result.save("x", ContentFile(b"rows"))
    return job


def test_the_owner_sees_it_in_the_list_and_in_detail(start, cast):
    job = start()
    assert "清点" in cast.guangxin.get(reverse("supervision:jobs")).content.decode()
    assert "排队中" in cast.guangxin.get(_url("job", job)).content.decode()


def test_the_neighbour_finds_nothing(done, cast):
    assert "清点" not in cast.xinzhou.get(reverse("supervision:jobs")).content.decode()
    for name in ("job", "job-result"):
        assert cast.xinzhou.get(_url(name, done)).status_code == 404
    for name in ("job-cancel", "job-retry"):
        assert cast.xinzhou.post_to(_url(name, done)).status_code == 404


def test_only_the_owner_downloads_the_result(done, cast):
    answer = cast.guangxin.get(_url("job-result", done))
    assert b"".join(answer.streaming_content) == b"rows"
    assert "attachment" in answer["Content-Disposition"]
    assert cast.city.get(_url("job", done)).status_code == 200
    assert cast.city.get(_url("job-result", done)).status_code == 404


def test_a_result_that_was_cleaned_away_is_not_found(done, cast):
    done.result.storage.delete(done.result.name)
    assert cast.guangxin.get(_url("job-result", done)).status_code == 404


def test_the_page_asks_again_only_while_the_job_is_under_way(start, cast):
    job = start()
    assert "hx-get" in cast.guangxin.get(_url("job", job)).content.decode()
    Job.objects.filter(pk=job.pk).update(status=Status.DONE)
    assert "hx-get" not in cast.guangxin.get(_url("job", job)).content.decode()


def test_cancel_and_retry_by_the_owner(start, cast):
    job = start()
    assert cast.guangxin.post_to(_url("job-cancel", job)).url == _url("job", job)
    job.refresh_from_db()
    assert job.status == Status.CANCELLED
    cast.guangxin.post_to(_url("job-retry", job))
    job.refresh_from_db()
    assert job.status == Status.QUEUED


def test_a_refusal_is_said_on_the_page(done, cast):
    page = cast.guangxin.client.post(_url("job-cancel", done), follow=True).content.decode()
    assert "任务已完成，不能取消。" in page


def test_the_list_costs_the_same_for_one_job_and_twenty(start, cast, queries_of):
    start()
    one = queries_of(cast.guangxin, reverse("supervision:jobs"))
    for _ in range(19):
        start()
    assert queries_of(cast.guangxin, reverse("supervision:jobs")) == one
