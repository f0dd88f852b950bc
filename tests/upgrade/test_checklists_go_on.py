"""After the upgrade every visit of the stored release shows the questions it answered; new visits have a checklist."""

import datetime as dt

from supervision.ground.subjects import Industry
from supervision.models import Checklist, Patrol
from supervision.patrols.models.checklist import checklist_for
from tests import databases

from .catalog import ask


def test_every_answer_of_then_has_its_words(upgraded):
    with databases.app_of(upgraded):
        visits = list(Patrol.objects.exclude(answers={}))
        assert len(visits) > 200
        for visit in visits:
            assert not set(visit.answers) & {words for words, _answer, _label in visit.answered()}, visit.checklist
            assert len(visit.answered()) == len(visit.answers)


def test_every_industry_has_one_published_by_the_system(upgraded):
    with databases.app_of(upgraded):
        for industry in Industry:
            one = checklist_for(industry, dt.date(2026, 12, 1))
            assert (one.code, one.state, one.published_by.user.username) == (f"{industry}-2020", "published", "system")
        assert Checklist.objects.count() == len(Industry)


def test_the_history_says_who_brought_them(upgraded):
    told = "SELECT DISTINCT c.metadata->>'verb', c.metadata->>'who' FROM supervision_checklistitemevent e"
    assert ask(upgraded, f"{told} JOIN pghistory_context c ON c.id = e.pgh_context_id") == [("载入检查表", "系统")]
    assert ask(upgraded, "SELECT count(*) FROM supervision_checklistitemevent WHERE pgh_context_id IS NULL") == [(0,)]
