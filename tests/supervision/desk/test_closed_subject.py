"""A record keeps its own subject though that has closed since; a new one cannot take it."""

import pytest
from django.urls import reverse

from supervision.ground.subjects.models import Subject
from supervision.models import Case, Patrol
from supervision.patrols.services.patrol import return_patrol
from tests import make
from tests.supervision.case import maker as cases
from tests.supervision.patrol import maker as patrols


def posted(form):
    """What a browser sends back: of a select only what it offers."""
    data = {}
    for field in form:
        value = field.value()
        if field.name == "subject":
            offered = [
                str(option["value"])
                for _, options, _ in field.field.widget.optgroups("", [str(value)])
                for option in options
            ]
            value = value if str(value) in offered else ""
        if value not in (None, False) and field.name not in ("photos", "documents", "signature"):
            data[field.html_name] = value
    return data | {"save": "1"}


@pytest.fixture
def closed():
    def close(subject):
        Subject.objects.filter(pk=subject.pk).update(status="closed")
        return subject

    return close


def test_a_case_keeps_its_closed_subject(cast, closed):
    case = cases.case(subject=make.subject("要关的店"), submit=False)
    subject = closed(case.subject)
    url = reverse("supervision:cases-edit", args=[case.pk])
    page = cast.guangxin.get(url)
    shown = next(text for text in page.content.decode().split("<option") if "要关的店" in text)
    assert "selected" in shown
    assert "，注销）" in shown
    assert cast.guangxin.post_to(url, posted(page.context["form"]) | {"note": "补充"}).status_code == 302
    case = Case.objects.get(pk=case.pk)
    assert (case.subject_id, case.note) == (subject.pk, "补充")


def test_a_returned_patrol_of_a_closed_subject_is_corrected(cast, closed):
    patrol = patrols.patrol()
    return_patrol(patrol, by=cast.guangxin.post, why="补")
    closed(patrol.subject)
    url = reverse("supervision:patrols-edit", args=[patrol.pk])
    answer = cast.township.post_to(url, posted(cast.township.get(url).context["form"]) | {"note": "已补"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Patrol.objects.get(pk=patrol.pk).note == "已补"


def test_a_new_record_cannot_take_a_closed_subject(cast, closed):
    subject = closed(make.subject("已关的店"))
    url = reverse("supervision:cases-new")
    assert str(subject.pk) not in str(cast.guangxin.get(f"{url}?subject={subject.pk}").context["form"]["subject"])
    answer = cast.guangxin.post_to(url, {"subject": subject.pk, "save": "1"})
    assert "subject" in answer.context["form"].errors


def test_another_closed_subject_is_no_choice_for_a_correction(cast, closed):
    case = cases.case(subject=make.subject("要关的店"), submit=False)
    closed(case.subject)
    other = closed(make.subject("另一家关了的店"))
    url = reverse("supervision:cases-edit", args=[case.pk])
    data = posted(cast.guangxin.get(url).context["form"]) | {"subject": other.pk}
    assert "subject" in cast.guangxin.post_to(url, data).context["form"].errors
