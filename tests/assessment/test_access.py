"""Who sees what: the city everything, a county the ranking and its own sheet, the neighbour nothing of it."""

from django.urls import reverse


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


def test_county_opens_its_own_sheet_and_not_the_neighbours(scored, cast):
    run = scored()
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
