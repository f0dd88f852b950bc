"""Points and grades change on the day on which their rule says so, though nobody does anything."""

import datetime as dt
from calendar import monthrange

import pytest
from django.urls import reverse

from credit import services, tasks
from credit.models import CreditEntry, CreditFile, RuleSet
from supervision.ground import clock, facts
from supervision.ground.people import system_post
from supervision.ground.subjects.models import Subject
from tests import make

FIRST = dt.date(2021, 1, 1)
COURSES = {
    "one": [("monitoring.failed", 0, dt.date(2021, 1, 31))],
    "leap": [("patrol.problem", 0, dt.date(2020, 2, 29)), ("rectification.overdue", 0, dt.date(2020, 8, 31))],
    "capped": [("rectification.overdue", 0, dt.date(2020, month, 15)) for month in (3, 5, 7, 9)],
    "serious": [("monitoring.failed", 1, dt.date(2020, 6, 1)), ("case.decided", 0, dt.date(2020, 7, 1))],
    "honours": [("greenfood.certified", 0, dt.date(2020, 4, 1)), ("monitoring.failed", 0, dt.date(2020, 11, 30))],
}


def months_on(day, count):
    """The same day so many months on, or the last day of a shorter month; written anew for the comparison."""
    place = day.month - 1 + count
    year, month = day.year + place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def by_hand(subject, day):
    """Points and grade from the lines of the file alone: what the published rules say, in plain Python."""
    points, worst, used = 100, "A", {}
    for line in CreditEntry.objects.filter(subject=subject).order_by("held_on", "id").values():
        if line["held_on"] > day or months_on(line["held_on"], line["months"] or 12) <= day:
            continue
        cost = line["points"]
        if line["cap"] is not None:
            room = line["cap"] - used.get(line["rule"], 0)
            cost = max(-room, min(cost, room))
        used[line["rule"]] = used.get(line["rule"], 0) + abs(cost)
        points += cost
        worst = max(worst, line["direct_grade"] or "A")
    points = max(0, min(100, points))
    band = "A" if points >= 90 else "B" if points >= 75 else "C" if points >= 60 else "D"
    return points, max(band, worst)


@pytest.fixture
def files(cast, told):
    with clock.at(FIRST):
        subjects = {name: make.subject() for name in COURSES}
        for name, course in COURSES.items():
            for kind, severity, on in course:
                if on <= FIRST:
                    told(subjects[name], kind, severity=severity, on=on)
        facts.deliver()
        services.open_files(subjects.values(), by=system_post())
        services.recompute([s.pk for s in subjects.values()], by=system_post())
    return subjects


def test_a_year_of_days(files, told):
    """Each day after the task every stored grade is what the lines of the file say on that day."""
    seen = set()
    for number in range(366):
        day = FIRST + dt.timedelta(days=number)
        with clock.at(day):
            for name, course in COURSES.items():
                for kind, severity, on in course:
                    if on == day and on > FIRST:
                        told(files[name], kind, severity=severity, on=on)
            facts.deliver()
            tasks.age()
        stored = dict(CreditFile.objects.values_list("subject", "points", "grade").values_list("subject", "points"))
        grades = dict(CreditFile.objects.values_list("subject", "grade"))
        for name, subject in files.items():
            assert (stored[subject.pk], grades[subject.pk]) == by_hand(subject, day), (name, day)
            seen.add((name, stored[subject.pk], grades[subject.pk]))
    assert dict(Subject.objects.filter(pk__in=grades).values_list("pk", "credit_grade")) == grades
    assert len(seen) >= 12  # the year was no standstill


def test_missed_days_are_made_up_for_each_on_its_day(files):
    """The tasks stood still for a year: the grade changes on the days on which it should have."""
    capped = files["capped"]
    before = CreditFile.objects.get(subject=capped)
    with clock.at(dt.date(2021, 12, 31)):
        tasks.age()
    days = list(before.ratings.filter(on__gt=FIRST).order_by("id").values_list("on", "from_grade", "to_grade"))
    assert days and days[-1][2] == "A"
    for on, _, to in days:
        assert by_hand(capped, on)[1] == to and by_hand(capped, on - dt.timedelta(days=1))[1] != to


def test_nothing_due_changes_and_writes_nothing(files, django_assert_max_num_queries):
    with clock.at(FIRST), django_assert_max_num_queries(4):
        assert services.age(by=system_post()) == 0


def test_the_task_runs_twice_without_harm(files):
    with clock.at(dt.date(2021, 8, 31)):
        assert services.age(by=system_post()) > 0
        assert services.age(by=system_post()) == 0


def test_new_rules_begin_on_their_day(files):
    first = RuleSet.objects.get()
    first.pk, first.version, first.valid_from, first.base = None, "2021.9", dt.date(2021, 9, 1), 95
    first.save(force_insert=True)
    with clock.at(dt.date(2021, 9, 3)):
        services.age(by=system_post())
    assert set(CreditFile.objects.values_list("ruleset__version", flat=True)) == {"2021.9"}


def test_a_page_says_when_it_is_about_to_change(cast, told):
    with clock.at(dt.date(2020, 12, 20)):
        subject = make.subject()
        told(subject, "monitoring.failed")
        facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    url = reverse("credit:creditfiles-detail", args=[file.pk])
    assert "正在重新评定" in cast.guangxin.get(url).content.decode()
    tasks.age()
    said = cast.guangxin.get(url).content.decode()
    assert "正在重新评定" not in said and "已超过有效期" in said
    assert cast.xinzhou.get(url).status_code == 404
