"""Who took which workbook out of which register: noted once, when it is whole, with what it holds."""

import pytest

from supervision.ground.audit import Exported

from .conftest import URL


def take(member, query=""):
    answer = member.get(f"{URL}export/{query}")
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def test_an_export_is_noted_with_what_it_holds(cast, subjects):
    held = len(cast.guangxin.get(URL, {"kind": "smallholder"}).context["rows"])
    take(cast.guangxin, "?kind=smallholder&columns=number,name")
    (noted,) = Exported.objects.all()
    assert (noted.user, noted.post, noted.register) == (cast.guangxin.user, cast.guangxin.post, "subjects")
    assert noted.columns == ["编号", "名称"] and noted.rows == held >= 1
    assert "主体类型" in noted.said and noted.at and noted.request


def test_a_number_that_was_searched_for_is_not_written_down(cast, subjects):
    take(cast.guangxin, "?q=13907931234")
    assert "13907931234" not in Exported.objects.get().said


@pytest.mark.parametrize(("who", "query"), [("guangxin", "?columns=password"), ("producer", "")])
def test_what_was_refused_is_not_noted(cast, subjects, who, query):
    assert take(getattr(cast, who), query).status_code in (400, 403)
    assert not Exported.objects.exists()
