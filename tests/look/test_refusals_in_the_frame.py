"""A refusal stands inside the frame: the menu, the way home, and the other post one may hold."""

import datetime as dt

import pytest
from django.test import Client

from supervision.ground.people import Post, Role

NAV = 'aria-label="主导航"'


@pytest.mark.parametrize(("path", "status"), [("/monitoring/testorders/", 403), ("/no-such-page/", 404)])
def test_who_is_signed_in_keeps_the_menu(cast, path, status):
    answer = cast.township.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert NAV in page and "监管台账" in page


def test_a_person_of_two_posts_may_change_the_post_on_the_spot(cast):
    page = cast.lab_tester.get("/supervision/subjects/").content.decode()
    assert "您还有其他岗位" not in page
    other = Post.objects.get(user__username="xinzhou")
    user, role = cast.lab_tester.post.user, Role.COUNTY_OFFICER
    Post.objects.create(user=user, organisation=other.organisation, role=role, since=dt.date(2020, 1, 1))
    page = cast.lab_tester.get("/supervision/subjects/").content.decode()
    assert "您还有其他岗位" in page
    assert other.organisation.name in page


def test_a_stranger_sees_the_refusal_without_a_menu(client, db):
    answer = client.get("/c/no-such-code")
    assert NAV not in answer.content.decode()


def test_a_request_that_cannot_be_read_keeps_the_menu_too(cast):
    answer = cast.township.post_to("/year", {f"f{n}": "1" for n in range(5100)})
    assert answer.status_code == 413
    assert NAV in answer.content.decode()


def test_a_failure_asks_no_database(db, rf, django_assert_num_queries):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        page = server_error(rf.get("/")).content.decode()
    assert "系统出错了" in page and "上饶农安" in page


def test_an_expired_page_keeps_the_menu(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.township.client.cookies
    answer = strict.post("/year", {"year": "2021"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode() and NAV in answer.content.decode()
