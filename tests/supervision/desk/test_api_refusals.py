"""The API refuses in Chinese, whoever asks whatever."""

from django.test import Client

from tests.cast import PASSWORD


def test_a_foreign_post_is_refused_in_chinese(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.guangxin.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/api/subjects/", {"password": PASSWORD})
    assert answer.status_code == 403
    assert "跨站请求校验没有通过" in answer.json()["detail"]
