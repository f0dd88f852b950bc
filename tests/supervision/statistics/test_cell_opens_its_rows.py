"""Whatever a register is told apart by: the list behind a number has exactly as many rows."""

import pytest

from monitoring.models import Sample
from supervision.ground.desk.statistics import measures
from tests import registers
from tests.house import site

from .conftest import URL, counted, cowpea, links, opened

EVERY = [one for one in site.registers() if one.told_apart]


def reader(cast, register):
    return next(one for one in (cast.city, cast.lab_tester, cast.auditor) if one.post.has_perm(register.perm("view")))


@pytest.mark.parametrize("register", EVERY, ids=[one.key for one in EVERY])
def test_of_every_dimension_of_every_register(cast, register):
    label = register.model._meta.label_lower
    for at in (registers.HERE, registers.THERE):
        if label in registers.MAKERS:
            registers.make(label, at)
    member, known = reader(cast, register), list(register.told_apart)
    names = [one.name for one in measures.of_register(register).values() if one.whole]
    for at, name in enumerate(known):
        other = known[(at + 3) % len(known)]
        several = register.told_apart[name].many and register.told_apart[other].many
        made = counted(member, register.key, r1=name, c="" if other == name or several else other, m=names[:4])
        for number, url in links(made):
            assert opened(member, url) == int(number.replace(",", "")), (name, other, url)


def test_within_conditions_that_ask_for_the_same(cast, samples):
    """A month of a narrower span, a township within a county, a value of what is asked for already."""
    asked = {"since": "2021-09-02", "until": "2021-10-31", "region": "361104", "product": cowpea().pk}
    for r1, r2, c in (
        ("month", "county", "township"),
        ("product", "quarter", "verdict"),
        ("township", "month", "state"),
    ):
        made = counted(cast.city, r1=r1, r2=r2, c=c, m=["n", "failed", "pass_rate", "counted"], **asked)
        found = links(made)
        assert found and all(opened(cast.city, url) == int(number) for number, url in found)


def test_what_is_spoken_of_with_one_word_is_one_line(cast, samples):
    Sample.objects.filter(pk=samples[4].pk).update(verdict="none")
    made = counted(cast.city, r1="verdict")
    labels = [line.labels[0][0] for line in made.lines]
    assert labels.count("不作判定") == 1
    line = made.lines[labels.index("不作判定")]
    assert line.cells[0].text == "2" and opened(cast.city, line.cells[0].url) == 2


def test_the_page_links_to_the_list_and_the_list_says_what_of(cast, samples):
    page = cast.guangxin.get(URL, {"register": "samples", "r1": "township", "c": "verdict"})
    assert page.status_code == 200
    url = next(cell.url for cell in page.context["table"].lines[0].cells if cell.url)
    answer = cast.guangxin.get(url)
    assert "统计条件：判定" in answer.content.decode()
    assert len(answer.context["rows"]) == answer.context["filter"].qs.count()
