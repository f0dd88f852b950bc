"""Every non-compliant sample is handled: opened, filled, closed, told."""

import datetime as dt

import pytest
from django.db.models import F
from django.urls import reverse

from monitoring import services
from monitoring.models import Handling, Sample
from monitoring.vocabulary import Action
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from supervision.ground.terms import Holiday
from tests.monitoring import making

pytestmark = pytest.mark.django_db
FILLED = {
    "opened_on": dt.date(2021, 12, 1),
    "notified_on": dt.date(2021, 12, 2),
    "cause": "安全间隔期内采收",
    "action": Action.CASE,
    "case_number": "赣饶广信农罚〔2021〕9号",
}


def handle(sample, by, submit=True, **changes):
    return services.open_handling(by=by, submit=submit, sample=sample, **(FILLED | changes))


def test_closing_counts_and_is_told(cast):
    sample = making.failed()
    assert Sample.objects.unhandled().count() == 1
    handling = handle(sample, cast.guangxin.post)
    assert (handling.state, handling.closed_on) == (State.SUBMITTED, dt.date(2021, 12, 20))
    assert (Sample.objects.unhandled().count(), Sample.objects.to_handle().count()) == (1, 0)
    assert not Fact.objects.of_source(handling).exists()
    services.accept_handling(Handling.objects.get(), by=cast.guangxin_admin.post)
    assert not Sample.objects.unhandled().exists()
    assert Fact.objects.live().of_source(handling).get().kind == "monitoring.handled"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notified_on": None}, "notified_on"),
        ({"cause": ""}, "cause"),
        ({"action": ""}, "action"),
        ({"case_number": ""}, "case_number"),
        ({"action": Action.CORRECT, "case_number": ""}, "no_case_why"),
        ({"opened_on": dt.date(2021, 12, 21)}, "opened_on"),
        ({"opened_on": dt.date(2021, 1, 1)}, "opened_on"),
    ],
)
def test_what_is_missing_is_named_and_nothing_half_closed_remains(cast, changes, field):
    sample = making.failed()
    with pytest.raises(RuleViolation) as refused:
        handle(sample, cast.guangxin.post, **changes)
    assert refused.value.field == field
    assert not Handling.objects.exists()


def test_a_draft_does_not_count_as_handled(cast):
    sample = making.failed()
    handle(sample, cast.guangxin.post, submit=False)
    assert Sample.objects.unhandled().count() == 1


def test_only_non_compliant_samples_and_only_once(cast):
    with pytest.raises(RuleViolation, match="不合格或拒检"):
        handle(making.accepted(making.sample()), cast.guangxin.post)
    sample = making.failed()
    handle(sample, cast.guangxin.post)
    with pytest.raises(RuleViolation, match="已有核查处置单"):
        handle(sample, cast.guangxin.post)


def test_returned_it_is_open_again(cast):
    sample = making.failed()
    handling = handle(sample, cast.guangxin.post)
    services.accept_handling(handling, by=cast.guangxin_admin.post)
    services.return_handling(handling, by=cast.reviewer.post, why="补充销毁凭证")
    handling.refresh_from_db()
    assert (handling.closed_on, Sample.objects.unhandled().count()) == (None, 1)
    assert not Fact.objects.live().of_source(handling).exists()
    services.close_handling(handling, by=cast.guangxin.post)
    services.accept_handling(handling, by=cast.reviewer.post)
    assert Fact.objects.live().of_source(handling).count() == 1


def test_the_timeline_says_what_was_done(cast):
    handling = handle(making.failed(), cast.guangxin.post, submit=False)
    services.close_handling(handling, by=cast.guangxin.post)
    services.return_handling(handling, by=cast.reviewer.post, why="补充销毁凭证")
    verbs = [act.verb for act in history.of(handling)]
    assert list(dict.fromkeys(verbs)) == ["退回", "提请办结核查处置", "登记核查处置"]


def test_a_township_does_not_close_it(cast):
    with pytest.raises(Forbidden):
        handle(making.failed(), cast.township.post)


def test_the_form_offers_the_own_countys_failures_only(cast):
    sample = making.failed()
    page = reverse("monitoring:handlings-new")
    assert sample.number in cast.guangxin.get(page).content.decode()
    assert sample.number not in cast.xinzhou.get(page).content.decode()
    data = FILLED | {"sample": sample.pk, "submit": "1", "controlled_unit": "kg"}
    assert cast.xinzhou.post_to(page, data).status_code == 422
    assert cast.guangxin.post_to(page, data).status_code == 302
    assert cast.xinzhou.get(reverse("monitoring:handlings-detail", args=[Handling.objects.get().pk])).status_code == 404
    assert (
        "核查"
        in cast.guangxin.get(reverse("monitoring:handlings-detail", args=[Handling.objects.get().pk])).content.decode()
    )


def test_it_goes_with_a_sample_that_turns_out_to_be_none(cast):
    sample = making.failed()
    handling = handle(sample, cast.guangxin.post)
    services.ask_void(Sample.objects.get(pk=sample.pk), by=cast.guangxin.post, why="重复登记")
    services.void_sample(Sample.objects.get(pk=sample.pk), by=cast.reviewer.post, why="重复登记")
    handling.refresh_from_db()
    assert (handling.state, handling.voided_why) == (State.VOID, "重复登记")
    assert not Fact.objects.live().of_source(handling).exists()
    with pytest.raises(RuleViolation, match="可以申请复检"):
        services.apply_retest(
            by=cast.guangxin.post, sample=Sample.objects.get(pk=sample.pk),
            notified_on=dt.date(2021, 12, 17), applied_on=dt.date(2021, 12, 20),
        )  # fmt: skip


def test_a_deadline_over_unannounced_holidays_is_marked(cast):
    handling = handle(making.failed(), cast.guangxin.post)
    url = reverse("monitoring:handlings-detail", args=[handling.pk])
    assert "节假日未公布" not in cast.guangxin.get(url).content.decode()
    Holiday.objects.filter(date__year__in=(2021, 2022)).update(date=F("date") + dt.timedelta(days=36500))
    assert "前（节假日未公布，暂定）" in cast.guangxin.get(url).content.decode()
