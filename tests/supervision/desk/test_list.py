from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import URL


def test_a_county_sees_its_own_rows_and_not_the_neighbours(cast, subjects):
    page = cast.guangxin.get(URL).content.decode()
    assert "董团一号合作社" in page
    assert "沙溪邻居合作社" not in page


def test_the_zone_sees_the_township_it_runs(cast, subjects):
    assert "董团一号合作社" in cast.zone.get(URL).content.decode()
    assert "董团一号合作社" not in cast.xinzhou.get(URL).content.decode()


def test_without_login_one_is_asked_to_log_in(client, db):
    assert client.get(URL).status_code == 302


def test_filters_narrow_and_stay_in_the_address(cast, subjects):
    answer = cast.guangxin.get(URL, {"kind": "smallholder"})
    assert [r["name"] for r in answer.context["rows"]] == ["董团三号农户"]
    assert answer.context["active_filters"] == [{"label": "主体类型：农户", "url": "?"}]
    assert "kind=smallholder" in answer.context["export_url"]


def test_search_finds_by_name_by_sound_and_by_number(cast, subjects):
    for asked in ("一号", "dtyh", subjects[0].number):
        rows = cast.guangxin.get(URL, {"q": asked}).context["rows"]
        assert [r["name"] for r in rows] == ["董团一号合作社"], asked


def test_a_wrong_filter_is_named_in_chinese_and_shows_nothing(cast, subjects):
    for asked, field in (
        ({"since": "明天"}, "since"),
        ({"state": "<b>"}, "state"),
        ({"region": "361102"}, "region"),
        ({"since": "2021-05-01", "until": "2021-04-01"}, "until"),
    ):
        answer = cast.guangxin.get(URL, asked)
        assert answer.status_code == 200
        assert field in answer.context["filter"].errors, asked
        assert not answer.context["rows"]


def test_a_forged_place_or_sort_shows_the_first_page(cast, subjects):
    for asked in ({"after": "x"}, {"before": "1:2:3"}, {"sort": "password"}, {"sort": "-area", "page": "999999"}):
        assert cast.guangxin.get(URL, asked).status_code == 200


def test_any_column_sorts_a_short_list(cast, subjects):
    rows = cast.guangxin.get(URL, {"sort": "kind"}).context["rows"]
    assert [r["kind"] for r in rows] == sorted(r["kind"] for r in rows)


def test_the_number_of_queries_does_not_grow(cast, subjects, queries_of):
    few = queries_of(cast.guangxin, URL)
    for _ in range(8):
        make.subject()
    assert queries_of(cast.guangxin, URL) == few


def test_a_script_in_a_name_is_only_text(cast, subjects):
    Subject.objects.filter(pk=subjects[0].pk)
    made = make.subject("<script>alert(1)</script>合作社")
    for url in (URL, f"{URL}{made.pk}/"):
        page = cast.guangxin.get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
