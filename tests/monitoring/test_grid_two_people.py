"""Two testers on one report: line by line his, mine, or chosen. One tester twice: told as his own doing."""

import datetime as dt
import html
import uuid

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import TestOrder
from monitoring.vocabulary import OrderState
from supervision.ground import history
from supervision.ground.people import Post, Role
from tests.monitoring import making

pytestmark = pytest.mark.django_db
LEEK, OTHER = "腐霉利", "毒死蜱"


@pytest.fixture
def order(cast):
    return services.receive_order(TestOrder.objects.get(sample=making.sample()), by=cast.lab_tester.post, version=1)


@pytest.fixture
def saving(cast, order):
    """The saving of one report as it was opened, sent by the tester with what is typed."""

    def send(button="save", **typed):
        given = {"version": opened, "client_key": key, "all-lod": "0.001", "all-unit": "mg/kg", button: "1"}
        answer = cast.lab_tester.post_to(reverse("monitoring:testorders-results", args=[order.pk]), given | typed)
        return answer, html.unescape(answer.content.decode())

    opened, key = order.version, str(uuid.uuid4())
    return send


@pytest.fixture
def colleague(cast):
    """Another tester of the same laboratory, who enters while the saving is open."""
    laboratory, since = cast.lab_tester.post.organisation, dt.date(2021, 1, 1)
    with history.acting(None, "任命岗位"):
        given = {"organisation": laboratory, "role": Role.LAB_TESTER, "since": since}
        post = Post.objects.create(user=cast.xinzhou.user, **given)

    def enter(order, *, finish=False, report="", **found):
        row = TestOrder.objects.get(pk=order.pk)
        lines = {making.code(name): making.line(amount) for name, amount in found.items()}
        services.enter_results(row, by=post, version=row.version, lines=lines, finish=finish, report=report)

    return enter


def box(name, part="typed"):
    return f"{making.code(name)}-{part}"


def found(order):
    return {row.analyte.name: row.value for row in order.results.select_related("analyte")}


def test_a_second_click_is_told_as_ones_own(order, saving):
    typed = {box(LEEK): "0.2", box(OTHER): "ND"}
    assert saving("submit", **typed)[0].status_code == 302
    answer, _ = saving("submit", **typed)
    order.refresh_from_db()
    assert (answer.status_code, order.state, order.version) == (302, OrderState.ENTERED, 3)
    said = [str(one) for one in answer.wsgi_request._messages]
    assert any("刚刚已提交审核，没有重复办理" in one for one in said)


def test_who_went_back_corrects_what_he_saved(order, saving):
    assert saving(**{box(LEEK): "0.2"})[0].status_code == 302
    assert saving(**{box(LEEK): "0.3"})[0].status_code == 302
    assert str(found(order)[LEEK].normalize()) == "0.3"


def test_a_line_only_the_other_entered_stays_his(order, saving, colleague):
    colleague(order, **{LEEK: "0.5"})
    answer, text = saving(**{box(LEEK): "", box(OTHER): "0.04"})
    assert answer.status_code == 422 and "已被他人修改" in text and "保存检测结果" in text
    assert answer.context["merged"].taken_over == [LEEK] and not answer.context["merged"].choices
    typed = {line.name: line.typed for line in answer.context["lines"]}
    assert (typed[making.code(LEEK)], typed[making.code(OTHER)]) == ("0.5", "0.04")


@pytest.mark.parametrize(("pick", "kept"), [("mine", "0.2"), ("theirs", "0.5")])
def test_a_line_both_entered_is_chosen(order, saving, colleague, pick, kept):
    colleague(order, report="甲1", **{LEEK: "0.5"})
    answer, text = saving(report="乙2", **{box(LEEK): "0.2"})
    assert [choice.theirs.split("（")[0] for choice in answer.context["merged"].choices] == ["0.5", "甲1"]
    assert "用后来改的：0.5" in text and 'value="0.2"' in text and "用后来改的：甲1" in text
    again = {"version": 3, "both": [making.code(LEEK), "report"], box(LEEK): "0.2", "report": "乙2"}
    unchosen, text = saving(**again)
    assert unchosen.status_code == 422 and "用后来改的：0.5" in text and "用后来改的：甲1" in text
    assert str(found(order)[LEEK].normalize()) == "0.5", "nothing is written before it is chosen"
    chosen = {f"pick-{making.code(LEEK)}": pick, "pick-report": pick}
    assert saving(**again, **chosen)[0].status_code == 302
    order.refresh_from_db()
    assert str(found(order)[LEEK].normalize()) == kept
    assert order.report == {"mine": "乙2", "theirs": "甲1"}[pick]


def test_what_was_typed_stays_when_the_other_has_handed_it_in(order, saving, colleague):
    colleague(order, finish=True, **{LEEK: "0.5", OTHER: None})
    answer, text = saving(**{box(LEEK): "0.2"})
    assert answer.status_code == 422 and "待审核的检测单不能录入结果" in text
    assert 'value="0.2"' in text and "用后来改的：0.5" in text


def test_of_many_samples_a_stale_one_shows_both_and_can_be_saved(cast, order, colleague):
    other = services.receive_order(TestOrder.objects.get(sample=making.sample()), by=cast.lab_tester.post, version=1)
    code, key = making.code(LEEK), str(uuid.uuid4())
    given = {
        "order": [order.pk, other.pk], "client_key": key, "all-lod": "0.001", "save": "1",
        f"{order.pk}-version": 2, f"{other.pk}-version": 2,
        f"{order.pk}-{code}-typed": "0.2", f"{other.pk}-{code}-typed": "0.3",
    }  # fmt: skip
    colleague(order, **{LEEK: "0.5"})
    address = reverse("monitoring:testorders-batch")
    answer = cast.lab_tester.post_to(address, given)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and "用后来改的：0.5" in text and "1 份样品的结果已保存" in text
    name = f"{order.pk}-{code}"
    again = given | {"order": [order.pk], f"{order.pk}-version": 3, "both": name, f"pick-{name}": "mine"}
    assert f'name="{order.pk}-version" value="3"' in text
    assert cast.lab_tester.post_to(address, again).status_code == 302
    assert (str(found(order)[LEEK].normalize()), str(found(other)[LEEK].normalize())) == ("0.2", "0.3")


def test_of_many_samples_what_was_typed_for_one_handed_in_is_not_dropped(cast, order, colleague):
    code = making.code(LEEK)
    given = {"order": order.pk, f"{order.pk}-version": 2, f"{order.pk}-{code}-typed": "0.2", "submit": "1"}
    colleague(order, finish=True, **{LEEK: "0.5", OTHER: None})
    answer = cast.lab_tester.post_to(reverse("monitoring:testorders-batch"), given)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and 'value="0.2"' in text and "以下 1 份没有提交" in text


def test_of_many_samples_a_second_click_is_told(cast, order):
    key, row = str(uuid.uuid4()), f"{order.pk}-"
    typed = {f"{row}{making.code(LEEK)}-typed": "0.2", f"{row}{making.code(OTHER)}-typed": "ND"}
    given = {"order": order.pk, "client_key": key, f"{row}version": 2, "all-lod": "0.001", "submit": "1"} | typed
    address = reverse("monitoring:testorders-batch")
    assert cast.lab_tester.post_to(address, given).status_code == 302
    answer = cast.lab_tester.post_to(address, given)
    assert answer.status_code == 302
    assert any("没有重复办理" in str(one) for one in answer.wsgi_request._messages)
    order.refresh_from_db()
    assert order.version == 3


def test_of_many_samples_only_those_typed_in_are_written(cast, order):
    other = services.receive_order(TestOrder.objects.get(sample=making.sample()), by=cast.lab_tester.post, version=1)
    given = {"order": [order.pk, other.pk], f"{order.pk}-version": 2, f"{other.pk}-version": 2, "save": "1"}
    given |= {f"{order.pk}-{making.code(LEEK)}-typed": "0.2"}
    assert cast.lab_tester.post_to(reverse("monitoring:testorders-batch"), given).status_code == 302
    order.refresh_from_db()
    other.refresh_from_db()
    assert (order.version, other.version) == (3, 2)
