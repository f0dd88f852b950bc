"""Look-alikes that older code wrote get one key and numbers of their own; what is right already stays as it is."""

import pytest

from supervision.ground import history, keys
from supervision.ground.people import system_post
from supervision.ground.subjects import Subject
from tests import make


def written_by_older_code(subject, name):
    with history.acting(system_post(), "测试"):
        Subject.objects.filter(pk=subject.pk).update(name=name, name_key="", twin=0)


def refolded():
    with history.acting(system_post(), "测试"):
        return keys.refold()


def stored(*subjects):
    rows = Subject.objects.in_bulk([subject.pk for subject in subjects])
    return [(rows[subject.pk].name_key, rows[subject.pk].twin) for subject in subjects]


@pytest.mark.parametrize(
    "name", ["双胞（广信）合作社", "双胞 ( 广信 )合作社", "双胞\u200b(广信)合作社", "双胞【广信】合作社"]
)
def test_one_key_for_what_reads_the_same(name):
    assert keys.of(name) == keys.of("双胞(广信)合作社")


def test_the_parts_of_a_key_stay_apart():
    assert keys.of("甲", "乙丙") != keys.of("甲乙", "丙")
    assert keys.of("甲/乙", "丙\n丁") != keys.of("甲", "乙/丙\n丁")
    assert keys.of("", "") == ""


def test_older_doubles_are_numbered_in_their_order(db):
    first, second, third = make.subject("双胞(广信)合作社"), make.subject("甲社"), make.subject("乙社")
    written_by_older_code(third, "双胞 (广信)合作社")
    written_by_older_code(second, "双胞（广信）合作社")
    key = keys.of(first.name)
    assert refolded() == 2
    assert stored(first, second, third) == [(key, 0), (key, 1), (key, 2)]
    assert refolded() == 0


def test_of_another_village_or_with_a_code_it_is_no_double(db):
    first, coded = make.subject("双胞(广信)合作社"), make.subject("甲社", credit_code="91361104MA35XXXX4U")
    written_by_older_code(coded, "双胞（广信）合作社")
    refolded()
    assert stored(first, coded) == [(keys.of(first.name), 0)] * 2


def test_who_gets_another_name_is_no_old_double_any_more(db):
    make.subject("双胞(广信)合作社")
    second = make.subject("甲社")
    written_by_older_code(second, "双胞（广信）合作社")
    refolded()
    second = Subject.objects.get(pk=second.pk)
    second.name = "丙社"
    assert keys.changed(second, ["name"]) == {"name_key": keys.of("丙社"), "twin": 0}
