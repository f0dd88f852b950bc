"""A record that comes back: who filled it in is told, and sees at the form which photos are already there."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from supervision.ground import files
from supervision.ground.notices.models import NoticeReceipt
from supervision.ground.records import State
from tests.supervision.patrol.maker import patrol

URL = "/supervision/patrols/"


def test_the_maker_is_told_why(cast):
    made = patrol(by=cast.township.post)
    cast.guangxin.post_to(f"{URL}{made.pk}/act/return/", {"version": made.version, "why": "请补拍仓库照片"})
    told = NoticeReceipt.objects.get(post=cast.township.post).notice
    assert made.number in told.title and "请补拍仓库照片" in told.body
    assert told.link == f"{URL}{made.pk}/"
    assert not NoticeReceipt.objects.filter(post=cast.guangxin.post).exists()


def test_a_refused_return_tells_nobody(cast):
    made = patrol(by=cast.township.post)
    cast.guangxin.post_to(f"{URL}{made.pk}/act/return/", {"version": made.version, "why": " "})
    assert not NoticeReceipt.objects.exists()


def test_the_form_shows_the_photos_there_are(cast):
    made = patrol(by=cast.township.post, submit=False)
    assert made.state == State.DRAFT
    picture = BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    kept = files.attach(SimpleUploadedFile("仓库.png", picture.getvalue()), to=made, by=cast.township.post)[0]
    page = cast.township.get(f"{URL}{made.pk}/edit/").content.decode()
    assert f'<img src="/supervision/files/{kept.pk}' in page
