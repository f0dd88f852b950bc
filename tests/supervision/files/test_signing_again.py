"""The stored signature stands in its box and stays; signing again replaces it, with a trace."""

import base64

from supervision.ground import files
from supervision.ground.files import Attachment
from tests.supervision.patrol.maker import patrol

from .conftest import picture
from .test_taking_off import URL, _typed


def _drawn(shade):
    content = picture((shade, 20), "PNG")
    return "data:image/png;base64," + base64.b64encode(content).decode()


def test_it_is_shown_and_kept_and_replaced(cast):
    made = patrol(by=cast.township.post, submit=False)
    (first,) = files.attach(_drawn(30), to=made, by=cast.township.post, purpose="signature")
    page = cast.township.get(f"{URL}{made.pk}/edit/").content.decode()
    assert f'<img src="/supervision/files/{first.pk}/" alt="已保存的负责人签名">' in page
    assert cast.township.post_to(f"{URL}{made.pk}/edit/", _typed(cast, made)).status_code == 302
    assert list(files.of(made, "signature")) == [first]
    made.refresh_from_db()
    answer = cast.township.post_to(f"{URL}{made.pk}/edit/", _typed(cast, made, signature=_drawn(40)))
    assert answer.status_code == 302
    (second,) = files.of(made, "signature")
    gone = Attachment.objects.get(pk=first.pk)
    assert second != first
    assert (gone.removed_by, gone.removed_why) == (cast.township.post, "重新签名")
