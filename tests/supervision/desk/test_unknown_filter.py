"""A condition that does not exist is refused in words: left out, it would show more than was asked for."""

import pytest
from django.core.management import CommandError, call_command

from .conftest import URL

STRANGE = [({"county": "361102"}, "county"), ({"kinds": "smallholder", "kind": "smallholder"}, "kinds")]
OUTSIDE = [{"region": "361102"}, {"kind": "castle"}, {"state": "nowhere"}]


@pytest.mark.parametrize(("asked", "name"), STRANGE)
def test_the_page_names_it_and_shows_no_rows(cast, subjects, asked, name):
    answer = cast.guangxin.get(URL, asked)
    assert answer.status_code == 200 and not answer.context["rows"]
    assert f"没有“{name}”这个筛选条件" in answer.content.decode()
    assert "筛选条件有误" in answer.content.decode()


@pytest.mark.parametrize(("asked", "name"), STRANGE)
def test_the_export_and_the_api_answer_400(cast, subjects, asked, name):
    for url in (URL + "export/", "/api/subjects/"):
        answer = cast.guangxin.get(url, asked)
        assert answer.status_code == 400, url
        assert f"没有“{name}”这个筛选条件" in answer.content.decode(), url


@pytest.mark.parametrize("asked", OUTSIDE)
def test_a_value_outside_the_choices_is_refused_everywhere(cast, subjects, asked):
    assert not cast.guangxin.get(URL, asked).context["rows"]
    for url in (URL + "export/", "/api/subjects/"):
        answer = cast.guangxin.get(url, asked)
        assert answer.status_code == 400 and "这个选项" in answer.content.decode(), url


@pytest.mark.parametrize("query", ["county=361102&county=", "region=361102&region=", "kind=smallholder&kind=market"])
def test_a_condition_said_twice_is_not_read_by_half(cast, subjects, query):
    assert not cast.guangxin.get(f"{URL}?{query}").context["rows"]
    for url in (URL + "export/", "/api/subjects/"):
        assert cast.guangxin.get(f"{url}?{query}").status_code == 400, url


def test_a_post_of_one_place_has_no_choice_and_may_name_only_its_own(cast, subjects):
    own = cast.township.post.region.pk
    assert cast.township.get(URL, {"region": own}).context["rows"]
    around = cast.township.post.region.county_id  # the home page's numbers of the county lead here
    assert cast.township.get(URL, {"region": around}).context["rows"]
    assert not cast.township.get(URL, {"region": "361102"}).context["rows"]
    assert cast.township.get("/api/subjects/", {"region": "361102"}).status_code == 400


def test_a_zone_may_name_the_county_its_townships_count_in(cast, subjects):
    """The credit table of a zone's post counts by county and links there."""
    around = cast.zone.get(URL, {"region": cast.township.post.region.county_id})
    assert around.context["rows"]
    assert cast.zone.get(URL + "export/", {"region": "361104"}).status_code == 200
    assert not cast.zone.get(URL, {"region": "361102"}).context["rows"]


def test_an_order_a_year_or_a_size_that_means_nothing_is_refused(cast, subjects):
    assert cast.guangxin.get(URL + "export/", {"sort": "password"}).status_code == 400
    for asked in ({"year": "abc"}, {"size": "many"}, {"sort": "password"}):
        assert cast.guangxin.get("/api/subjects/", asked).status_code == 400, asked


def test_the_form_as_the_page_sends_it_still_finds_its_rows(cast, subjects):
    form = cast.guangxin.get(URL).context["filter"].form
    sent = dict.fromkeys(form.fields, "") | {"sort": "name", "page": "", "after": ""}
    assert len(cast.guangxin.get(URL, sent).context["rows"]) == len(cast.guangxin.get(URL).context["rows"]) > 0
    assert cast.guangxin.get(URL + "export/", sent).status_code == 200
    assert cast.guangxin.get("/api/subjects/", {**sent, "size": "1", "year": "2021"}).status_code == 200


def test_the_command_refuses_the_place_that_is_not_a_choice(cast, subjects, tmp_path):
    with pytest.raises(CommandError, match="地区：没有“361102”这个选项"):
        call_command(
            "export_register", "subjects", str(tmp_path / "no.xlsx"), "--as", "township", "--filter", "region=361102"
        )
    assert not list(tmp_path.iterdir())
