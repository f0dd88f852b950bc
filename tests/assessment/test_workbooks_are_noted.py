"""Who took the workbook of a year's points, or the rows behind one, is written down like any export."""

from django.urls import reverse

from supervision.ground.audit import Exported


def test_the_whole_workbook(scored, cast):
    run = scored()
    cast.reviewer.get(reverse("assessment:workbook", args=[run.pk]))
    (noted,) = Exported.objects.all()
    assert (noted.user, noted.register, noted.rows) == (cast.reviewer.user, "assessment", run.sheets.count())
    assert run.scheme.name in noted.said and "分县得分" in noted.columns
    (row,) = cast.auditor.get("/audit/audit-exports/").context["rows"]
    assert row["register"] == "年终考核"


def test_the_rows_behind_a_point(scored, cast):
    line = scored().sheets.get(county="361104").lines.get(item__indicator="patrols")
    cast.guangxin.get(reverse("assessment:line-export", args=[line.pk]))
    (noted,) = Exported.objects.all()
    assert "广信区" in noted.said and line.item.name in noted.said
    assert noted.rows == len(line.counted) + len(line.left_out)


def test_what_was_refused_is_not_noted(scored, cast):
    run = scored()
    line = run.sheets.get(county="361104").lines.get(item__indicator="patrols")
    assert cast.guangxin.get(reverse("assessment:workbook", args=[run.pk])).status_code == 403
    assert cast.xinzhou.get(reverse("assessment:line-export", args=[line.pk])).status_code == 404
    assert not Exported.objects.exists()
