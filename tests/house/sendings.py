"""What is typed into the form of each register that is entered by hand: complete as a draft, fresh with each call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from monitoring.models import Analyte
from supervision.ground import history
from supervision.ground.people import Organisation, OrganisationKind, system_post
from tests import registers
from tests.supervised import failed_supervision

HERE, TODAY = registers.HERE, "2021-12-20"
Typed = dict[str, Any]


def _subject() -> int:
    return HERE.subject().pk


def _laboratory() -> int:
    at, name = HERE.region, f"检测站{next(registers.running)}"
    with history.acting(system_post(), "测试"):
        return Organisation.objects.create(name=name, kind=OrganisationKind.LABORATORY, region=at).pk


def _refused_sample() -> int:
    given = {"taking": "refused", "refusal_why": "拒绝开门", "witness": "村主任", "analytes": [], "laboratory": None}
    return registers.sample(HERE, **given).pk


def _failed_sample() -> int:
    return failed_supervision(HERE).pk


def _analyte() -> str:
    return Analyte.objects.filter(retired_on=None).order_by("pk")[0].pk


def _number(kind: str) -> str:
    return f"{kind}{next(registers.running):06d}"


TYPED: dict[str, Callable[[], Typed]] = {
    "capabilities": lambda: {
        "laboratory": registers.laboratory(HERE).pk, "analyte": _analyte(), "method": _number("GB "), "since": TODAY,
    },
    "cases": lambda: {
        "category": "quality", "source": "inspection", "cause": "使用禁用农药", "party_kind": "organisation",
        "subject": _subject(), "opened_on": TODAY,
    },
    "certificates": lambda: {
        "subject": _subject(), "product": registers.vegetable().pk, "quantity": "3", "unit": "kg", "issued_on": TODAY,
        "bases": ["self_tested"],
    },
    "certifications": lambda: {
        "kind": "green", "certificate_number": _number("LB-"), "valid_from": "2021-03-01", "valid_to": "2024-02-28",
        "product": registers.vegetable().pk, "product_name": "绿色蔬菜", "region": HERE.code, "subject": _subject(),
    },
    "creditfiles": lambda: {"subject": _subject()},
    "creditoverrides": lambda: {"subject": registers.credit_file(HERE).subject_id, "grade": "C", "reason": "多次反映"},
    "determinations": lambda: {
        "incident": registers.incident(HERE).number, "determined_on": TODAY, "level": "4", "organ": "市农业农村局",
        "document": "饶农办字〔2021〕8号", "basis": "现场调查",
    },
    "handlings": lambda: {"sample": _refused_sample(), "opened_on": TODAY, "controlled_unit": "kg", "cause": "拒检"},
    "incidents": lambda: {"title": f"疑似中毒{next(registers.running)}"},
    "labcertificates": lambda: {
        "laboratory": registers.laboratory(HERE).pk, "kind": "cma", "certificate": _number("2114"),
        "first_day": TODAY, "last_day": "2027-01-01",
    },
    "laboratories": lambda: {"organisation": _laboratory(), "level": "county", "entered_on": TODAY},
    "objections": lambda: {"entry": registers.credit_entry(HERE).number, "reason": "记录有误"},
    "merges": lambda: {"subject": _subject(), "into": _subject(), "why": "现场核实是同一家"},
    "patrols": lambda: {"subject": _subject(), "held_on": TODAY, "records_kept": "complete", "guidance": "按标签用药"},
    "pilots": lambda: {"region": HERE.county, "batch": f"第{next(registers.running)}批", "document": "赣农字"},
    "posts": lambda: {
        "username": f"renyuan{next(registers.running)}", "name": "王某", "role": "township_supervisor",
        "since": TODAY, "region": HERE.code,
    },
    "productionrecords": lambda: {
        "subject": _subject(), "product": registers.vegetable().pk, "input_name": "吡虫啉", "input_source": "农资店",
        "dose": "每亩30毫升", "used_on": TODAY, "interval_days": "7",
    },
    "retests": lambda: {
        "sample": _failed_sample(), "applied_on": TODAY, "why": "有异议",
    },
    "samples": lambda: {
        "level": "township", "kind": "routine", "method": "quantitative", "subject": _subject(), "taking": "taken",
        "product": registers.vegetable().pk, "sampled_on": TODAY, "place": "base", "amount_unit": "kg",
    },
    "staff": lambda: {
        "name": f"李{next(registers.running)}", "kind": "supervisor", "region": HERE.code, "training_hours": "0",
        "since": TODAY,
    },
    "subjects": lambda: {
        "name": f"合作社{next(registers.running)}", "kind": "cooperative", "industry": "planting",
        "registered_on": TODAY, "region": HERE.code,
    },
    "tasks": lambda: {
        "year": "2021", "name": f"冬季监测{next(registers.running)}", "level": "county", "kind": "routine",
        "method": "quantitative", "county": HERE.county, "first_day": "2021-12-01", "deadline": "2021-12-31",
    },
    "trainings": lambda: {
        "topic": "快检", "held_on": TODAY, "organiser": "监管站", "audience": "testers", "hours": "4", "invited": "30",
        "present": "28",
    },
    "workreports": lambda: {
        "region": HERE.code, "title": f"三季度{next(registers.running)}", "cycle": "quarter",
        "covers_from": "2021-07-01", "covers_to": "2021-09-30", "reported_on": TODAY,
    },
}  # fmt: skip
# What a person would correct afterwards.
CORRECTED: dict[str, Typed] = {
    "capabilities": {"method": "GB 1"},
    "cases": {"cause": "销售不合格产品"}, "certificates": {"quantity": "30"},
    "certifications": {"product_name": "蔬菜"},
    "creditfiles": {"opened_on": "2021-12-01"}, "creditoverrides": {"reason": "群众来信"},
    "determinations": {"basis": "检测报告"}, "handlings": {"cause": "拒绝抽样"}, "incidents": {"place": "集镇"},
    "labcertificates": {"last_day": "2026-01-01"}, "laboratories": {"level": "township"},
    "merges": {"why": "电话核实是同一家"},
    "objections": {"reason": "不是本社"}, "patrols": {"guidance": "按间隔期采收"}, "pilots": {"document": "赣农规"},
    "posts": {"name": "王某某"}, "productionrecords": {"dose": "每亩40毫升"}, "retests": {"why": "样品不是本社的"},
    "samples": {"place": "storage"}, "staff": {"training_hours": "8"}, "subjects": {"address": "老街1号"},
    "tasks": {"deadline": "2021-12-30"}, "trainings": {"present": "29"}, "workreports": {"title": "三季度工作"},
}  # fmt: skip
# Of these a second one is refused by the office's own rule, in words, however it is asked for.
ONE_ONLY = {
    "capabilities", "certifications", "creditfiles", "determinations", "handlings", "labcertificates", "laboratories",
    "pilots", "posts", "retests", "subjects", "tasks",
}  # fmt: skip


def member(cast: Any, register: Any, *but: Any) -> Any:
    """Somebody of the place who may enter it."""
    for name in ("guangxin", "township", "guangxin_admin", "city", "reviewer"):
        one = getattr(cast, name)
        if one not in but and one.post.has_perm(register.perm("add")):
            return one
    return None
