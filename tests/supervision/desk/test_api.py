from tests import make

API = "/api/subjects/"


def test_the_same_rows_and_columns_as_the_page(cast, subjects):
    answer = cast.guangxin.get(API, {"q": "董团一号"}).json()
    assert answer["count"] == 1
    assert answer["results"][0]["kind"] == "农民专业合作社"
    assert answer["results"][0]["id"] == subjects[0].pk


def test_one_row_and_the_neighbours_is_not_there(cast, subjects):
    assert cast.guangxin.get(f"{API}{subjects[2].pk}/").json()["phone"] == "*******1234"
    assert cast.guangxin.get(f"{API}{subjects[3].pk}/").status_code == 404
    assert cast.guangxin.get(f"{API}x/").status_code == 404


def test_pages_follow_each_other(cast, subjects):
    seen, url = [], f"{API}?size=2&q=董团"
    while url:
        page = cast.guangxin.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == 4  # the producer's own subject as well


def test_wrong_filters_and_sorts_are_400(cast, subjects):
    assert "since" in cast.guangxin.get(API, {"since": "x"}).json()
    assert cast.guangxin.get(API, {"since": "x"}).status_code == 400
    assert cast.guangxin.get(API, {"sort": "phone_sealed"}).status_code == 400


def test_closed_to_the_anonymous_and_to_writers(cast, client, subjects):
    assert client.get(API).status_code in (302, 401, 403)
    assert cast.guangxin.post_to(API, {}).status_code in (403, 405)
    assert cast.lab_tester.get(API).status_code == 403


def test_the_schema_knows_it(cast, db):
    schema = cast.city.get("/api/schema/?format=json")
    assert schema.status_code == 200
    assert b"/api/subjects/" in schema.content


def test_the_search_box_finds_only_ones_own(cast, subjects):
    found = cast.guangxin.get("/supervision/subjects/search/", {"q": "合作社"}).json()["results"]
    assert "沙溪邻居合作社" not in "".join(one["text"] for one in found)
    assert any("董团一号合作社" in one["text"] for one in found)


def test_constant_queries(cast, subjects, queries_of):
    few = queries_of(cast.guangxin, API)
    for _ in range(5):
        make.subject()
    assert queries_of(cast.guangxin, API) == few
