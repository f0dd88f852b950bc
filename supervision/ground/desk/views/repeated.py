"""The page that asks: what was sent has been sent before. What is saved and what was typed stand side by side."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from supervision.ground import acts
from supervision.ground.people import Post
from supervision.ground.sent import How, SentBefore

from ..contents import differences
from ..registry import Register
from ..verbs import EDIT

TITLES = {
    How.SAME: "刚刚已保存过",
    How.TWIN: "刚刚已保存过",
    How.OTHER: "这张表刚刚已保存过，内容和现在填写的不同",
    How.NEAR: "同一事项您已经记过一条",
}
SAID = {
    How.SAME: "上次存为草稿，没有提交。这次没有再写入。",
    How.TWIN: "十分钟内您已保存过一条内容相同的记录，这次没有再写入。",
    How.OTHER: "这次填写的内容没有写入。请看清两边的不同，再选怎么办。",
    How.NEAR: "这次填写的还没有写入。请看清两边，再选怎么办。",
}
OF_A_STEP = {
    How.TWIN: "十分钟内您已办理过内容相同的一次，这次没有再写入。",
    How.OTHER: "这次填写的内容没有写入，都还在下面。",
}


def told(
    register: Register,
    form: Any,
    before: SentBefore,
    *,
    by: Post,
    submit: bool,
    bind: Callable[[Any], Any] | None = None,
    step: str = "",
    may_again: bool = True,
) -> dict[str, Any]:
    """What the page shows beside the form: the row that is there if it is in sight, the differences, the ways on.

    `bind` gives the form of the row as a correction would open it; of a `step` only the record itself can be opened.
    """
    ours = isinstance(before.row, register.model)
    row = register.to_judge(by).filter(pk=before.row.pk).first() if ours else None
    context: dict[str, Any] = {
        "title": f"“{step}”刚刚已办理过" if step else TITLES[before.how],
        "said": OF_A_STEP[before.how] if step else SAID[before.how],
        "row": row,
        "again": uuid.uuid4() if may_again else "",
        "again_label": "仍要再办一次" if step else "仍要再记一条",
        "submit": submit,
    }
    if row is None:
        return context
    context["url"] = register.url("detail", row.pk)
    if bind is not None:
        context["differences"] = _still_different(form, bind(row), row, before)
        if before.how is How.TWIN and context["differences"]:
            context["said"] += "已保存的那一条后来又改过。"
    context["settled"] = before.how in (How.SAME, How.TWIN) and not context.get("differences")
    if register.edit is not None and (context.get("differences") or submit) and not step:
        context["why_not_edit"] = register.why_not(EDIT, row, by)
        context["edit_url"] = "" if context["why_not_edit"] else register.url("edit", row.pk)
        context["edit_label"] = "改正已保存的" if context["differences"] else "提交已保存的"
    return context


def _still_different(form: Any, saved: Any, row: Any, before: SentBefore) -> Any:
    """Where the same was typed and nobody has changed it since, what differs was filled in when it was saved."""
    if before.how is How.TWIN and acts.on_record(row).count() <= 1:
        return []
    return differences(form, saved, row)
