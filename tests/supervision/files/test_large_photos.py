"""An ordinary visit with the photos of a good camera passes, also from a browser that does not make them smaller."""

import re
from pathlib import Path

from django.urls import reverse

from supervision.ground import files
from supervision.ground.files.vocabulary import KEPT_PIXELS, MEGABYTE, READABLE_SIDE, SHORT_SIDE
from supervision.ground.subjects.models import Subject
from tests.cast import DONGTUAN

from .conftest import picture, upload

ROOT = Path(__file__).parents[3]


def heavy(number):
    """12 MB of what a phone calls a photo; readers stop at its end mark."""
    content = picture((40, 30 + number))
    return upload(content + bytes(12 * MEGABYTE - len(content)), name=f"{number}.jpg")


def test_nine_photos_of_twelve_megabytes(cast):
    typed = {"name": "有照片的合作社", "kind": "cooperative", "industry": "planting", "region": DONGTUAN}
    typed |= {"registered_on": "2021-12-01", "photos": [heavy(number) for number in range(9)], "submit": "1"}
    answer = cast.township.post_to(reverse("supervision:subjects-new"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert files.of(Subject.objects.get(name="有照片的合作社")).count() == 9


def test_the_proxy_lets_them_through():
    told = re.search(r"client_max_body_size (\d+)m;", (ROOT / "deploy" / "nginx.conf").read_text())
    assert int(told[1]) >= 20 * 12


def test_the_page_makes_them_as_small_as_they_are_stored():
    script = (ROOT / "shangrao_nongan" / "frontend" / "js" / "shrink.js").read_text()
    bounds = f"SHORT_SIDE = {SHORT_SIDE}, READABLE_SIDE = {READABLE_SIDE}, KEPT_PIXELS = {KEPT_PIXELS:_};"
    assert bounds in script
