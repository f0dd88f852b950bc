"""What being logged in costs: session, user and post of a request, over the same request by nobody."""

import pytest
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("plain", lambda request: HttpResponse(str(bool(request.post))))]
urlpatterns[0].callback.login_required = False


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("who", ["anonymous", "signed-in"])
def bench_request(benchmark, client, cast, who):
    visitor = cast.guangxin.client if who == "signed-in" else client
    answer = benchmark(visitor.get, "/plain")
    assert answer.content.decode() == str(who == "signed-in")


@pytest.mark.parametrize("url", ["/login", "/healthz"])
def bench_public_page(benchmark, client, db, url):
    assert benchmark(client.get, url).status_code == 200
