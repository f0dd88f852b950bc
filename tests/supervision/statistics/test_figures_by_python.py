"""Every number of a table is what plain Python makes of the same rows."""

from collections import Counter
from decimal import Decimal

from monitoring.models import Sample
from supervision.ground.records import State

from .conftest import counted, cowpea, texts, total


def by(rows, *names):
    return Counter(tuple(str(getattr(row, name)) for name in names) for row in rows)


def test_rows_and_columns_with_their_totals(cast, samples):
    made = counted(cast.city, r1="county", c="product")
    columns = [label for label, _key in made.columns]
    assert columns[-1] == "合计"
    known = Counter((row.county.name, row.product.name) for row in samples)
    for (county,), cells in texts(made).items():
        wanted = [known[county, product] for product in columns[:-1]]
        assert cells == [str(one) for one in (*wanted, sum(wanted))]
    assert total(made)[-1] == str(len(samples))


def test_cowpeas_of_each_township_and_how_many_failed(cast, samples):
    rows = [row for row in samples if row.product.name == "豇豆" and row.county.name == "广信区"]
    bad = [row for row in rows if row.verdict == "fail" or row.taking == "refused"]
    made = counted(cast.guangxin, r1="township", m=["n", "failed"], product=cowpea().pk)
    assert texts(made) == {("董团乡",): [str(len(rows)), str(len(bad))]}
    assert total(made) == [str(len(rows)), str(len(bad))]
    assert bad


def test_two_row_dimensions_have_subtotals(cast, samples):
    made = counted(cast.city, r1="month", r2="county")
    lines = [([label for label, _over in line.labels], line.cells[0].text) for line in made.lines]
    months = Counter(row.sampled_on.month for row in samples)
    sums = [text for labels, text in lines if labels == ["小计"]]
    assert sums == [str(months[month]) for month in sorted(months)]
    assert lines[0][0][0] == "9月"
    assert made.lines[0].labels[0][1] == 3  # two counties and their sum


def test_sums_means_and_subjects(cast, samples):
    made = counted(cast.guangxin, r1="township", m=["sum_price", "avg_price", "subjects"])
    rows = [row for row in samples if row.county.name == "广信区"]
    prices = [row.price for row in rows]
    mean = sum(prices) / Decimal(len(prices))
    told = [made.measures[at].text for at in range(3)]
    assert told
    add, average, subjects = made.total.cells
    assert Decimal(add.value) == sum(prices)
    assert abs(Decimal(average.value) - mean) < Decimal("0.0001")
    assert subjects.text == str(len({row.subject_id for row in rows}))


def test_drafts_returned_and_void_rows_are_not_counted(cast, samples):
    for row, state in zip(samples, (State.DRAFT, State.RETURNED, State.VOID), strict=False):
        Sample.objects.filter(pk=row.pk).update(state=state, voided_why="重复")
    assert total(counted(cast.city, r1="county")) == [str(len(samples) - 3)]
    assert total(counted(cast.city, r1="county", state="returned")) == ["1"]


def test_the_order_from_the_most(cast, samples):
    made = counted(cast.city, r1="product", order="most")
    numbers = [int(line.cells[0].text) for line in made.lines]
    assert numbers == sorted(numbers, reverse=True) and numbers == [5, 4]


def test_places_without_rows_only_when_asked_for(cast, samples):
    assert set(texts(counted(cast.guangxin, r1="township"))) == {("董团乡",)}
    whole = texts(counted(cast.guangxin, r1="township", zero="on"))
    assert whole[("董团乡",)] != ["0"] and list(whole.values()).count(["0"]) == len(whole) - 1
    assert len(whole) > 10


def test_a_quarter_and_an_empty_value(cast, samples):
    Sample.objects.filter(pk=samples[0].pk).update(laboratory=None)
    made = counted(cast.city, r1="quarter", c="laboratory")
    assert list(texts(made)) == [("第3季度",), ("第4季度",)]
    assert [label for label, _key in made.columns][-2:] == ["（未填）", "合计"]
