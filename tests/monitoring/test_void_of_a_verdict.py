"""A verdict is taken out by two people of the level that ordered the sampling, or above: never by one, never below."""

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Sample
from monitoring.offers import TODOS
from monitoring.vocabulary import Level, Verdict
from supervision.ground import files, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Role
from supervision.ground.records import State
from tests.monitoring import making

pytestmark = pytest.mark.django_db
WHY = "抽错了主体，封样单和现场照片已核对"


def fresh():
    return Sample.objects.get()


def accepted_by(who):
    """Of the county's own task, and taken over by somebody of the county."""
    row = making.tested(making.sample(), 腐霉利="6.1")
    services.accept_sample(Sample.objects.get(pk=row.pk), by=who.post)


def asked(by, **more):
    return services.ask_void(fresh(), by=by, why=WHY, **more)


def test_nobody_voids_it_without_an_application(cast):
    accepted_by(cast.guangxin_admin)
    for who in (cast.guangxin_admin, cast.city):
        with pytest.raises(RuleViolation, match="须先提出申请"):
            services.void_sample(fresh(), by=who.post, why="误操作")
    with pytest.raises(RuleViolation, match="自己填报"):
        services.void_sample(fresh(), by=cast.guangxin.post, why="误操作")


def test_who_asked_and_who_made_it_do_not_void_it_with_another_post_either(cast):
    making.failed()
    asked(cast.guangxin_admin.post)
    second = making.another_post(cast.guangxin_admin.post, Role.COUNTY_OFFICER)
    for post in (cast.guangxin.post, cast.guangxin_admin.post, second):
        with pytest.raises(RuleViolation):
            services.void_sample(fresh(), by=post, why=WHY)
    services.void_sample(fresh(), by=cast.city.post, why=WHY)
    assert fresh().state == State.VOID


def test_another_of_the_county_voids_what_the_county_ordered(cast):
    accepted_by(cast.guangxin_admin)
    asked(cast.guangxin.post)
    services.void_sample(fresh(), by=cast.guangxin_admin.post, why=WHY)
    assert fresh().state == State.VOID


@pytest.mark.parametrize("level", [Level.MINISTRY, Level.PROVINCE, Level.CITY])
def test_a_county_voids_nothing_that_a_level_above_ordered(cast, level):
    making.failed(level=level, by=cast.city.post)
    asked(cast.guangxin.post, document="赣农字〔2021〕9号")
    with pytest.raises(RuleViolation, match=r"下达任务的一级|这是上级"):
        services.void_sample(fresh(), by=cast.guangxin_admin.post, why=WHY)
    assert fresh().state == State.ACCEPTED


def test_of_the_province_its_document_and_the_paper_are_asked_for(cast):
    making.failed(level=Level.PROVINCE, by=cast.city.post)
    with pytest.raises(RuleViolation) as refused:
        asked(cast.guangxin.post)
    assert refused.value.field == "document"
    step = reverse("monitoring:samples-step", args=[fresh().pk, "ask-void"])
    given = {"version": fresh().version, "why": WHY, "document": "赣农字〔2021〕9号"}
    assert cast.xinzhou.post_to(step, given).status_code == 404
    assert cast.guangxin.post_to(step, given).status_code == 302
    with pytest.raises(RuleViolation, match="上传"):
        services.void_sample(fresh(), by=cast.reviewer.post, why=WHY)
    with history.acting(cast.guangxin.post, "测试"):
        files.attach(making.originals(), to=fresh(), by=cast.guangxin.post, purpose="document")
    services.void_sample(fresh(), by=cast.reviewer.post, why=WHY)
    assert fresh().state == State.VOID


def test_a_refused_application_leaves_the_sample_and_may_be_made_again(cast):
    accepted_by(cast.guangxin_admin)
    asked(cast.guangxin.post)
    with pytest.raises(RuleViolation, match="已有一份"):
        asked(cast.guangxin.post)
    services.refuse_void(fresh(), by=cast.city.post, why="封样单与照片一致")
    with pytest.raises(RuleViolation, match="须先提出申请"):
        services.void_sample(fresh(), by=cast.guangxin_admin.post, why=WHY)
    asked(cast.guangxin.post)
    assert fresh().void_asked_why == WHY


def test_without_a_verdict_it_goes_as_before(cast):
    making.sample()
    services.void_sample(fresh(), by=cast.guangxin.post, why="未抽到样品")
    assert (fresh().state, fresh().verdict) == (State.VOID, Verdict.PENDING)


def test_it_is_a_turn_of_the_level_that_decides(cast):
    making.failed(level=Level.CITY, by=cast.city.post)
    asked(cast.guangxin.post)
    waiting = {todo.code: todo for todo in TODOS if todo.code.startswith("voids_")}
    counts = {
        (who, code): todo.rows(getattr(cast, who).post).count()
        for code, todo in waiting.items()
        for who in ("city", "guangxin_admin", "xinzhou")
    }
    assert {key for key, number in counts.items() if number} == {("city", "voids_city")}
