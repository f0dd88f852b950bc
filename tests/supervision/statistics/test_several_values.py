"""What a row has several of counts it once under each of them; sums and totals count it once."""

from monitoring import services
from monitoring.models import Result, Sample
from supervision.ground import history
from supervision.ground.desk.statistics import notes
from supervision.ground.people import system_post
from supervision.ground.records import State
from tests import make
from tests.monitoring import making
from tests.supervision.patrol.maker import patrol

from .conftest import URL, counted, links, opened, texts


def test_items_found_wanting_at_a_visit(cast):
    one, two = patrol(), patrol()
    first, second, *_ = one.answers
    with history.acting(system_post(), "测试"):
        for visit, bad in ((one, (first, second)), (two, (first,))):
            answers = visit.answers | dict.fromkeys(bad, "bad")
            type(visit).objects.filter(pk=visit.pk).update(answers=answers)
    made = counted(cast.guangxin, "patrols", r1="wanting", m=["n"])
    assert sorted(cells[0] for cells in texts(made).values()) == ["1", "2"]
    assert made.total.cells[0].text == "2"
    assert all(opened(cast.guangxin, url) == int(number) for number, url in links(made))
    assert "各计一次" in dict(notes.definitions(made))["不符合的检查项"]


def test_a_row_without_any_stands_alone(cast):
    patrol()
    made = counted(cast.guangxin, "patrols", r1="wanting")
    assert texts(made) == {("（无）",): ["1"]}
    assert opened(cast.guangxin, made.lines[0].cells[0].url) == 1


def test_sums_are_not_multiplied(cast):
    making.certified()
    row = making.row(make.subject(), price=7) | making.report(腐霉利="1", 毒死蜱=None)
    [made] = services.record_samples([row | {"verdict_on": making.DAY}], by=making.system(), state=State.ACCEPTED)
    assert Result.objects.in_force().filter(order__sample=made).count() == 2
    found = counted(cast.guangxin, r1="township", c="item", m=["sum_price", "n"])
    (line,) = found.lines
    assert [cell.text for cell in line.cells] == ["7", "1", "7", "1", "7", "1"]
    assert Sample.objects.get(pk=made.pk).price == 7


def test_only_one_of_them_in_a_table(cast):
    page = cast.guangxin.get(URL, {"register": "samples", "r1": "item", "c": "failed_item"})
    assert page.context["table"] is None
    assert "一条记录都可以有多个值" in page.content.decode()
