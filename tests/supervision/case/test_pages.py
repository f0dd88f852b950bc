"""The pages of cases."""

from supervision.models import Case

from .maker import case


def test_a_county_enters_a_case_and_decides_it(cast):
    from tests import make

    subject = make.subject()
    assert cast.guangxin.get("/supervision/cases/new/").status_code == 200
    given = {
        "category": "quality",
        "source": "sampling",
        "cause": "芹菜毒死蜱超标",
        "subject": subject.pk,
        "party_kind": "organisation",
        "opened_on": "2021-05-06",
        "filed_on": "2021-05-10",
        "submit": "1",
    }
    answer = cast.guangxin.post_to("/supervision/cases/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = Case.objects.get(subject=subject)
    page = cast.guangxin.get(f"/supervision/cases/{made.pk}/").content.decode()
    assert "作出决定" in page and "不参与考核打分和排名" in page
    step = f"/supervision/cases/{made.pk}/step/decide/"
    assert cast.guangxin.get(step).status_code == 200
    given = {
        "version": made.version,
        "decided_on": "2021-07-01",
        "procedure": "ordinary",
        "penalties": ["fine", "warning"],
        "fine": "5000",
    }
    answer = cast.guangxin.post_to(step, given)
    assert answer.status_code == 302, answer.content.decode()
    made.refresh_from_db()
    assert (made.penalties, str(made.fine)) == (["fine", "warning"], "5000.00")


def test_a_banned_substance_is_not_taken_back_by_the_decision(cast):
    made = case(banned_substance=True)
    page = cast.guangxin.get(f"/supervision/cases/{made.pk}/step/decide/")
    assert page.context["form"]["banned_substance"].value() is True


def test_a_wrong_order_of_dates_is_said_at_its_field(cast):
    made = case()
    given = {"version": made.version, "decided_on": "2021-05-01", "procedure": "summary", "penalties": ["warning"]}
    answer = cast.guangxin.post_to(f"/supervision/cases/{made.pk}/step/decide/", given)
    assert answer.status_code == 422
    assert answer.context["form"].errors["decided_on"] == ["决定日期不能早于立案日期。"]


def test_the_neighbour_and_the_township(cast):
    made = case()
    assert cast.xinzhou.get(f"/supervision/cases/{made.pk}/").status_code == 404
    assert cast.xinzhou.get(f"/supervision/cases/{made.pk}/step/decide/").status_code == 404
    assert cast.township.get(f"/supervision/cases/{made.pk}/step/decide/").status_code == 403


def test_filters_by_progress_and_category(cast):
    made = case()
    shown = cast.guangxin.get("/supervision/cases/?progress=filed&category=quality").content.decode()
    assert made.number in shown
    assert made.number not in cast.guangxin.get("/supervision/cases/?progress=closed").content.decode()
    assert "没有“x”这个选项" in cast.guangxin.get("/supervision/cases/?category=x").content.decode()
