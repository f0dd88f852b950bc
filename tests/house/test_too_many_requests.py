"""Too many requests to the API are refused in Chinese, with the time to wait."""

from django.core.cache import cache
from rest_framework.throttling import UserRateThrottle

from supervision.ground.desk.api import RegisterViewSet


class TwoAMinute(UserRateThrottle):
    rate = "2/minute"
    scope = "test_two_a_minute"


def test_the_third_request_is_told_to_wait(cast, monkeypatch):
    monkeypatch.setattr(RegisterViewSet, "throttle_classes", [TwoAMinute])
    cache.delete(TwoAMinute.cache_format % {"scope": TwoAMinute.scope, "ident": cast.guangxin.user.pk})
    answers = [cast.guangxin.client.get("/api/subjects/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    told = answers[-1].json()["detail"]
    assert told.startswith("请求太频繁，请等 ") and told.endswith(" 秒后再试。")
    assert int(answers[-1]["Retry-After"]) > 0
