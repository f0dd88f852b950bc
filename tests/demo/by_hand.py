"""Every scored figure worked out anew from the bare rows, in plain Python: none of the code that scores is used here.

Each function gives {county: (numerator, denominator)} for 1 January to `last`; None stands for 不适用. The rules are
those of the definitions (口径) with their parameters as they are by default.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from math import ceil
from typing import Any

from django.apps import apps

Row = dict[str, Any]
Found = dict[str, tuple[int, int] | None]
HANDED_IN = ("submitted", "accepted")
QUANTITATIVE = ("routine", "survey", "special", "supervision")
FIRST = dt.date(2021, 1, 1)
PENDING, CLOSING, LYING = dt.timedelta(days=30), dt.timedelta(days=90), 5
CITY_GROWTH, CITY_TOTAL = 60, 440


def rows(label: str) -> list[Row]:
    return list(apps.get_model(label)._base_manager.values())


def by_id(label: str) -> dict[Any, Row]:
    return {row["id"]: row for row in rows(label)}


def counties() -> list[str]:
    return sorted(r["code"] for r in rows("supervision.region") if r["level"] == "county" and r["closed"] is None)


def _share(good: Iterable[str], bad: Iterable[str], empty: Callable[[str], tuple[int, int] | None]) -> Found:
    hits, misses = _count(good), _count(bad)
    return {one: (hits[one], hits[one] + misses[one]) if hits[one] + misses[one] else empty(one) for one in counties()}


def _count(places: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for place in places:
        found[place] += 1
    return found


def quotas() -> dict[str, int]:
    plans = {row["id"] for row in rows("monitoring.plan") if row["year"] == FIRST.year}
    return {
        row["county_id"]: row["adjusted"] if row["adjusted"] is not None else ceil(row["population"] * 3 / 2000)
        for row in rows("monitoring.quota")
        if row["plan_id"] in plans
    }


class Reports:
    """Which samples have a report that may be used: both certificates on the day of the test and of the report, and no
    item outside the laboratory's accredited table, where it has one."""

    def __init__(self) -> None:
        self.laboratories = [r for r in rows("supervision.laboratory") if r["state"] in HANDED_IN]
        self.papers = [r for r in rows("supervision.laboratorycertificate") if r["state"] in HANDED_IN]
        self.table = [r for r in rows("monitoring.capability") if r["state"] == "accepted"]
        self.orders = {row["sample_id"]: row for row in rows("monitoring.testorder") if row["sample_id"]}
        self.lines: dict[int, list[Row]] = defaultdict(list)
        results = rows("monitoring.result")
        newest: dict[tuple[int, str], tuple[int, int]] = {}
        corrections = {row["id"]: row for row in rows("monitoring.correction")}
        for row in results:
            correction = corrections.get(row["correction_id"])
            if correction is not None and correction["state"] != "done":
                continue
            edition = (correction["edition"] if correction else 0, row["id"])
            key = (row["order_id"], row["analyte_id"])
            newest[key] = max(newest.get(key, (-1, 0)), edition)
        standing = {pk for _, pk in newest.values()}
        for row in results:
            if row["id"] in standing and row["found"] in ("value", "nd", "loq"):
                self.lines[row["order_id"]].append(row)
        self.products = {row["code"]: row for row in rows("supervision.product")}

    def usable(self, sample: Row) -> bool:
        order = self.orders.get(sample["id"], {})
        days = [order.get(name) or sample["sampled_on"] for name in ("tested_on", "verified_on")]
        own = {r["id"] for r in self.laboratories if r["organisation_id"] == sample["laboratory_id"]}
        both = all(
            any(p["laboratory_id"] in own and p["kind"] == kind and p["first_day"] <= day <= p["last_day"]
                for p in self.papers)
            for kind in ("cma", "catl") for day in days
        )  # fmt: skip
        table = [row for row in self.table if row["laboratory_id"] in own]
        if not both or not table or not order:
            return both
        product = self.products[order["product_id"]]
        places = {product["code"], product["parent_id"], product["category"], product["sector"]}
        places |= {f"{product['category']}/{product['subcategory']}", ""}
        return all(
            any(
                one["analyte_id"] == line["analyte_id"] and one["matrix"] in places
                and order["tested_on"] and one["since"] <= order["tested_on"]
                and (one["until"] is None or order["tested_on"] <= one["until"])
                for one in table
            )
            for line in self.lines[order["id"]]
        )  # fmt: skip


def _samples(last: dt.date) -> list[Row]:
    return [r for r in rows("monitoring.sample") if r["state"] in HANDED_IN and FIRST <= r["sampled_on"] <= last]


def _taking_part(last: dt.date) -> list[Row]:
    return [
        row
        for row in _samples(last)
        if row["state"] == "accepted" and row["method"] == "quantitative" and row["kind"] in QUANTITATIVE
    ]


def quantitative_completion(last: dt.date) -> Found:
    reports, owed = Reports(), quotas()
    batches = [r for r in _taking_part(last) if r["taking"] == "taken" and reports.usable(r)]
    done = _count(row["counts_to_id"] for row in batches)
    return {one: (done[one], owed[one]) if owed.get(one) else None for one in counties()}


def pass_rate(last: dt.date) -> Found:
    reports, owed, good, bad = Reports(), quotas(), [], []
    for row in _taking_part(last):
        place, waits = row["counts_to_id"], last - row["sampled_on"] > PENDING
        if row["taking"] == "refused":
            bad.append(place)
        elif row["taking"] == "taken" and reports.usable(row):
            unjudged = row["verdict"] == "undetermined" and row["suspected_items"] and row["judged_on"] is None
            if row["verdict"] == "pass":
                good.append(place)
            elif row["verdict"] == "fail" or (waits and (row["verdict"] == "pending" or unjudged)):
                bad.append(place)
    return _share(good, bad, lambda one: (0, 1) if owed.get(one) else None)


def problems_found(last: dt.date) -> Found:
    owed = quotas()
    found = _count(
        row["counts_to_id"]
        for row in _samples(last)
        if row["state"] == "accepted" and row["method"] == "quantitative" and row["kind"] != "self"
        and row["verdict"] == "fail" and row["level"] in ("county", "township")
    )  # fmt: skip
    return {one: (found[one], 1) if owed.get(one) or found[one] else None for one in counties()}


def handled(last: dt.date) -> Found:
    closed, opened = {}, {}
    for row in rows("monitoring.handling"):
        if row["state"] == "accepted" and row["closed_on"]:
            closed[row["sample_id"]] = row
        if row["state"] != "void":
            opened[row["sample_id"]] = row["opened_on"]
    good, bad = [], []
    for row in _samples(last):
        if row["kind"] == "self" or not (row["verdict"] == "fail" or row["taking"] == "refused"):
            continue
        since = opened.get(row["id"]) or row["verdict_on"] or row["sampled_on"]
        if row["id"] in closed:
            good.append(row["counts_to_id"])
        elif since + CLOSING < last:
            bad.append(row["counts_to_id"])
    return _share(good, bad, lambda one: None)


def cases(last: dt.date) -> Found:
    found = _count(
        row["county_id"]
        for row in rows("supervision.case")
        if row["state"] == "accepted" and not row["alone"] and row["category"] == "quality" and row["filed_on"]
        and FIRST <= row["filed_on"] <= last and row["procedure"] in ("", "ordinary", "summary")
    )  # fmt: skip
    return {one: (found[one], 1) for one in counties()}


def _standing(last: dt.date) -> dict[int, Row]:
    """Subjects in business at the end of the day."""
    changes: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
    for row in rows("supervision.subjectstatus"):
        if row["since"] <= last:
            changes[row["subject_id"]].append((row["since"], row["status"]))
    return {
        row["id"]: row
        for row in rows("supervision.subject")
        if row["state"] in HANDED_IN and row["registered_on"] <= last
        and (not changes[row["id"]] or max(changes[row["id"]])[1] == "active")
    }  # fmt: skip


def _visits(last: dt.date) -> list[Row]:
    return [
        row
        for row in rows("supervision.patrol")
        if row["state"] in HANDED_IN and FIRST <= row["held_on"] <= last
        and row["conclusion"] in ("pass", "rectify", "transfer")
    ]  # fmt: skip


def patrols(last: dt.date) -> Found:
    kinds = {"enterprise", "cooperative", "family_farm", "collector", "slaughterhouse", "input_shop"}
    seen = {row["subject_id"] for row in _visits(last)}
    due = [row for row in _standing(last).values() if row["kind"] in kinds]
    good = [row["county_id"] for row in due if row["id"] in seen]
    return _share(good, [row["county_id"] for row in due if row["id"] not in seen], lambda one: None)


def records_checked(last: dt.date) -> Found:
    subjects, keep = by_id("supervision.subject"), ("enterprise", "cooperative")
    held = [row for row in _visits(last) if subjects[row["subject_id"]]["kind"] in keep]
    looked = ("complete", "irregular", "none")
    keepers = {row["county_id"] for row in _standing(last).values() if row["kind"] in keep}
    good = [row["county_id"] for row in held if row["records_kept"] in looked]
    bad = [row["county_id"] for row in held if row["records_kept"] not in looked]
    return _share(good, bad, lambda one: (0, 1) if one in keepers else None)


def rectification(last: dt.date) -> Found:
    due = [r for r in rows("supervision.rectification") if r["state"] in HANDED_IN and FIRST <= r["due_on"] <= last]
    good = [row["county_id"] for row in due if row["closed_on"] and row["closed_on"] <= row["due_on"]]
    bad = [row["county_id"] for row in due if not (row["closed_on"] and row["closed_on"] <= row["due_on"])]
    return _share(good, bad, lambda one: None)


def certificate_subjects(last: dt.date) -> Found:
    edition = max((r for r in rows("certificates.edition") if r["since"] <= last), key=lambda r: r["since"])
    products = {row["code"]: row["category"] for row in rows("supervision.product")}
    crops: dict[int, set[str]] = defaultdict(set)
    for row in rows("supervision.subjectcrop"):
        crops[row["subject_id"]].add(products[row["product_id"]])
    own = {
        row["subject_id"]
        for row in rows("certificates.certificate")
        if row["state"] == "submitted" and not row["on_behalf"] and FIRST <= row["issued_on"] <= last
    }
    obliged = [
        row
        for row in _standing(last).values()
        if row["kind"] in edition["obliged"] and row["kind"] != "collector"
        and (not crops[row["id"]] or crops[row["id"]] & set(edition["categories"]))
    ]  # fmt: skip
    good = [row["county_id"] for row in obliged if row["id"] in own]
    return _share(good, [row["county_id"] for row in obliged if row["id"] not in own], lambda one: None)


def credit_files(last: dt.date) -> Found:
    kinds = {
        "enterprise", "cooperative", "family_farm", "smallholder", "collector", "slaughterhouse", "input_shop",
    }  # fmt: skip
    filed = {r["subject_id"] for r in rows("credit.creditfile") if r["state"] != "void" and r["opened_on"] <= last}
    due = [row for row in _standing(last).values() if row["kind"] in kinds]
    good = [row["county_id"] for row in due if row["id"] in filed]
    return _share(good, [row["county_id"] for row in due if row["id"] not in filed], lambda one: None)


def _holding(day: dt.date) -> list[Row]:
    return [
        row
        for row in rows("greenfood.certification")
        if row["state"] in HANDED_IN and row["kind"] != "conversion" and row["valid_from"] <= day
        and (row["valid_to"] is None or day <= row["valid_to"]) and (row["ended_on"] is None or day < row["ended_on"])
    ]  # fmt: skip


def net_growth(last: dt.date) -> Found:
    """New products, less those of the opening list that hold no more; late entries of older ones are none."""
    lists = [row["id"] for row in rows("greenfood.openinglist") if row["year"] == FIRST.year - 1]
    listed = [row for row in rows("greenfood.openingentry") if row["opening_id"] in lists]
    before = listed if lists else _holding(FIRST - dt.timedelta(days=1))
    opening = {(row["county_id"], row["product_key"]) for row in before}
    held = _holding(last)
    now = {(row["county_id"], row["product_key"]) for row in held}
    own: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows("greenfood.certification"):
        if row["state"] in HANDED_IN and row["kind"] != "conversion":
            own[row["county_id"], row["product_key"]].append(row)
    day = FIRST - dt.timedelta(days=1)
    standing = {(row["county_id"], row["product_key"]) for row in _holding(day)}
    new = {key for key in now - opening if key not in standing}
    given = {row["county_id"]: row["net"] for row in rows("greenfood.growthtarget") if row["year"] == FIRST.year}
    places, gained, lost = counties(), _count(one for one, _ in new), _count(one for one, _ in opening - now)
    share, rest = divmod(CITY_GROWTH, len(places))
    found: Found = {}
    for at, one in enumerate(places):
        target = given.get(one, share + (at < rest))
        found[one] = (gained[one] - lost[one], target) if target else None
    return found


def city_total(last: dt.date) -> Found:
    number = len({(row["county_id"], row["product_key"]) for row in _holding(last)})
    return dict.fromkeys(counties(), (number, CITY_TOTAL))


def sync_rate(last: dt.date) -> Found:
    owed, good, bad = quotas(), [], []
    for row in _samples(last):
        if row["level"] not in ("province", "city", "county") or row["state"] != "accepted":
            continue
        if row["record_check"] != "na":
            good.append(row["counts_to_id"])
        elif not row["smallholder"] and row["place"] in ("base", "slaughterhouse"):
            bad.append(row["counts_to_id"])
    return _share(good, bad, lambda one: (0, 1) if owed.get(one) else None)


def dual_lab(last: dt.date) -> Found:
    papers: dict[int, set[str]] = defaultdict(set)
    for row in rows("supervision.laboratorycertificate"):
        if row["state"] in HANDED_IN and row["first_day"] <= last <= row["last_day"]:
            papers[row["laboratory_id"]].add(row["kind"])
    homes = [
        row
        for row in rows("supervision.laboratory")
        if row["state"] in HANDED_IN and row["level"] == "county" and row["entered_on"] <= last
    ]
    good = [row["county_id"] for row in homes if papers[row["id"]] >= {"cma", "catl"}]
    return _share(good, [r["county_id"] for r in homes if not papers[r["id"]] >= {"cma", "catl"}], lambda one: (0, 1))


def no_major_incident(last: dt.date) -> Found:
    incidents = by_id("emergency.incident")
    found = _count(
        row["county_id"]
        for row in rows("emergency.determination")
        if row["state"] == "accepted" and FIRST <= row["determined_on"] <= last and row["level"] in ("1", "2")
        and row["agricultural"] and not incidents[row["incident_id"]]["drill"]
    )  # fmt: skip
    return {one: (found[one], 1) for one in counties()}


def certificate_pilots(last: dt.date) -> Found:
    found = {
        row["county_id"]
        for row in rows("certificates.pilot")
        if row["state"] in HANDED_IN and (row["since_year"] or 0) <= last.year <= (row["until_year"] or 9999)
    }
    return {one: (1, 1) if one in found else None for one in counties()}


def five_one(last: dt.date) -> Found:
    """Rows taken over, or handed in and left lying for more than five workdays."""
    off, day = {row["date"]: row["is_workday"] for row in rows("supervision.holiday")}, last
    for _ in range(LYING):
        day -= dt.timedelta(days=1)
        while not off.get(day, day.weekday() < LYING):
            day -= dt.timedelta(days=1)
    before = dt.datetime.combine(day, dt.time.min, dt.timezone(dt.timedelta(hours=8)))

    def stands(row: Row) -> bool:
        return row["state"] == "accepted" or (row["state"] == "submitted" and row["submitted_at"] < before)

    staff = [
        row
        for row in rows("supervision.staff")
        if stands(row) and row["since"] <= last and (row["until"] is None or last <= row["until"])
    ]
    sampled = {
        row["township_id"]
        for row in rows("monitoring.sample")
        if FIRST <= row["sampled_on"] <= last and row["taking"] == "taken" and row["kind"] != "self" and stands(row)
    }
    have = (
        {r["township_id"] for r in staff if r["kind"] == "supervisor"}
        & {r["township_id"] for r in staff if r["kind"] == "tester"},
        {row["township_id"] for row in _standing(last).values() if stands(row)},
        sampled,
        {row["township_id"] for row in _visits(last) if stands(row)},
        {r["township_id"] for r in rows("supervision.workreport") if stands(r) and FIRST <= r["covers_to"] <= last},
    )
    places = [r for r in rows("supervision.region") if r["level"] == "township" and r["assessed"]]
    good = [row["county_id"] for row in places for one in have if row["code"] in one]
    bad = [row["county_id"] for row in places for one in have if row["code"] not in one]
    return _share(good, bad, lambda one: None)


BY_HAND: dict[str, Callable[[dt.date], Found]] = {
    one.__name__: one
    for one in (
        quantitative_completion, pass_rate, problems_found, handled, cases, five_one, patrols, records_checked,
        rectification, certificate_subjects, certificate_pilots, credit_files, net_growth, city_total, sync_rate,
        dual_lab, no_major_incident,
    )
}  # fmt: skip
