"""Everybody at the doors of a correction: the maker alone, his second post, the neighbour's laboratory, the county."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Correction
from monitoring.vocabulary import CorrectionState, Verdict
from supervision.ground import files, history
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.people import Organisation, Post, Role
from tests import registers
from tests.monitoring import making
from tests.together import together

pytestmark = pytest.mark.django_db


def fresh(row):
    return Correction.objects.get(pk=row.pk)


def step_of(correction, step, **more):
    """What the page of this correction sends."""
    return {"step": step, "edition": correction.edition, "version": correction.version} | more


def second_post(member, role, organisation=None):
    """Another post of the same person."""
    with history.acting(None, "任命岗位"):
        given = {"organisation": organisation or member.post.organisation, "role": role, "since": dt.date(2021, 1, 1)}
        return Post.objects.create(user=member.user, **given)


def neighbour(cast, role):
    """Somebody of another laboratory."""
    with history.acting(None, "任命岗位"):
        given = {"organisation": registers.THERE.laboratory(), "role": role, "since": dt.date(2021, 1, 1)}
        return Post.objects.create(user=cast.xinzhou.user, **given)


@pytest.fixture
def failed(cast):
    return making.failed()


@pytest.fixture
def entered(failed):
    return making.corrected(failed, 腐霉利="0.61")


@pytest.fixture
def asked(entered):
    return making.checked(entered)


@pytest.mark.parametrize("name", ["lab_verifier", "guangxin", "city", "township", "auditor", "producer"])
def test_only_a_tester_of_the_laboratory_enters_one(cast, failed, name):
    with pytest.raises(Forbidden):
        making.corrected(failed, by=name, 腐霉利="0.61")


def test_a_neighbours_tester_does_not(cast, failed):
    stranger, order = neighbour(cast, Role.LAB_TESTER), failed.order
    with pytest.raises(Forbidden, match="不是委托给贵机构"):
        services.correct_results(order, by=stranger, version=order.version, lines={}, why="称量")


@pytest.mark.parametrize("name", ["lab_tester", "guangxin", "city", "reviewer", "township", "auditor"])
def test_only_a_verifier_checks(cast, entered, name):
    with pytest.raises(Forbidden):
        services.check_correction(entered, by=getattr(cast, name).post, version=entered.version)
    assert fresh(entered).state == CorrectionState.ENTERED


def test_who_entered_does_not_check_with_his_second_post(cast, entered):
    second = second_post(cast.lab_tester, Role.LAB_VERIFIER)
    with pytest.raises(RuleViolation, match="录入人以外"):
        services.check_correction(entered, by=second, version=entered.version)


def test_a_neighbours_verifier_does_not_check(cast, entered):
    with pytest.raises(Forbidden, match="不是委托给贵机构"):
        services.check_correction(entered, by=neighbour(cast, Role.LAB_VERIFIER), version=entered.version)


@pytest.mark.parametrize("name", ["lab_tester", "lab_verifier", "guangxin", "guangxin_admin", "xinzhou", "township"])
def test_neither_the_laboratory_nor_the_county_judged_by_it_consents(cast, asked, failed, name):
    with pytest.raises(Forbidden):
        services.consent_correction(asked, by=getattr(cast, name).post, version=asked.version)
    failed.refresh_from_db()
    assert failed.verdict == Verdict.FAIL


@pytest.mark.parametrize("name", ["lab_tester", "lab_verifier"])
def test_who_entered_or_checked_does_not_consent_with_a_post_of_the_city(cast, asked, name):
    bureau = Organisation.objects.get(pk=cast.city.post.organisation_id)
    second = second_post(getattr(cast, name), Role.CITY_REVIEWER, bureau)
    with pytest.raises(RuleViolation, match="不能由录入或复核"):
        services.consent_correction(asked, by=second, version=asked.version)


@pytest.mark.parametrize("name", ["city", "reviewer"])
def test_the_city_consents(cast, asked, failed, name):
    services.consent_correction(asked, by=getattr(cast, name).post, version=asked.version)
    failed.refresh_from_db()
    assert failed.verdict == Verdict.PASS


def url(order, name):
    return reverse(f"monitoring:testorders-{name}", args=[order.pk])


def test_the_county_finds_none_until_it_is_in_force(cast, asked):
    page = cast.guangxin.get(url(asked.order, "detail")).content.decode()
    assert ("更正" in page, asked.why in page) == (False, False)
    answer = cast.guangxin.post_to(url(asked.order, "correction"), step_of(asked, "consent"))
    assert answer.status_code == 404
    found = cast.guangxin.get(reverse("monitoring:testorders"), {"correction": "consent"}).content.decode()
    assert asked.order.code not in found
    [paper] = files.of(asked)
    assert cast.guangxin.get(reverse("supervision:file", args=[paper.pk])).status_code == 404
    services.consent_correction(asked, by=cast.city.post, version=asked.version)
    assert asked.why in cast.guangxin.get(url(asked.order, "detail")).content.decode()


@pytest.mark.parametrize(
    ("name", "verb", "status"),
    [
        ("xinzhou", "correction", 404),
        ("xinzhou", "correct", 404),
        ("guangxin", "correct", 403),
        ("lab_verifier", "correct", 403),
        ("township", "correction", 403),
        ("producer", "correction", 403),
        ("lab_tester", "correction", 403),
        ("lab_verifier", "correction", 403),
    ],
)
def test_at_the_pages(cast, asked, name, verb, status):
    data = step_of(asked, "consent", why="称量")
    assert getattr(cast, name).post_to(url(asked.order, verb), data).status_code == status


def test_a_neighbours_laboratory_finds_nothing(cast, asked):
    post = neighbour(cast, Role.LAB_VERIFIER)
    assert not Correction.objects.visible_to(post).exists()


def test_by_the_pages_from_entering_to_consent(cast, failed):
    order = failed.order
    page = cast.lab_tester.get(url(order, "correct")).content.decode()
    assert 'value="6.1"' in page
    code = making.code("腐霉利")
    data = {"held": 1, "version": order.version, "why": "稀释倍数录错"}
    data |= {f"{code}-typed": "0。61 mg/kg", f"{code}-lod": "0.001"}
    data |= {f"{making.code('毒死蜱')}-typed": "ND", f"{making.code('毒死蜱')}-lod": "0.001"}
    refused = cast.lab_tester.post_to(url(order, "correct"), data)
    assert (refused.status_code, "请上传原始记录" in refused.content.decode()) == (422, True)
    assert "稀释倍数录错" in refused.content.decode()
    done = cast.lab_tester.post_to(url(order, "correct"), data | {"originals": making.originals()[0]})
    assert done.status_code == 302
    row = Correction.objects.get()
    todo = cast.lab_verifier.get(reverse("monitoring:testorders"), {"correction": "entered"}).content.decode()
    assert order.code in todo
    cast.lab_verifier.post_to(url(order, "correction"), step_of(row, "check"))
    row = fresh(row)
    page = cast.reviewer.get(url(order, "detail")).content.decode()
    assert "同意更正</button>" in page
    assert "<del>6.1 mg/kg</del> → <ins>0.61 mg/kg</ins>" in page
    sample = cast.reviewer.get(reverse("monitoring:samples-detail", args=[failed.pk])).content.decode()
    assert "等待本级同意" in sample
    cast.reviewer.post_to(url(order, "correction"), step_of(row, "consent"))
    failed.refresh_from_db()
    assert failed.verdict == Verdict.PASS


def test_a_refusal_needs_its_reason_and_keeps_nothing_half(cast, asked):
    answer = cast.city.post_to(url(asked.order, "correction"), step_of(asked, "refuse", why=" "))
    assert (answer.status_code, "请写明原因" in answer.content.decode()) == (422, True)
    assert fresh(asked).state == CorrectionState.CONSENT


def test_a_page_of_an_earlier_correction_does_nothing_to_the_next(cast, entered):
    page = step_of(entered, "check")
    services.reject_correction(entered, by=cast.lab_verifier.post, version=entered.version, why="看错")
    following = making.corrected(entered.order.sample, 腐霉利="0.31")
    assert following.version == page["version"]
    for sent in (page, {name: value for name, value in page.items() if name != "edition"}):
        answer = cast.lab_verifier.post_to(url(entered.order, "correction"), sent)
        assert (answer.status_code, "已被他人处理" in answer.content.decode()) == (422, True)
    assert fresh(following).state == CorrectionState.ENTERED


def test_a_reason_with_a_hidden_sign_is_refused_in_words_and_stays(cast, failed, asked):
    told = {"version": failed.order.version, "why": "称量\u202e有误"}
    typed = cast.city.post_to(url(asked.order, "correction"), step_of(asked, "refuse", why="称量\u202e有误"))
    assert (typed.status_code, "隐藏字符" in typed.content.decode()) == (422, True)
    services.refuse_correction(asked, by=cast.city.post, version=asked.version, why="不足以说明")
    page = cast.lab_tester.post_to(url(failed.order, "correct"), told).content.decode()
    assert "隐藏字符" in page and "称量\u202e有误" in page


@pytest.mark.django_db(transaction=True)
def test_two_of_the_city_at_once(cast):
    asked = making.checked(making.corrected(making.failed(), 腐霉利="0.61"))
    _, second = together(
        lambda: services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version),
        lambda: services.refuse_correction(fresh(asked), by=cast.reviewer.post, version=asked.version, why="不符"),
    )
    assert isinstance(second, StaleEdit)
    assert fresh(asked).state == CorrectionState.DONE


@pytest.mark.django_db(transaction=True)
def test_two_testers_correct_at_once(cast):
    failed = making.failed()
    _, second = together(
        lambda: making.corrected(failed, 腐霉利="0.61"), lambda: making.corrected(failed, 腐霉利="0.62")
    )
    assert isinstance(second, RuleViolation)
    assert Correction.objects.count() == 1
