"""Without a script: what was posted into an ended session waits for the person, and for nobody else."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from supervision.patrols.models.patrol import Patrol
from tests.cast import PASSWORD

from . import maker

UNSENT = "/supervision/unsent/"


def posted_too_late(member, **more):
    return Client().post(maker.NEW, maker.patrol(member, **more), follow=True)


def test_the_login_page_says_that_it_waits_and_leads_there(cast):
    answer = posted_too_late(cast.township)
    page = answer.content.decode()
    assert "刚才填写的内容已暂存" in page
    assert f'name="next" value="{UNSENT}"' in page
    assert maker.WORDS not in page


def test_after_the_log_in_it_is_sent_with_one_press(cast):
    client = Client()
    client.post(maker.NEW, maker.patrol(cast.township))
    client.post("/login", {"username": "township", "password": PASSWORD})
    page = client.get(UNSENT).content.decode()
    sent = client.post(maker.NEW, dict(maker.hidden(page)))
    assert sent.status_code == 302
    assert Patrol.objects.get().guidance == maker.WORDS
    assert maker.hidden(client.get(UNSENT).content.decode()) == []


def test_it_can_be_looked_at_before_it_is_sent(cast):
    posted_too_late(cast.township)
    fields = dict(maker.hidden(cast.township.get(UNSENT).content.decode()))
    shown = cast.township.post_to(maker.NEW, fields | {"restore": "1"})
    assert maker.WORDS in shown.content.decode()
    assert not Patrol.objects.exists()
    fields.pop("aside")  # the form itself knows nothing of it, and is recognised by its key
    cast.township.post_to(maker.NEW, fields)
    assert Patrol.objects.count() == 1
    assert maker.hidden(cast.township.get(UNSENT).content.decode()) == []


def test_nobody_else_finds_it(cast):
    posted_too_late(cast.township)
    assert maker.WORDS not in cast.guangxin.get(UNSENT).content.decode()
    assert maker.WORDS in cast.township.get(UNSENT).content.decode()


def test_nothing_can_be_put_aside_in_somebody_s_name(cast):
    mark = maker.patrol(cast.township)["whose"]
    forged = f"{cast.guangxin.user.pk}.{cast.guangxin.post.pk}:{mark.rpartition(':')[2]}"
    answer = posted_too_late(cast.township, whose=forged)
    assert "已暂存" not in answer.content.decode()
    assert maker.WORDS not in cast.guangxin.get(UNSENT).content.decode()


def test_photos_are_told_to_be_missing(cast):
    photo = SimpleUploadedFile("棚.jpg", b"x", "image/jpeg")
    Client().post(maker.NEW, maker.patrol(cast.township, photos=photo))
    assert "照片和附件（1 个）浏览器不会再送一次" in cast.township.get(UNSENT).content.decode()


def test_it_can_be_dropped(cast):
    posted_too_late(cast.township)
    fields = dict(maker.hidden(cast.township.get(UNSENT).content.decode()))
    cast.township.post_to(f"{UNSENT}drop/", {"paper": fields["aside"]})
    assert maker.hidden(cast.township.get(UNSENT).content.decode()) == []


def test_a_password_is_never_put_aside(cast):
    typed = maker.patrol(cast.township) | {"old_password": PASSWORD}
    Client().post("/password", typed)
    assert PASSWORD not in cast.township.get(UNSENT).content.decode()
    assert maker.hidden(cast.township.get(UNSENT).content.decode()) == []
