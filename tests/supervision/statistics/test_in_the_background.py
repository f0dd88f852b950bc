"""What takes too long for a page is counted by a job: its result is kept and opened, as of when it was counted."""

import pytest
from django.db import connection

from supervision.ground.desk import count_statistic
from supervision.ground.desk.statistics import counting
from supervision.ground.desk.statistics.models import Statistic
from supervision.ground.jobs import Job, Status

from .conftest import URL, counted, links, opened, texts

ASKED = "register=samples&r1=county&r2=month&c=verdict&m=n&m=pass_rate&m=avg_price"


@pytest.fixture
def slow(monkeypatch):
    """A statement that outlasts the patience of a page."""
    real = counting.count

    def count(question):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(2)")
        return real(question)

    monkeypatch.setattr(counting, "PATIENCE", "20ms")
    monkeypatch.setattr(counting, "count", count)


def test_the_page_says_so_and_offers_the_job(cast, samples, slow):
    page = cast.city.get(f"{URL}?{ASKED}")
    said = page.content.decode()
    assert page.status_code == 200 and "转到后台统计" in said and page.context["table"] is None
    answer = cast.city.get(f"{URL}export/?{ASKED}")
    assert answer.status_code == 400 and "几秒钟内没有算完" in answer.content.decode()


def test_the_job_keeps_what_the_page_would_show(cast, samples):
    answer = cast.city.post_to(URL + "background/", {"query": ASKED})
    job = Job.objects.get()
    assert answer.status_code == 302 and answer.url == f"/supervision/jobs/{job.pk}/"
    count_statistic(job.pk)
    job.refresh_from_db()
    done = Statistic.objects.get()
    assert (job.status, job.result_url) == (Status.DONE, f"{URL}done/{done.pk}/")
    page = cast.city.get(job.result_url)
    live = counted(cast.city, r1="county", r2="month", c="verdict", m=["n", "pass_rate", "avg_price"])
    assert texts(page.context["table"]) == texts(live)
    assert "截至" in page.content.decode()
    assert all(opened(cast.city, url) == int(number) for number, url in links(page.context["table"]))
    assert cast.city.get(URL + "export/", {"done": done.pk}).status_code == 200


def test_what_came_since_is_not_in_it(cast, samples):
    cast.city.post_to(URL + "background/", {"query": ASKED})
    count_statistic(Job.objects.get().pk)
    done = Statistic.objects.get()
    type(samples[0]).objects.filter(pk=samples[0].pk).update(state="returned")
    (kept,) = [cell.text for cell in cast.city.get(f"{URL}done/{done.pk}/").context["table"].total.cells][-3:-2]
    assert kept == str(len(samples))


@pytest.mark.parametrize("query", ["register=samples&r1=nothing", "register=samples&r1=county&since=x"])
def test_a_wrong_question_starts_nothing(cast, samples, query):
    answer = cast.city.post_to(URL + "background/", {"query": query}, follow=True)
    assert "统计条件有误" in answer.content.decode() and not Job.objects.exists()
    assert cast.city.post_to(URL + "background/", {"query": "register=nothing"}).status_code == 404
    assert cast.city.post_to(URL + "background/", {"query": ""}).status_code == 404
