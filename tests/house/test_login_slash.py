"""A login address typed with a slash at its end leads to the login, and keeps where one wanted to go."""

from django.test import Client


def test_it_leads_to_the_login(db):
    answer = Client().get("/login/?next=/todos/")
    assert answer.status_code == 302 and answer.url == "/login?next=/todos/"
