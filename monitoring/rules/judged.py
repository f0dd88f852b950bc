"""What may still be done with a sampling form whose verdict stands. Reads the row and who asked, never queries."""

from __future__ import annotations

from typing import Any

from supervision.ground.people import Post
from supervision.ground.records import COUNTED, State, deciding
from supervision.ground.regions import Level as PlaceLevel

from ..vocabulary import JUDGED, Kind, Method, SecondTest, Verdict
from .orderers import why_not_of, why_not_ordered

SECOND = "作废申请人和填报人不能自己作废，请由下达任务的一级另一人办理。"
UNASKED = "该样品已出具检测结论，作废须先提出申请并写明理由，再由下达任务的一级另一人办理。"
RETURNED = "该样品已出具检测结论，不能退回修改；确有错误请申请作废并写明原因。"
JUDGEMENTS = ("judge-failed", "judge-passed")  # by a person, where the lists say nothing


def why_not(verb: str, sample: Any, post: Post) -> str:
    """The sentence why this may not be done with a form beside what is asked of every record."""
    match verb:
        case "judge-failed" | "judge-passed":
            return _why_not_judge(sample, post)
        case "return":
            return RETURNED if sample.verdict in JUDGED else ""
        case "void":
            return _why_not_void(sample, post)
        case "ask-void":
            return _why_not_ask(sample)
        case "refuse-void":
            asked = sample.state in COUNTED and sample.void_asked_at is not None
            return why_not_ordered(sample.level, post, "答复") if asked else "没有等待办理的作废申请。"
        case "serve":
            return _why_not_serve(sample)
        case "remeasure":
            return why_not_second(SecondTest.REMEASURE, sample) or why_not_of(PlaceLevel.CITY, post, "决定复测备样")
    return ""


def why_not_second(kind: str, sample: Any) -> str:
    """Why there can be no second test of this kind of this sample, whoever asks; or nothing."""
    if sample.method != Method.QUANTITATIVE or sample.verdict != Verdict.FAIL or sample.state not in COUNTED:
        return "只有定量检测不合格的样品可以申请复检。"
    if kind == SecondTest.REMEASURE:
        if sample.kind in (Kind.SUPERVISION, Kind.SELF):
            return "复测备样只用于例行监测、普查和专项监测；监督抽查由被抽查人申请复检。"
        return ""
    if sample.kind != Kind.SUPERVISION:
        return f"{sample.get_kind_display()}没有法定复检，由下达任务的一级决定复测备样或跟进监督抽查。"
    return "" if sample.told_on is not None else "请先在抽样单上登记结果送达，复检期限自送达之日起算。"


def _why_not_judge(sample: Any, post: Post) -> str:
    if not (sample.awaits_judgement and sample.state in COUNTED):
        return "这份样品没有待人工判定的项目。"
    if refused := why_not_ordered(sample.level, post, "判定"):
        return refused
    return deciding.why_not_decide(sample, post, "判定")


def _why_not_void(sample: Any, post: Post) -> str:
    """A verified verdict is taken out only by the level that ordered the sampling, or above, and by a second person."""
    if sample.verdict not in JUDGED or sample.state == State.VOID:
        return ""
    if refused := why_not_ordered(sample.level, post, "作废"):
        return refused
    if sample.void_asked_by is None:
        return UNASKED
    return SECOND if deciding.is_one_of(post, sample.void_asked_by) or deciding.wrote(sample, post) else ""


def _why_not_ask(sample: Any) -> str:
    if sample.state not in COUNTED or sample.verdict not in JUDGED:
        return "只有已出具检测结论的样品需要申请作废。"
    return "已有一份作废申请等待办理。" if sample.void_asked_at is not None else ""


def _why_not_serve(sample: Any) -> str:
    if sample.kind != Kind.SUPERVISION or sample.method != Method.QUANTITATIVE:
        return "只有定量的监督抽查结果需要登记送达。"
    if sample.verdict != Verdict.FAIL or sample.state not in COUNTED:
        return "没有检测不合格的结论，不需要登记送达。"
    return "送达日期已经登记，不能重新登记。" if sample.told_on is not None else ""
