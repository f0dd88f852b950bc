"""Sent twice with the same content: the page says that the first was changed since only if somebody did."""

import uuid

import pytest

from supervision.patrols.models.patrol import Patrol
from tests import registers

pytestmark = pytest.mark.django_db
CHANGED = "已保存的那一条后来又改过"


def test_what_the_office_fills_in_is_no_difference(cast):
    def send():
        given = {"title": "豇豆检出超标", "summary": "农户反映", "client_key": str(uuid.uuid4()), "submit": "1"}
        return cast.township.post_to("/emergency/incidents/new/", given)

    assert send().status_code == 302
    asked = send()
    assert "十分钟内您已保存过一条内容相同的记录" in asked.content.decode()
    assert CHANGED not in asked.content.decode()
    assert not asked.context["before"]["differences"]


def test_a_correction_since_is_told(cast):
    typed = {"subject": registers.HERE.subject().pk, "held_on": "2021-12-20", "records_kept": "complete", "save": "1"}

    def send(**changes):
        given = typed | {"guidance": "按标签用药", "client_key": str(uuid.uuid4())} | changes
        return cast.township.post_to("/supervision/patrols/new/", given)

    assert send().status_code == 302
    patrol = Patrol.objects.get()
    edit = typed | {"guidance": "按间隔期采收", "version": patrol.version, "client_key": str(uuid.uuid4())}
    assert cast.township.post_to(f"/supervision/patrols/{patrol.pk}/edit/", edit).status_code == 302
    asked = send()
    assert CHANGED in asked.content.decode()
    assert [one.label for one in asked.context["before"]["differences"]] == ["指导意见"]
