"""Numbers of all counties at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from supervision.ground import clock
from supervision.ground.measures import Measure, Period, Ratio
from supervision.ground.records import State
from supervision.ground.spread import counties
from supervision.ground.subjects import Kind, Status, Subject, SubjectCrop, roots

from . import rules
from .models import Certificate, Edition, Pilot

ISSUED, MISSING, STOPPED, OUTSIDE, COLLECTOR = "issued", "missing", "stopped", "outside", "collector"
REASONS = {
    MISSING: "本期未自行开具合格证",
    STOPPED: "期末不在营",
    OUTSIDE: "登记的产品不在适用品类内",
    COLLECTOR: "收购者仅混装、分装后销售的应当开具，不计入",
}


def issued_counts(period: Period) -> dict[str, Ratio]:
    """Certificates issued in the period and not void, by county."""
    rows = Certificate.objects.in_use().held_in(period).values_list("county").annotate(n=Count("pk")).order_by()
    return counties({county: Ratio(n, 1) for county, n in rows}, lambda: Ratio(0, 1))


def issued(period: Period) -> dict[str, Measure]:
    """The same with the certificates behind it, and the void ones beside them."""
    rows = (
        Certificate.objects.held_in(period)
        .order_by()
        .values("county_id")
        .annotate(
            good=ArrayAgg("pk", filter=Q(state=State.SUBMITTED), order_by="pk", default=[]),
            void=ArrayAgg("pk", filter=~Q(state=State.SUBMITTED), order_by="pk", default=[]),
        )
    )
    found = {row["county_id"]: _issued(row["good"], row["void"]) for row in rows}
    return counties(found, lambda: _issued([], []))


def _issued(good: list[int], void: list[int]) -> Measure:
    return Measure(Decimal(len(good)), len(good), 1, counted=good, left_out=[(pk, "已作废") for pk in void])


def obliged_subjects(period: Period, edition: Edition, *, least: int = 1) -> QuerySet[Subject]:
    """Everyone of an obliged kind on the register by the period's end, with the `outcome` of looking at each.

    What an office filled in for a subject (代开) does not show that the subject issues: it is not looked at.
    Who has registered no crop counts; who has registered only grain, made tea and the like does not. A collector has
    to issue only for what he mixes or repacks (农产品质量安全法第三十九条); nothing in the register shows that, so
    collectors do not count.
    """
    own = Certificate.objects.in_use().by_the_subject().held_in(period)
    still = Q(ended_on=None) | Q(ended_on__gt=period.last)
    crops = SubjectCrop.objects.filter(still)
    many = roots.has(own) if least == 1 else GreaterThanOrEqual(roots.count(own), least)
    return (
        Subject.objects.standing_on(period.last)
        .filter(kind__in=edition.obliged)
        .annotate(
            outcome=Case(
                When(~Q(stood=Status.ACTIVE), then=Value(STOPPED)),
                When(kind=Kind.COLLECTOR, then=Value(COLLECTOR)),
                When(
                    Q(roots.has(crops)) & ~Q(roots.has(crops.filter(product__category__in=edition.categories))),
                    then=Value(OUTSIDE),
                ),
                When(many, then=Value(ISSUED)),
                default=Value(MISSING),
                output_field=CharField(),
            )
        )
    )


def is_outside(subject: Subject, products: Sequence[Any]) -> bool:
    """Whether a subject of an obliged kind that registers these products, and no other, would be OUTSIDE."""
    edition = rules.version_on(Edition.objects.all(), clock.today())
    return subject.kind in edition.obliged and not any(rules.covers(edition, one.category) for one in products)


def issuing_subjects(period: Period, *, edition: Edition | None = None, least: int = 1) -> dict[str, Measure]:
    """The share of obliged subjects in business that issued at least `least` certificates in the period."""
    edition = edition or rules.version_on(Edition.objects.all(), period.last)
    rows: Any = (
        obliged_subjects(period, edition, least=least)
        .values("county_id", "outcome")  # type: ignore[misc]  # annotated there
        .annotate(ids=ArrayAgg("pk", order_by="pk"))
        .order_by()
    )
    found: dict[str, dict[str, list[int]]] = {}
    for row in rows:
        found.setdefault(row["county_id"], {})[row["outcome"]] = row["ids"]
    return counties({county: _measured(ids) for county, ids in found.items()}, lambda: _measured({}))


def _measured(ids: dict[str, list[int]]) -> Measure:
    done, due = ids.get(ISSUED, []), len(ids.get(ISSUED, [])) + len(ids.get(MISSING, []))
    left_out = [(pk, reason) for outcome, reason in REASONS.items() for pk in ids.get(outcome, [])]
    none = "" if due else "期末没有应开具合格证的主体"
    return Measure.of(len(done), due, counted=done, left_out=left_out, not_applicable=none, missed=(REASONS[MISSING],))


def missing_subjects(period: Period, within: Iterable[int] | QuerySet[Any]) -> QuerySet[Subject]:
    """Obliged subjects in business without any certificate in the period."""
    edition = rules.version_on(Edition.objects.all(), period.last)
    return obliged_subjects(period, edition).filter(outcome=MISSING, pk__in=within)  # type: ignore[misc]  # annotated there


def pilots(period: Period) -> dict[str, Measure]:
    """The batches of pilots a county belongs to in the last year of the period."""
    year = period.last.year
    rows = (
        Pilot.objects.reviewed()
        .annotate(begun=Coalesce("since_year", Value(0)), ended=Coalesce("until_year", Value(9999)))
        .filter(begun__lte=year, ended__gte=year)
        .values("county_id")
        .annotate(ids=ArrayAgg("pk", order_by="pk"))
        .order_by()
    )
    return counties({row["county_id"]: _pilot(row["ids"]) for row in rows}, lambda: _pilot([]))


def _pilot(ids: list[int]) -> Measure:
    """A county is one pilot county, however many batches name it: the first counts and the others say why not."""
    return Measure.of(
        1 if ids else 0,
        1,
        counted=ids[:1],
        left_out=[(key, "同一县已计入，不重复计") for key in ids[1:]],
        not_applicable="" if ids else "不是试点县",
    )
