"""From which day a change may be told, and what must be shown for it. Values in, sentences out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from .vocabulary import LESS_DUTY, ORDER, PROVEN, Nature


def gravest(natures: Iterable[str]) -> Nature:
    return Nature(max(natures, key=ORDER.index))


def ends_duty(natures: Iterable[str]) -> bool:
    return any(nature in LESS_DUTY for nature in natures)


def why_not_day(nature: str, day: dt.date, told_on: dt.date) -> str:
    """Never of the future; what ends a duty, or who carries it, not before the first of the month it is told in: or the
    year's figures could be made better afterwards (domain 12).
    """
    if day > told_on:
        return "生效日期不能晚于今天。"
    first = told_on.replace(day=1)
    if nature in LESS_DUTY and day < first:
        return f"{Nature(nature).label}的变更不能倒签到当月以前，生效日期最早为 {first}。"
    return ""


def why_not_unproven(nature: str, asks_proof: bool, files: int) -> str:
    if (nature in PROVEN or asks_proof) and not files:
        return "这项变更须有证明材料，请上传照片或附件（如营业执照、注销通知、现场照片）。"
    return ""
