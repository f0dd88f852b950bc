import datetime as dt

from django.db.models import F, Value
from django.db.models.functions import Concat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.ground.desk import keyset
from supervision.ground.subjects.models import Subject
from tests import make


def walk(rows, order, size, *, backwards=False, start=None):
    """Every page from one end to the other."""
    pages, at = [], start
    while True:
        page = keyset.page(rows, order, at=at, size=size, keys=tuple(f"k_{n}" for n in order.fields))
        pages.append(page)
        token = page.before if backwards else page.after
        if not token:
            return pages
        word = {"before": token, "after": ""} if backwards else {"after": token, "before": ""}
        at = keyset.place(**word, order=order, queryset=rows)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.integers(1, 4), min_size=1, max_size=9),
    size=st.integers(1, 4),
    down=st.booleans(),
)
def test_pages_forward_are_the_whole_order_and_backward_again(cast, days, size, down):
    earlier = Subject.objects.filter(name__startswith="测试")
    earlier.update(name=Concat(Value("旧"), F("name")), state="void", voided_why="另做")
    from django.db import transaction

    with transaction.atomic():
        for day in days:
            make.subject(registered_on=dt.date(2021, 3, day))
        rows = Subject.objects.filter(name__startswith="测试合作社")
        order = keyset.Order("registered_on", down)
        whole = list(rows.order_by(*order.by()).values_list("pk", flat=True))
        table = rows.values("pk").annotate(k_registered_on=keyset.F("registered_on"), k_id=keyset.F("id"))
        forward = walk(table, order, size)
        assert [row["pk"] for page in forward for row in page.rows] == whole
        if forward[-1].before:
            last = keyset.place(after="", before=forward[-1].before, order=order, queryset=table)
            back = walk(table, order, size, backwards=True, start=last)
            seen = [row["pk"] for page in reversed(back) for row in page.rows]
            assert seen[: len(whole) - len(forward[-1].rows)][-1] == whole[-len(forward[-1].rows) - 1]
            assert set(seen) >= set(whole[: -len(forward[-1].rows)])
        transaction.set_rollback(True)


def test_the_condition_is_one_row_comparison(cast):
    order = keyset.Order("registered_on", True)
    rows = Subject.objects.filter(order.beyond((dt.date(2021, 1, 1), 5))).order_by(*order.by())
    sql = str(rows.query)
    assert '("supervision_subject"."registered_on", "supervision_subject"."id") < (' in sql
    assert " OR " not in sql


def test_a_token_of_another_order_is_not_accepted(cast):
    rows = Subject.objects.all()
    token = keyset.pack(("abc", 5), keyset.Order("pinyin"))
    assert keyset.unpack(token, keyset.Order("pinyin"), rows) == ("abc", 5)
    assert keyset.unpack(token, keyset.Order("registered_on"), rows) is None
    assert keyset.unpack(token[:-2] + "xx", keyset.Order("pinyin"), rows) is None
