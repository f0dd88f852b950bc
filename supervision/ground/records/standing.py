"""What the database keeps of the life of every record: void stays void, what was accepted keeps its stamps.

One declaration for all of them: whatever model lives (`Living`) gets this guard, with the states it knows and, where it
is a record, the stamps. The moves in between are the life's; these are the ones that nothing leads back from.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from .living import Living
from .vocabulary import State

ERRCODE = "NG001"
# When it was entered, who took it over and when: they stand as long as it is taken over. So does who voided it.
ENTERED = ("number", "made_at")
STAMPS = {
    State.ACCEPTED: (*ENTERED, "accepted_by_id", "accepted_at", "alone"),
    State.VOID: (*ENTERED, "voided_by_id", "voided_at", "voided_why"),
}
# 补复核: what one person had taken over alone goes over to another, who has not written on it in whatever post; nothing
# else moves a stamp.
CONFIRMED = """OLD.alone AND NOT NEW.alone AND NEW.accepted_by_id IS NOT NULL
                AND (OLD.number, OLD.made_at) = (NEW.number, NEW.made_at)
                AND NOT EXISTS (
                    SELECT FROM public.supervision_post his JOIN public.supervision_post p ON p.user_id = his.user_id
                    WHERE his.id = NEW.accepted_by_id
                    AND (
                        his.role = 'system' OR his.user_id = ANY (OLD.writers)
                        OR p.id IN (OLD.made_by_id, OLD.accepted_by_id)))"""
# 系统审核: the program takes over what stands in its ledger in the version it judged (desk/manner), in the step that
# wrote it there, which asks for a published paper of the city. Nobody else writes that the program has accepted.
SYSTEM = """NEW.state = 'accepted'
                AND EXISTS (
                    SELECT FROM public.supervision_post p WHERE p.id = NEW.accepted_by_id AND p.role = 'system')"""
BY_SYSTEM = f"""{SYSTEM} AND OLD.state <> 'accepted'
                AND NOT EXISTS (
                    SELECT FROM public.supervision_taken t JOIN public.supervision_reviewsweep s ON s.id = t.sweep_id
                    WHERE t.register = '{{label}}' AND t.record = NEW.id AND t.version = OLD.version
                    AND t.county_id IS NOT DISTINCT FROM NEW.county_id AND s.made_at = now())"""
# What comes in as accepted by the program is its own (shipped lists, what a rule enters): no person has entered it.
ENTERS_FOR_ANOTHER = f"{SYSTEM} AND NEW.made_by_id IS DISTINCT FROM NEW.accepted_by_id"


def refusal(message: str, errcode: str = ERRCODE) -> str:
    said = message.replace("'", "''").replace("%", "%%")
    return f"RAISE EXCEPTION '{said}' USING ERRCODE = '{errcode}';"


def living() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Living) and not model._meta.proxy]


def body(model: Any) -> str:
    """The text of the trigger of one table. A state that nobody knows is refused as a value that may not be, all else
    as an act that may not be.
    """
    label = model._meta.verbose_name
    states = ", ".join(f"'{value}'" for value, _ in model._meta.get_field("state").flatchoices)
    return f"""
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN {refusal(f"{label}不能清空。")} END IF;
            IF TG_OP = 'DELETE' THEN
                IF OLD.state <> '{State.DRAFT}' THEN {refusal(f"{label}不能删除，只能作废。")} END IF;
                RETURN OLD;
            END IF;
            IF TG_OP = 'INSERT' OR OLD.state <> NEW.state THEN
                IF NEW.state NOT IN ({states}) THEN {refusal(f"{label}没有这种状态。", "check_violation")} END IF;
            END IF;{_kept(model, label)}
            RETURN NEW;
        END """


def _kept(model: Any, label: str) -> str:
    moves = {str(state): to for state, to in model.MOVES.items()}
    columns = {field.column for field in model._meta.concrete_fields}
    found = ""
    if moves.get(State.VOID, True) == set():
        found += f"""
            IF TG_OP = 'UPDATE' AND OLD.state = '{State.VOID}' AND NEW.state <> '{State.VOID}' THEN
                {refusal(f"{label}已作废，不能恢复。")}
            END IF;"""
    for state, stamps in STAMPS.items():
        if columns.issuperset(stamps):
            but = f" AND NOT coalesce({CONFIRMED}, FALSE)" if state == State.ACCEPTED else ""
            old, new = (", ".join(f"{row}.{column}" for column in stamps) for row in ("OLD", "NEW"))
            found += f"""
            IF TG_OP = 'UPDATE' AND OLD.state = '{state}' AND NEW.state = '{state}'
                AND ({old}) IS DISTINCT FROM ({new}){but} THEN
                {refusal(f"{label}{state.label}，编号、填报、审核和作废的记载不能修改。")}
            END IF;"""
    if columns.issuperset(STAMPS[State.ACCEPTED]):
        found += f"""
            IF TG_OP = 'UPDATE' AND {BY_SYSTEM.format(label=model._meta.label_lower)} THEN
                {refusal(f"{label}没有按审核方式办理，不能由系统审核。")}
            END IF;
            IF TG_OP = 'INSERT' AND {ENTERS_FOR_ANOTHER} THEN
                {refusal(f"{label}由他人填报，不能以系统审核通过登记。")}
            END IF;"""
    return found
