"""A stroke or a word for nothing is no name, whichever door it comes through; a name that only has one in it is."""

import pytest

from supervision.ground.errors import RuleViolation
from tests import make


@pytest.mark.parametrize("written", ["/", "——", "无", "暂无", "－", "N/A"])
def test_it_is_refused_by_the_service(cast, written):
    with pytest.raises(RuleViolation, match="不是名称") as refused:
        make.subject(written)
    assert refused.value.faults[0][0] == "name"


@pytest.mark.parametrize("name", ["无名果园", "7-1农场", "张三/李四农场", "·艾力", "-农场", "李四（无）"])
def test_it_may_be_in_a_name(cast, name):
    assert make.subject(name).name == name
