"""Who sees what: the city everything, a county what is published: the ranking and its own sheet."""

import pytest
from django.urls import reverse

from shangrao_nongan.assessment import services


def test_city_opens_ranking_sheet_and_line(scored, cast):
    run = scored()
    one = run.sheets.get(county="361104")
    line = one.lines.get(item__indicator="patrols")
    for url in (
        reverse("assessment:schemes"),
        reverse("assessment:scheme", args=["2021"]),
        reverse("assessment:run", args=[run.pk]),
        reverse("assessment:sheet", args=[one.pk]),
        reverse("assessment:line", args=[line.pk]),
        reverse("assessment:line", args=[line.pk]) + "?show=left_out",
    ):
        assert cast.reviewer.get(url).status_code == 200, url


@pytest.mark.parametrize("name", ["guangxin", "guangxin_admin", "zone", "social"])
def test_before_publication_the_ranking_is_the_citys(scored, cast, name):
    run, member = scored(), getattr(cast, name)
    total = str(run.sheets.get(county="361102").total)
    pages = [
        reverse("assessment:run", args=[run.pk]),
        reverse("assessment:schemes"),
        reverse("assessment:scheme", args=["2021"]),
    ]
    for url in pages if name != "social" else []:
        said = member.get(url).content.decode()
        assert "计分尚未公布" in said and total not in said and "第 1 次计分" not in said, url
    assert total in cast.reviewer.get(pages[0]).content.decode()


def test_after_publication_a_county_sees_the_ranking_and_its_own_sheet(scored, published, cast):
    earlier, run = scored(), published()
    said = cast.guangxin.get(reverse("assessment:run", args=[run.pk])).content.decode()
    assert "信州区" in said and str(run.sheets.get(county="361102").total) in said
    scheme = cast.guangxin.get(reverse("assessment:scheme", args=["2021"]))
    assert [one.pk for one in scheme.context["runs"]] == [run.pk]
    assert "计分尚未公布" not in scheme.content.decode()
    assert "计分尚未公布" in cast.guangxin.get(reverse("assessment:run", args=[earlier.pk])).content.decode()
    assert {one.pk for one in cast.reviewer.get(reverse("assessment:scheme", args=["2021"])).context["runs"]} == {
        earlier.pk,
        run.pk,
    }


def test_county_opens_its_own_sheet_and_not_the_neighbours(published, cast):
    run = published()
    own, other = (run.sheets.get(county=c) for c in ("361104", "361102"))
    assert cast.guangxin.get(reverse("assessment:sheet", args=[own.pk])).status_code == 200
    assert cast.guangxin.get(reverse("assessment:sheet", args=[other.pk])).status_code == 404
    line = other.lines.first()
    assert cast.guangxin.get(reverse("assessment:line", args=[line.pk])).status_code == 404


def test_county_cannot_start_publish_or_take_the_workbook(scored, cast):
    run = scored()
    assert cast.guangxin.post_to(reverse("assessment:start", args=["2021"])).status_code == 403
    assert cast.guangxin.post_to(reverse("assessment:publish", args=[run.pk])).status_code == 403
    assert cast.guangxin.get(reverse("assessment:workbook", args=[run.pk])).status_code == 403


def test_township_sees_no_assessment(scored, cast):
    run = scored()
    assert cast.township.get(reverse("assessment:schemes")).status_code == 403
    assert cast.township.get(reverse("assessment:run", args=[run.pk])).status_code == 404


def test_the_rows_behind_a_point_say_what_their_register_says(scored, cast):
    run = scored()
    line = run.sheets.get(county="361104").lines.get(item__indicator="patrols")
    said = cast.reviewer.get(reverse("assessment:line", args=[line.pk])).content.decode()
    for label in ("名称", "主体类型", "县（市、区）", "入册日期"):
        assert f'data-label="{label}"' in said


def test_net_growth_is_shown_as_a_share(cast, scheme):
    run = services.score(services.start_scoring(scheme, by=cast.reviewer.post), by=cast.reviewer.post)
    line = run.sheets.get(county="361104").lines.get(item__indicator="net_growth")
    assert line.unit == "%"
