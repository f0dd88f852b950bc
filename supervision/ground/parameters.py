"""Decisions inside a definition (口径): named, typed, with a default, and shown beside the number they make.

A work paper says "98%" and not of which levels; "two cases" and not by which date. Each such choice is a parameter:
a scheme may take it otherwise before it is locked. What nobody has checked against a paper is 默认·待核对.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from supervision.ground.errors import RuleViolation

Choice = tuple[Any, str]
YES_NO: tuple[Choice, ...] = ((True, "是"), (False, "否"))
UNCHECKED = "默认·待核对"


@dataclass(frozen=True)
class Parameter:
    """One decision: one of `choices`, several of them, or (without choices) a whole number with its `unit`.

    `nothing` is what an empty number is called; without it there must be one.
    """

    name: str
    label: str
    default: Any
    choices: tuple[Choice, ...] = ()
    several: bool = False
    least: int = 0
    most: int = 10_000
    unit: str = ""
    nothing: str = ""
    verified: bool = False

    def value(self, given: Mapping[str, Any]) -> Any:
        """The one that was given, else the default."""
        return given.get(self.name, self.default)

    def shown(self, value: Any) -> str:
        labels = dict(self.choices)
        if self.several:
            return "、".join(str(labels.get(one, one)) for one in value) or "无"
        if self.choices:
            return str(labels.get(value, value))
        return self.nothing if value is None else f"{value}{self.unit}"

    def read(self, typed: Collection[str]) -> Any:
        """What a form or a file says, as it is kept; refused in words."""
        if self.several:
            known = {str(value): value for value, _ in self.choices}
            if not typed or not set(typed) <= set(known):
                raise RuleViolation(f"“{self.label}”请至少选择一项。", field=self.name)
            return [value for text, value in known.items() if text in typed]
        text = next(iter(typed), "").strip()
        if self.choices:
            for value, _ in self.choices:
                if str(value) == text:
                    return value
            raise RuleViolation(f"“{self.label}”不在可选范围内。", field=self.name)
        if not text and self.nothing:
            return None
        if not (text.isascii() and text.isdecimal() and self.least <= int(text) <= self.most):
            raise RuleViolation(f"“{self.label}”应为{self.least}至{self.most}的整数。", field=self.name)
        return int(text)

    def fault(self, value: Any) -> str:
        """Why a value that is kept cannot be used; empty when it can."""
        try:
            if self.several:
                self.read([str(one) for one in value] if isinstance(value, (list, tuple)) else [])
            else:
                self.read([] if value is None else [str(value)])
        except RuleViolation as wrong:
            return wrong.message
        return ""


# What a work paper sets goes on until another one is issued; before its year there are no targets.
PAPER = Parameter("paper", "设目标的工作要点年度（此前未设目标，此后沿用）", 2021, least=2000, most=2100, unit="年")


def in_words(parameters: Collection[Parameter]) -> str:
    """Decisions as they stand by default, as a clerk reads them behind a definition."""
    return "；".join(
        f"{one.label}：{one.shown(one.default)}" + ("" if one.verified else f"（{UNCHECKED}）") for one in parameters
    )


def told(caliber: str, parameters: Collection[Parameter]) -> str:
    """A definition with the decisions in it."""
    return f"{caliber}口径参数：{in_words(parameters)}。" if parameters else caliber


def chosen(parameters: Collection[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter with its value."""
    return {one.name: one.value(given) for one in parameters}
