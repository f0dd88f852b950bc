"""What was chosen for a line is that line's wherever it stands by then; whoever is named exactly is not chosen away."""

import pytest

from supervision.ground.desk import Selection, pasting
from tests import make

from .test_pasting import chosen, paste


@pytest.fixture
def known(cast):
    return [make.subject(name) for name in ("青禾蔬菜专业合作社", "白鹭湖水产养殖场")]


def test_the_choice_follows_its_line(cast, known):
    """A line was put before it between the two looks."""
    near = chosen("青禾蔬菜合作社", known[0])
    paste(cast.guangxin, "完全不相干的名字", "青禾蔬菜合作社", **near, go="1")
    assert Selection.objects.get().ids == [known[0].pk]


def test_a_choice_for_a_line_that_was_rewritten_is_none(cast, known):
    (line,) = paste(cast.guangxin, "白鹭湖水产", **chosen("青禾蔬菜合作社", known[0])).context["pasted"].open
    assert line.text == "白鹭湖水产" and line.options[0].pk == known[1].pk


def test_an_exact_name_goes_before_the_choice(cast, known):
    paste(cast.guangxin, known[1].name, **chosen(known[1].name, known[0]), go="1")
    assert Selection.objects.get().ids == [known[1].pk]


def test_a_line_that_stands_twice_is_asked_about_once(cast, known):
    pasted = paste(cast.guangxin, "青禾蔬菜合作社", "青禾蔬菜合作社").context["pasted"]
    assert [line.text for line in pasted.open] == pasted.twice == ["青禾蔬菜合作社"]


def test_what_most_names_share_is_not_looked_at(cast, known, monkeypatch):
    for n in range(4):
        make.subject(f"信江{'甲乙丙丁'[n]}{'子丑寅卯'[n]}合作社")
    monkeypatch.setattr(pasting, "COMMON", 3)
    pasted = pasting.match(cast.guangxin.post, ["信江合作", "信江甲子农场", "青禾蔬园"])
    options = [[one.name for one in line.options] for line in pasted.open]
    assert options[0] == [] and options[1] == ["信江甲子合作社"] and options[2] == ["青禾蔬菜专业合作社"]
