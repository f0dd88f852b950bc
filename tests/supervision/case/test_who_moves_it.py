"""A case that counts is filed, decided and transferred by somebody else than who wrote it; before that by anybody."""

import datetime as dt

import pytest

from supervision.enforcement.services.case import decide_case, file_case, return_case, transfer_case
from supervision.enforcement.vocabulary.case import Category
from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Role
from supervision.models import Case
from tests.supervision.case.maker import case
from tests.supervision.records.test_who_decides import second_post_of

DAY = dt.date(2021, 7, 1)
STEPS = {
    "file": (lambda row, post: file_case(row, by=post, filed_on=dt.date(2021, 5, 10)), {"filed_on": None}),
    "decide": (lambda row, post: decide_case(row, by=post, decided_on=DAY, procedure="waived_first"), {}),
    "transfer": (lambda row, post: transfer_case(row, by=post, transferred_on=DAY), {}),
}
each = pytest.mark.parametrize("step", STEPS)


@each
def test_not_by_who_entered_it(cast, step):
    does, given = STEPS[step]
    made = case(accepted=True, **given)
    with pytest.raises(RuleViolation, match="须由填报、修改和办理过它的人以外的另一人办理"):
        does(made, cast.guangxin.post)
    page = cast.guangxin.get(f"/supervision/cases/{made.pk}/").content.decode()
    assert f"step/{step}/" not in page


@each
def test_not_in_his_second_post(cast, step):
    does, given = STEPS[step]
    made = case(accepted=True, **given)
    other = second_post_of(cast.guangxin, Role.COUNTY_ADMIN)
    with pytest.raises(RuleViolation, match="另一人办理"):
        does(made, other)


@each
def test_not_by_who_has_corrected_it(cast, step):
    does, given = STEPS[step]
    made = case(accepted=True, **given)
    with history.acting(None, "测试"):
        Case.objects.filter(pk=made.pk).update(writers=[cast.guangxin.user.pk, cast.guangxin_admin.user.pk])
    made.refresh_from_db()
    with pytest.raises(RuleViolation, match="另一人办理"):
        does(made, cast.guangxin_admin.post)


@each
def test_by_another_of_the_county(cast, step):
    does, given = STEPS[step]
    made = case(accepted=True, **given)
    page = f"/supervision/cases/{made.pk}/step/{step}/"
    assert cast.guangxin_admin.get(page).status_code == 200
    assert cast.xinzhou.get(page).status_code == 404
    does(made, cast.guangxin_admin.post)
    assert cast.guangxin_admin.user.pk in Case.objects.get(pk=made.pk).writers


def test_who_entered_it_goes_on_after_a_return(cast):
    made = case(accepted=True, filed_on=None, category=Category.QUALITY)
    return_case(made, by=cast.reviewer.post, why="请补立案日期")
    file_case(made, by=cast.guangxin.post, filed_on=dt.date(2021, 5, 10))
    assert Case.objects.get(pk=made.pk).filed_on == dt.date(2021, 5, 10)
