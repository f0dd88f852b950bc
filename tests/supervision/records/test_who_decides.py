"""Who wrote a row does not decide on it; another user, a 复核人, the township or the level above does."""

import datetime as dt

import pytest

from shangrao_nongan import offers
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post, Role
from supervision.ground.records import State, deciding
from supervision.models import Patrol
from supervision.patrols.services import patrol as services
from tests.supervision.patrol.maker import patrol


def fresh(row):
    return Patrol.objects.get(pk=row.pk)


def second_post_of(member, role):
    with history.acting(None, "测试"):
        told = {"user": member.user, "organisation": member.post.organisation, "role": role}
        made = Post.objects.create(**told, since=dt.date(2020, 1, 1))
    return Post.objects.with_place().get(pk=made.pk)


def waits_for(member, row):
    todo = next(one for one in offers.todos() if one.code == "patrols_waiting")
    return todo.rows(member.post).filter(pk=row.pk).exists()


def test_maker_editor_and_submitter_are_writers(cast):
    row = patrol(by=cast.township.post)
    services.return_patrol(fresh(row), by=cast.guangxin.post, why="请补充")
    row = fresh(row)
    services.correct_patrol(row, by=cast.guangxin.post, version=row.version, guidance="改一句")
    services.submit_patrol(fresh(row), by=cast.guangxin_admin.post)
    assert set(fresh(row).writers) == {m.user.pk for m in (cast.township, cast.guangxin, cast.guangxin_admin)}
    for member in (cast.guangxin, cast.guangxin_admin):
        with pytest.raises(RuleViolation, match="您修改或提交过这条记录"):
            services.accept_patrol(fresh(row), by=member.post)
    services.accept_patrol(fresh(row), by=cast.second.post)
    assert fresh(row).state == State.ACCEPTED


def test_another_post_is_the_same_person(cast):
    row = patrol(by=cast.guangxin.post)
    other = second_post_of(cast.guangxin, Role.REVIEW_ONLY)
    with pytest.raises(RuleViolation, match="不能审核自己填报的记录"):
        services.accept_patrol(fresh(row), by=other)


def test_a_reviewer_accepts_and_returns_and_enters_nothing(cast):
    assert cast.second.get("/supervision/patrols/new/").status_code == 403
    with pytest.raises(Forbidden):
        patrol(by=cast.second.post)
    row = patrol(by=cast.guangxin.post)
    assert waits_for(cast.second, row) and not waits_for(cast.guangxin, row)
    page = f"/supervision/patrols/{row.pk}/"
    assert "审核通过" in cast.second.get(page).content.decode()
    done = cast.second.post_to(f"{page}act/accept/", {"version": row.version}, follow=True)
    assert "已审核通过" in done.content.decode()
    assert fresh(row).accepted_by == cast.second.post


def test_the_township_confirms_what_the_county_typed_for_it(cast):
    row = patrol(by=cast.guangxin.post)
    assert waits_for(cast.township, row)
    services.accept_patrol(fresh(row), by=cast.township.post)
    assert fresh(row).state == State.ACCEPTED


def test_the_township_takes_over_nothing_else(cast):
    own = patrol(by=cast.township.post)
    with history.acting(None, "测试"):  # the assistant's, of the same township
        Patrol.objects.filter(pk=own.pk).update(made_by=cast.assistant.post, writers=[cast.assistant.user.pk])
    assert not waits_for(cast.township, own)
    with pytest.raises(RuleViolation, match="乡镇只确认县级代本乡镇登记的记录"):
        services.accept_patrol(fresh(own), by=cast.township.post)
    row = patrol(by=cast.guangxin.post)
    assert not waits_for(cast.neighbour_township, row)
    page = f"/supervision/patrols/{row.pk}/act/accept/"
    assert cast.neighbour_township.post_to(page, {"version": row.version}).status_code == 404
    assert cast.xinzhou.post_to(page, {"version": row.version}).status_code == 404


def test_what_the_city_took_over_the_county_does_not_undo(cast):
    row = patrol(by=cast.township.post)
    services.accept_patrol(fresh(row), by=cast.reviewer.post)
    for verb in (services.return_patrol, services.void_patrol):
        with pytest.raises(RuleViolation, match="这是上级"):
            verb(fresh(row), by=cast.guangxin.post, why="想改")
    services.return_patrol(fresh(row), by=cast.city.post, why="请改")


def test_what_was_taken_over_its_maker_does_not_undo(cast):
    row = patrol(by=cast.guangxin.post)
    services.accept_patrol(fresh(row), by=cast.guangxin_admin.post)
    with pytest.raises(RuleViolation, match="不能作废自己填报的记录"):
        services.void_patrol(fresh(row), by=cast.guangxin.post, why="不想要了")
    page = cast.guangxin.get(f"/supervision/patrols/{row.pk}/").content.decode()
    assert "act/void/" not in page


def test_the_page_names_who_takes_it_over(cast):
    row = patrol(by=cast.guangxin.post)
    page = cast.guangxin.get(f"/supervision/patrols/{row.pk}/").content.decode()
    assert "请由本单位其他人审核" in page and "广信 复核" in page
    with history.acting(None, "测试"):
        others = Post.objects.filter(user__username__in=("second", "guangxin_admin"))
        others.update(until=dt.date(2021, 1, 1))
    page = cast.guangxin.get(f"/supervision/patrols/{row.pk}/").content.decode()
    assert "本单位暂无复核人，由上一级审核" in page
    assert waits_for(cast.city, row), "it stands in the city's list"


@pytest.mark.parametrize(
    ("name", "height"), [("city", 3), ("guangxin", 2), ("zone", 2), ("township", 1), ("assistant", 0), ("producer", -1)]
)
def test_how_high_a_post_stands(cast, name, height):
    assert deciding.level_of(getattr(cast, name).post) == height


def test_an_incident_of_the_county_is_void_by_the_city(cast):
    from emergency.services import report_first, void_incident

    made = report_first(by=cast.guangxin.post, title="疑似中毒")
    for member in (cast.guangxin, cast.guangxin_admin):
        with pytest.raises(RuleViolation, match="须由市级作废"):
            void_incident(made, by=member.post, why="没有这回事")
    void_incident(made, by=cast.city.post, why="核实为误报")


def test_a_filer_does_not_answer_his_objection(cast):
    from credit.services import reject_objection
    from credit.vocabulary import Answer
    from tests import registers

    entry = registers.credit_entry(registers.HERE)
    from credit.services import raise_objection

    made = raise_objection(entry=entry, reason="记录有误", by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="不能答复自己填报的记录"):
        reject_objection(made, by=cast.guangxin.post, why="维持")
    reject_objection(made, by=cast.reviewer.post, why="维持")
    assert made.state == Answer.UPHELD


def test_a_mark_is_taken_off_by_another_and_none_below(cast):
    from certificates.services import mark, unmark
    from tests import registers

    paper = registers.certificate(registers.HERE)
    mark(paper, by=cast.guangxin.post, kind="failed", why="抽检超标")
    with pytest.raises(RuleViolation, match="不能取消自己作的标注"):
        unmark(paper, by=cast.guangxin.post, why="算了")
    with pytest.raises(RuleViolation, match="这是上级"):
        unmark(paper, by=cast.township.post, why="算了")
    unmark(paper, by=cast.guangxin_admin.post, why="复检合格")
    assert paper.mark == ""


def test_what_counts_in_the_net_growth_is_lifted_by_the_city(cast):
    from greenfood import services as greenfood
    from tests import registers

    held = registers.certification(registers.HERE)
    with history.acting(None, "测试"):  # taken over by the county, so that nobody above has decided yet
        type(held).objects.filter(pk=held.pk).update(state=State.SUBMITTED)
        type(held).objects.filter(pk=held.pk).update(state=State.ACCEPTED, accepted_by=cast.guangxin_admin.post)
    held = type(held).objects.get(pk=held.pk)
    for verb in (greenfood.return_, greenfood.void):
        with pytest.raises(RuleViolation, match="须由市级退回或作废"):
            verb(held, by=cast.second.post if verb is greenfood.return_ else cast.guangxin_admin.post, why="改日期")
    greenfood.return_(held, by=cast.reviewer.post, why="核对证书")


def test_a_renewal_entered_after_the_end_is_the_citys_to_accept(cast):
    from greenfood import services as greenfood
    from greenfood.models import Certification
    from tests import registers

    held = registers.certification(registers.HERE)
    with history.acting(None, "测试"):
        Certification.objects.filter(pk=held.pk).update(valid_to=dt.date(2021, 11, 30))
    held.refresh_from_db()
    dates = {"valid_from": dt.date(2021, 12, 1), "valid_to": dt.date(2024, 11, 30)}
    late = greenfood.renew(held, by=cast.guangxin.post, certificate_number="LB-9", **dates)
    with pytest.raises(RuleViolation, match="须由市级审核到期后才登记的续展"):
        greenfood.accept(late, by=cast.guangxin_admin.post)
    greenfood.accept(late, by=cast.reviewer.post)
