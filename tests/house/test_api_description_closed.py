"""What the API can do is told to whom it serves: a person with a post in force."""

import datetime as dt

import pytest

from supervision.ground.people import Post

URLS = ["/api/docs/", "/api/schema/"]


@pytest.mark.parametrize("url", URLS)
def test_it_closes_when_the_post_ends(cast, url):
    assert cast.guangxin.client.get(url).status_code == 200
    Post.objects.filter(pk=cast.guangxin.post.pk).update(until=dt.date(2021, 12, 19))
    answer = cast.guangxin.client.get(url)
    assert answer.status_code == 403
    assert "没有在任岗位" in answer.content.decode()
