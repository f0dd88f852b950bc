"""Nobody alters alone what he is judged by: every verb and step of every register is tried by who made the row, by who
has corrected it, and by its maker in a second post. It is refused, or stands below with its reason.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from supervision.ground import history
from supervision.ground.desk.registry import REGISTERS, Register
from supervision.ground.people import PLACES, Post, Role
from supervision.ground.records import Record
from tests import registers
from tests.cast import MEMBERS

from . import site
from .test_offered_is_allowed import call_of, refusal, rows_of, states_of, values_of

pytestmark = pytest.mark.django_db
OWN_PAPER = "起草和交出的是自己的记录，提交后由另一人审核才计分"
TAKEN_BACK = "没有人审核过的记录可以自己撤回，写明原因；审核以后只能由另一人办理"
URGENT = "应急永不因等人而停：报告、定级、响应由经办人单人办理，留痕并逐级上报"
PROGRESS = "审核前办到哪一步由第二人一并审核；已审核的须另一人办理，结案也须另一人"
DONE_BY_ONE = {
    **{f"{key}-submit": OWN_PAPER for key in (
        "cases", "certifications", "creditoverrides", "determinations", "handlings", "labcertificates", "laboratories",
        "objections", "patrols", "pilots", "productionrecords", "retests", "samples", "staff", "subjects", "trainings",
        "workreports", "capabilities", "changes", "merges",
    )},
    **{f"{key}-{verb}": TAKEN_BACK for verb in ("return", "void") for key in (
        "cases", "certifications", "creditoverrides", "determinations", "handlings", "labcertificates", "laboratories",
        "objections", "patrols", "pilots", "productionrecords", "retests", "samples", "staff", "subjects", "trainings",
        "workreports", "capabilities", "changes", "merges",
    ) if (key, verb) != ("objections", "return")},
    **{f"{key}-takeback": "撤回的是自己刚提交、还没有人打开审核的记录，回到草稿，不计入任何得数" for key in (
        "labcertificates", "laboratories", "merges", "patrols", "pilots", "productionrecords", "staff", "trainings",
        "capabilities", "changes",
    )},
    **{f"incidents-{verb}": URGENT for verb in ("report", "level", "supplement", "verify", "respond", "end")},
    **{f"cases-{step}": PROGRESS for step in ("file", "decide", "transfer")},
    "cases-classify": "未审核的案件由经办人定类、另一人审核；已审核的须另一人定类",
    "certificates-void": "合格证由开具方自己作废，仍可查到；监管方只标注",
    "certificates-mark": "标注只对主体不利，取消须另一人",
    "certificates-hide-phone": "收回公开的电话只保护主体，不进得分",
    "certifications-end": "登记退出只减少本县的得数；早于今天的退出日期由市级登记",
    "certifications-renew": "续展是一条新记录，由另一人审核；到期后登记的由市级审核",
    "rectifications-fix": "报告整改完成不是销号，复查是另一人",
    "rectifications-pass": "责令的人可以复查；报告整改完成的人不能（见整改的测试）",
    "rectifications-fail": "复查不通过只对本单位不利",
    "rectifications-own": "一乡一人：须整改前后照片，标明同一人复查，县级按比例抽查",
    "rectifications-confirm": "抽查由县级办理；报告整改完成的人不能",
    "rectifications-reopen": "抽查由县级办理；报告整改完成的人不能",
    "staff-leave": "登记离岗只减少本单位在岗人数",
    "subjects-base": "登记基地不进得分",
    **dict.fromkeys(
        ("staff-alter", "laboratories-alter", "certifications-alter"), "只是申请，由另一人审核后生效"
    ),
    "subjects-alter": "只是申请，由另一人审核后生效；电话、联系人、地址和增加品种即时生效并留痕",
    "changes-look": "市级查看只记下已看，不改变任何内容",
}  # fmt: skip
# Registers whose rows are no records: other people wrote on them, and other tests try them.
BESIDE = {
    "posts": "tests/supervision/people/test_accounts.py",
}
SECONDS = (
    Role.COUNTY_ADMIN, Role.COUNTY_OFFICER, Role.CITY_ADMIN, Role.CITY_REVIEWER, Role.REVIEW_ONLY,
    Role.VILLAGE_ASSISTANT,
)  # fmt: skip
WAYS = ("maker", "editor", "second post")
ASKED = [one for one in site.registers() if (one.verbs or one.steps) and issubclass(one.model, Record)]
each = pytest.mark.parametrize("register", ASKED, ids=[one.key for one in ASKED])


def second_post(post: Post, right: str) -> Post | None:
    """The same person in another role of the same place that has the right, too."""
    roles = [role for role in SECONDS if role != post.role and post.region.level in PLACES[role]]
    for role in roles:
        with history.acting(None, "测试"):
            told = {"user": post.user, "organisation": post.organisation, "role": role, "until": None}
            made, _ = Post.objects.get_or_create(**told, defaults={"since": dt.date(2020, 1, 1)})
        if made.has_perm(right):
            return Post.objects.with_place().get(pk=made.pk)
    return None


def actors(register: Register, right: str, row: Record) -> Iterator[Post]:
    """One of every role that has the right and sees the row."""
    met = set()
    for name in MEMBERS:
        post = Post.objects.with_place().get(user__username=name, until=None, role=MEMBERS[name][2])
        if post.role in met or not post.has_perm(register.perm(right)):
            continue
        if register.rows(post).filter(pk=row.pk).exists():
            met.add(post.role)
            yield post


def written_by(row: Record, way: str, post: Post, other: Post, *, alone: bool) -> None:
    """Whoever it is has written the row; `alone`: it was taken over by one person, and waits to be confirmed."""
    maker = other if way == "editor" else post
    with history.acting(None, "测试"):
        rows = type(row)._default_manager.filter(pk=row.pk)
        try:
            with transaction.atomic():
                rows.update(made_by=maker, writers=sorted({maker.user_id, post.user_id}), alone=alone)
        except DatabaseError:  # issued, judged: the row keeps its maker, and the post is not among its writers
            return


def tried(register: Register, deed: Any, row: Record) -> Iterator[tuple[str, str]]:
    """What each of the three is told, in every state; nothing where it was done."""
    stranger = Post.objects.get(user__username="xinzhou")
    for post in list(actors(register, deed.right, row)):
        for way in WAYS:
            by = second_post(post, register.perm(deed.right)) if way == "second post" else post
            if by is None:
                continue
            values = values_of(register, deed, row, by)
            written_by(row, way, post, stranger, alone=deed.name == "confirm")
            for _state in states_of(row):
                judged = register.to_judge(by).filter(pk=row.pk).first()
                if judged is not None:
                    yield way, refusal(call_of(register, deed), judged, by, values, undo=True)


@each
def test_who_wrote_it_does_not_decide(cast, register):
    done: Counter[str] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for row in rows_of(register):
        for deed in (*register.verbs, *register.steps):
            with transaction.atomic():
                for way, said in tried(register, deed, row):
                    asked[deed.name, way] += 1
                    done[f"{register.key}-{deed.name}"] += not said
                transaction.set_rollback(True)
    alone = {name for name, times in done.items() if times}
    assert alone - set(DONE_BY_ONE) == set(), "这些由填报人自己办成了，没有理由"
    assert {deed.name for deed in (*register.verbs, *register.steps)} == {name for name, _way in asked}
    assert sum(asked.values()) >= 3 * len(asked) / 3


def test_every_reason_is_of_a_verb_that_there_is():
    known = {f"{one.key}-{deed.name}" for one in ASKED for deed in (*one.verbs, *one.steps)}
    assert set(DONE_BY_ONE) - known == set()
    assert all(len(why) >= 8 for why in DONE_BY_ONE.values())
    assert len(known) >= 85
    assert len(known - set(DONE_BY_ONE)) >= 18, "what one may not do alone"


def test_registers_that_are_no_records_have_their_own_tests():
    beside = {one.key for one in site.registers() if (one.verbs or one.steps) and not issubclass(one.model, Record)}
    assert beside == set(BESIDE)
    assert all(Path(path).exists() for path in BESIDE.values())


def test_the_interface_for_programs_only_reads():
    views = [address for address in site.addresses() if address.is_api and address.register]
    assert len(views) >= len(REGISTERS)
    for address in views:
        assert set(getattr(address.view, "actions", {"get": ""})) <= {"get", "head"}, address.path


def test_the_neighbour_finds_nothing_to_decide(cast):
    tried = 0
    for register in ASKED:
        row = registers.make(register.model._meta.label)
        if getattr(row, "county_id", "") != registers.HERE.county:
            continue
        for deed in register.verbs:
            sent = {"why": "原因", "version": row.version}
            answer = cast.xinzhou.post_to(register.url("act", row.pk, deed.name), sent)
            assert answer.status_code in (403, 404), (register.key, deed.name)
            if cast.xinzhou.post.has_perm(register.perm(deed.right)):
                assert answer.status_code == 404, (register.key, deed.name)
                tried += 1
    assert tried >= 30
