"""In the background too: no person's number in a question, the same question once, three at a time, minutes at most."""

import pytest
from django.db import connection

from supervision.ground.desk import count_statistic
from supervision.ground.desk.statistics import counting, services
from supervision.ground.desk.statistics.models import Statistic
from supervision.ground.jobs import Job, Status

from .conftest import URL

ASKED = "register=samples&r1=county"


def ask(member, query):
    return member.post_to(URL + "background/", {"query": query}, follow=True).content.decode()


@pytest.mark.parametrize("said", ["q=13907931234", "q=139%200793%201234", "q=361121198001011235"])
def test_a_number_of_a_person_is_not_written_into_a_job(cast, samples, said):
    assert "条件里含手机号、证件号" in ask(cast.city, f"{ASKED}&{said}")
    assert not Job.objects.exists()


def test_the_same_question_is_the_same_job(cast, samples):
    for _ in range(3):
        ask(cast.city, ASKED)
    ask(cast.guangxin, ASKED)
    assert sorted(Job.objects.values_list("post", flat=True)) == sorted([cast.city.post.pk, cast.guangxin.post.pk])


def test_a_post_has_three_under_way_at_most(cast, samples):
    kinds = ("county", "township", "product", "verdict")
    said = [ask(cast.city, f"register=samples&r1={one}") for one in kinds]
    assert Job.objects.count() == services.AT_ONCE == 3 and "同时最多进行 3 个" in said[-1]
    assert "同时最多进行" not in ask(cast.city, "register=samples&r1=county")
    count_statistic(Job.objects.earliest("pk").pk)
    ask(cast.city, "register=samples&r1=verdict")
    assert Job.objects.count() == 4


def test_what_takes_minutes_ends_with_a_sentence(cast, samples, monkeypatch):
    def count(question):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(2)")

    monkeypatch.setattr(counting, "count", count)
    monkeypatch.setattr(services, "LONGEST", "20ms")
    ask(cast.city, ASKED)
    job = Job.objects.get()
    count_statistic(job.pk)
    job.refresh_from_db()
    assert (job.status, job.error) == (Status.FAILED, services.LATE) and not Statistic.objects.exists()
