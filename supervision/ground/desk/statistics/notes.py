"""What is told beside a table: of which rows it is, and how each number is defined."""

from __future__ import annotations

from typing import Any

from ..export import described, moment
from .asking import Question
from .table import Table

SEVERAL = "“{}”一条记录可以有多个值，有几个就在几行（列）里各计一次；小计、合计按记录数，不重复计，因此不等于各行之和。"


def conditions(question: Question) -> str:
    """The conditions in words; which states are counted among them."""
    return "；".join(f"{label}：{value}" for _name, label, value in described(question.filters)) or "无"


def definitions(table: Table) -> list[tuple[str, str]]:
    """口径: of each number, and of what counts more than once."""
    told = [(one.label, one.caliber) for one in table.measures if one.caliber]
    if table.several:
        told.append((table.several.label, SEVERAL.format(table.several.label)))
    return told


def taken_out(table: Table) -> dict[str, Any]:
    """What is written down of a workbook that somebody took out."""
    question = table.question
    return {
        "by": question.post,
        "register": question.register.key,
        "said": f"自定义统计：{conditions(question)}",
        "columns": [*(one.label for one in question.dimensions), *(one.label for one in table.measures)],
        "rows": len(table.lines),
    }


def said(table: Table, counted_at: Any = None) -> list[tuple[str, str]]:
    """The second sheet of the workbook, and the last lines of the page."""
    question = table.question
    column = question.column.label if question.column else "无"
    return [
        ("台账", question.register.label),
        ("数据范围", f"{question.post.region.full_name}，{question.post.organisation.name}可以查看的记录"),
        ("行", "、".join(table.heads)),
        ("列", column),
        ("筛选条件", conditions(question)),
        *definitions(table),
        ("统计人", str(question.post)),
        ("统计时间", moment(counted_at)),
    ]
