"""The list of notices, opening one, and the neighbour who has none of it."""

import pytest
from django.urls import reverse

from supervision.ground import notices
from supervision.ground.notices import NoticeReceipt


@pytest.fixture
def receipt(cast):
    notices.say(to=cast.guangxin.post, title="<b>请补报</b>", link="/supervision/jobs/", by=cast.city.post)
    return NoticeReceipt.objects.get()


def test_the_list_shows_it_escaped(receipt, cast):
    page = cast.guangxin.get(reverse("supervision:notices")).content.decode()
    assert "&lt;b&gt;请补报" in page
    assert "1 条未读" in page


def test_opening_it_marks_it_read_and_goes_there(receipt, cast):
    answer = cast.guangxin.post_to(reverse("supervision:notice-open", args=[receipt.pk]))
    assert answer.url == "/supervision/jobs/"
    assert notices.unread_count(cast.guangxin.post) == 0


def test_the_neighbour_neither_sees_nor_opens_it(receipt, cast):
    assert "请补报" not in cast.xinzhou.get(reverse("supervision:notices")).content.decode()
    assert cast.xinzhou.post_to(reverse("supervision:notice-open", args=[receipt.pk])).status_code == 404
    cast.xinzhou.post_to(reverse("supervision:notices-read"))
    assert notices.unread_count(cast.guangxin.post) == 1


def test_all_are_marked_read(receipt, cast):
    cast.guangxin.post_to(reverse("supervision:notices-read"))
    assert notices.unread_count(cast.guangxin.post) == 0


def test_the_list_costs_the_same_for_one_notice_and_ten(receipt, cast, queries_of):
    one = queries_of(cast.guangxin, reverse("supervision:notices"))
    for number in range(9):
        notices.say(to=cast.guangxin.post, title=f"第 {number} 条", by=cast.city.post)
    assert queries_of(cast.guangxin, reverse("supervision:notices")) == one
