"""The grids without a script: defaults, 其余未检出, a pasted block, doubts with a tick, many samples at once."""

import html
from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Result, TestOrder
from monitoring.services.defaults import usual
from monitoring.vocabulary import Found, OrderState
from tests.monitoring import making

pytestmark = pytest.mark.django_db
LEEK, OTHER = "腐霉利", "毒死蜱"


def received(cast, **more):
    order = TestOrder.objects.get(sample=making.sample(**more))
    return services.receive_order(order, by=cast.lab_tester.post, version=1)


@pytest.fixture
def order(cast):
    return received(cast)


def url(order, name="results"):
    return reverse(f"monitoring:testorders-{name}", args=[order.pk])


def box(name, part="typed"):
    return f"{making.code(name)}-{part}"


def lines(order):
    return {row.analyte.name: row for row in order.results.select_related("analyte", "sure_by")}


def send(cast, order, button, *, who="lab_tester", **data):
    order.refresh_from_db()
    given = {"version": order.version, "all-lod": "0.001", "all-unit": "mg/kg"} | data
    answer = getattr(cast, who).post_to(url(order), given | ({button: "1"} if button else {}))
    return answer.status_code, html.unescape(answer.content.decode())


def test_what_was_typed_is_kept_with_its_digits(cast, order):
    assert send(cast, order, "save", **{box(LEEK): "０。１０ mg/kg", box(OTHER): "ND(0.0050)"})[0] == 302
    found = lines(order)
    assert (found[LEEK].typed, found[LEEK].digits, found[LEEK].value) == ("０。１０ mg/kg", "0.10", Decimal("0.1"))
    assert (found[LEEK].shown, found[OTHER].shown) == ("0.10 mg/kg", "未检出（检出限 0.0050 mg/kg）")
    page = html.unescape(cast.lab_tester.get(url(order)).content.decode())
    assert 'value="０。１０ mg/kg"' in page


def test_the_rest_is_filled_only_where_nothing_stands_and_not_saved(cast, order):
    status, page = send(cast, order, "rest", **{box(LEEK): "0.2"})
    assert (status, 'value="0.2"' in page, 'value="未检出"' in page) == (200, True, True)
    assert "已将 1 个空项目填为未检出" in page
    assert lines(order)[OTHER].found == Found.PENDING


def test_a_pasted_block_is_laid_in_by_name_and_the_rest_is_named(cast, order):
    status, page = send(cast, order, "paste", block="项目\t结果\n毒死蜱\t0.012\n氧乐果\t0.3")
    assert (status, 'value="0.012"' in page) == (200, True)
    assert "没有对上的：氧乐果" in page
    assert lines(order)[OTHER].found == Found.PENDING


def test_the_script_is_told_the_boxes(cast, order):
    answer = cast.lab_tester.post_to(url(order, "paste"), {"block": "0.1\n0.2", "at": ""})
    names = [f"{row.analyte_id}-typed" for row in order.results.all()]
    assert answer.json()["cells"] == dict(zip(names, ("0.1", "0.2"), strict=True))


@pytest.mark.parametrize(("name", "status"), [("guangxin", 403), ("xinzhou", 404), ("lab_verifier", 403)])
def test_a_stranger_is_told_no_boxes(cast, order, name, status):
    assert getattr(cast, name).post_to(url(order, "paste"), {"block": "0.1"}).status_code == status


def test_a_doubt_is_asked_ticked_and_shown_to_the_verifier(cast, order):
    typed = {box(LEEK): "600", box(OTHER): "ND"}
    status, page = send(cast, order, "submit", **typed)
    assert (status, "已核对：检出值超过限量（5 mg/kg）的 100 倍" in page) == (422, True)
    order.refresh_from_db()
    assert order.state == OrderState.RECEIVED
    doubt = "检出值超过限量（5 mg/kg）的 100 倍"
    assert send(cast, order, "submit", **typed, **{box(LEEK, "sure"): doubt})[0] == 302
    line = lines(order)[LEEK]
    assert (line.doubt, line.sure_by) == (doubt, cast.lab_tester.post)
    page = html.unescape(cast.lab_verifier.get(url(order, "detail")).content.decode())
    assert f"已核对：{doubt}（广信 检测）" in page


def test_a_tick_for_one_value_does_not_hold_for_another(cast, order):
    doubt = "检出值超过限量（5 mg/kg）的 100 倍"
    send(cast, order, "save", **{box(LEEK): "600", box(LEEK, "sure"): doubt})
    assert lines(order)[LEEK].sure_by_id
    assert send(cast, order, "submit", **{box(LEEK): "900", box(OTHER): "ND"})[0] == 422


def test_all_values_of_another_sample_are_asked_about(cast, order):
    making.tested(making.sample(), 腐霉利="1.3", 毒死蜱="0.011")
    status, page = send(cast, order, "submit", **{box(LEEK): "1.3", box(OTHER): "0.011"})
    assert (status, "完全相同" in page) == (422, True)


def test_how_it_was_tested_the_last_time_need_not_be_typed(cast, order):
    first = received(cast)
    send(cast, first, "submit", **{box(LEEK): "0.1", box(OTHER): "ND", "all-method": "GB 23200.113-2018"})
    first.refresh_from_db()
    services.confirm_result(first, by=cast.lab_verifier.post, version=first.version)
    known = usual(first.laboratory_id, [making.code(LEEK)])[making.code(LEEK)]
    assert (known.method, known.lod, known.unit) == ("GB 23200.113-2018", "0.001", "mg/kg")
    assert "GB 23200.113-2018 · 检出限 0.001 mg/kg" in html.unescape(cast.lab_tester.get(url(order)).content.decode())
    cast.lab_tester.post_to(url(order), {"version": 2, box(LEEK): "ND", "save": "1"})
    assert (lines(order)[LEEK].method, lines(order)[LEEK].lod) == ("GB 23200.113-2018", Decimal("0.001"))


def test_another_laboratory_learns_nothing_from_it(cast):
    making.tested(making.sample(), 腐霉利="1.3")
    assert usual(cast.city.post.organisation_id, [making.code(LEEK)]) == {}


def batch(cast, orders, button, **data):
    given = {"order": [order.pk for order in orders], "all-lod": "0.001", button: "1"}
    given |= {f"{order.pk}-version": TestOrder.objects.get(pk=order.pk).version for order in orders} | data
    answer = cast.lab_tester.post_to(reverse("monitoring:testorders-batch"), given)
    return answer.status_code, html.unescape(answer.content.decode())


def cell(order, name, part="typed"):
    return f"{order.pk}-{making.code(name)}-{part}"


def test_many_samples_at_once_each_by_itself(cast):
    good, wrong, untouched = received(cast), received(cast), received(cast)
    typed = {cell(good, LEEK): "0.12", cell(good, OTHER): "ND", cell(wrong, LEEK): "12,5", cell(wrong, OTHER): "ND"}
    status, page = batch(cast, [good, wrong, untouched], "submit", **typed)
    assert (status, 'value="12,5"' in page, "1 份样品的结果已提交审核" in page) == (422, True, True)
    states = [TestOrder.objects.get(pk=order.pk).state for order in (good, wrong, untouched)]
    assert states == [OrderState.ENTERED, OrderState.RECEIVED, OrderState.RECEIVED]


def test_a_block_of_samples_by_items(cast):
    one, two = received(cast), received(cast)
    block = f"编号\t毒死蜱\t腐霉利\n{two.code}\tND\t0.31\n{one.code}\t0.011\tND\nQQQQQQQQQQ\t1\t2"
    status, page = batch(cast, [one, two], "paste", block=block)
    assert (status, 'value="0.31"' in page, "没有对上的：QQQQQQQQQQ" in page) == (200, True, True)
    answer = cast.lab_tester.post_to(
        reverse("monitoring:testorders-batch-paste"), {"order": [one.pk, two.pk], "block": block}
    )
    assert answer.json()["cells"][cell(two, LEEK)] == "0.31"
    assert not Result.objects.exclude(found=Found.PENDING).exists()


def test_the_rest_of_many(cast):
    one, two = received(cast), received(cast)
    page = batch(cast, [one, two], "rest", **{cell(one, LEEK): "0.3"})[1]
    assert page.count('value="未检出"') == 3


def test_saving_many_leaves_what_stands_under_other_settings(cast):
    one = received(cast)
    send(cast, one, "save", **{box(LEEK): "ND", box(LEEK, "lod"): "0.02", box(LEEK, "method"): "NY/T 761-2008"})
    batch(cast, [one], "save", **{cell(one, LEEK): "ND", cell(one, OTHER): "0.01"})
    found = lines(one)
    assert (found[LEEK].lod, found[LEEK].method) == (Decimal("0.02"), "NY/T 761-2008")
    assert found[OTHER].value == Decimal("0.01")


@pytest.mark.parametrize(("name", "status"), [("guangxin", 403), ("lab_verifier", 403), ("producer", 403)])
def test_the_page_of_many_is_the_testers(cast, order, name, status):
    assert getattr(cast, name).get(reverse("monitoring:testorders-batch")).status_code == status
    assert order.code in cast.lab_tester.get(reverse("monitoring:testorders-batch")).content.decode()


def test_a_product_at_a_time(cast, order):
    celery = received(cast, product="VEG009")
    page = cast.lab_tester.get(reverse("monitoring:testorders-batch"), {"product": "VEG009"}).content.decode()
    assert (celery.code in page, order.code in page) == (True, False)
