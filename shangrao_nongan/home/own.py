"""What a producer or a market finds about itself: its samples, certificates, grade, certifications, production records.

Every number opens exactly its rows; what the post may not view is left out, and so is work that is not its own: a
market issues no certificates and produces nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from certificates.models import Certificate
from credit.models import CreditFile
from greenfood import figures as greenfood
from greenfood.models import Certification
from monitoring.models import Sample
from monitoring.vocabulary import Verdict
from supervision.ground import clock
from supervision.ground.measures import Period
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.models import ProductionRecord, Rectification
from supervision.patrols.vocabulary.rectification import Stage

Card = dict[str, Any]
TODAYS = "今天的等级，本卡不分年度"


def cards(post: Post, *, year: int) -> list[Card]:
    period = Period.of_year(year)
    offered: tuple[tuple[str, Callable[[Post, Period], Iterator[Card]]], ...] = (
        ("monitoring.view_sample", _samples),
        ("certificates.add_certificate", _certificates),
        ("credit.view_creditfile", _grade),
        ("greenfood.view_certification", _certifications),
        ("supervision.add_productionrecord", _production),
        ("supervision.view_rectification", _rectifications),
    )
    return [card for perm, asked in offered if post.has_perm(perm) for card in asked(post, period)]


def _samples(post: Post, period: Period) -> Iterator[Card]:
    rows = Sample.objects.visible_to(post).held_in(period)
    failed, passed = (rows.filter(verdict=verdict).count() for verdict in (Verdict.FAIL, Verdict.PASS))
    note = f"合格 {passed}，不合格 {failed}"
    address = reverse("monitoring:samples")
    yield _card("抽检样品", rows.count(), "批次", address, note=note)
    if failed:
        yield _card("抽检不合格", failed, "批次", f"{address}?verdict={Verdict.FAIL}", tone="bad")


def _certificates(post: Post, period: Period) -> Iterator[Card]:
    made = Certificate.objects.visible_to(post).held_in(period).filter(state=State.SUBMITTED).count()
    if made or post.has_perm("certificates.add_certificate"):
        yield _card("开具合格证", made, "张", f"{reverse('certificates:certificates')}?state={State.SUBMITTED}")


def _grade(post: Post, period: Period) -> Iterator[Card]:
    file = CreditFile.objects.visible_to(post).live().first()
    if file is None:
        yield _card("信用等级", "未建档", "", reverse("credit:creditfiles"))
        return
    tone = {"A": "ok", "B": "warn"}.get(file.grade, "bad")
    note = f"信用分 {file.points}" + ("" if clock.today() in period else f"；{TODAYS}")
    address = reverse("credit:creditfiles-detail", args=[file.pk])
    yield _card("信用等级", file.get_grade_display(), "", address, note, tone)


def _certifications(post: Post, period: Period) -> Iterator[Card]:
    """In force on the last day of the year, or today while it runs; what runs out is asked of today alone."""
    rows, today = Certification.objects.visible_to(post), clock.today()
    soon = greenfood.running_out(rows, today).count() if today in period else 0
    address, last = reverse("greenfood:certifications"), period.until(today).last
    link = f"{address}?standing=in_force" if last == today else address
    yield _card("有效绿色有机地标认证", rows.in_force(last).count(), "个", link, note=f"截至 {last:%Y-%m-%d}")
    if soon:
        yield _card("快到期待续展的认证", soon, "个", f"{address}?standing=running_out", tone="warn")


def _production(post: Post, period: Period) -> Iterator[Card]:
    made = ProductionRecord.objects.visible_to(post).held_in(period).count()
    if made or post.has_perm("supervision.add_productionrecord"):
        yield _card("生产记录", made, "条", reverse("supervision:productionrecords"))


def _rectifications(post: Post, period: Period) -> Iterator[Card]:
    waiting = Rectification.objects.visible_to(post).held_in(period).filter(stage=Stage.OPEN).count()
    if waiting:
        address = f"{reverse('supervision:rectifications')}?stage={Stage.OPEN}"
        yield _card("整改中", waiting, "项", address, tone="warn")


def _card(label: str, value: int | str, unit: str, url: str, note: str = "", tone: str = "") -> Card:
    shown = f"{value:,}" if isinstance(value, int) else value
    return {"label": label, "value": shown, "unit": unit, "url": url, "note": note, "tone": tone}
