"""A form that is opened and saved as it is changes nothing: not the place, not a choice that has gone since."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms

from supervision.ground.desk.verbs import EDIT
from supervision.ground.records import State
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Product, Subject
from tests import registers
from tests.cast import DONGTUAN, MEMBERS, Member

from . import site

pytestmark = [pytest.mark.django_db, pytest.mark.doors]
CORRECTED = [register for register in site.registers() if register.edit]
each = pytest.mark.parametrize("register", CORRECTED, ids=[register.key for register in CORRECTED])
FITTING = {"creditoverrides": lambda: registers.proposed_override(registers.HERE)}
# Their place is said by another choice: the institution's, the county of the pilot.
PLACED = {"capabilities", "laboratories", "labcertificates", "pilots"}
# What every saving writes, and what says in another form what another column says.
MOVED = {"version", "writers"}


def one_of(register: Any, state: str) -> Any:
    row = (FITTING.get(register.key) or (lambda: registers.make(register.model._meta.label)))()
    if state not in row.EDITABLE:
        state = next(iter(row.EDITABLE))
    register.model._default_manager.filter(pk=row.pk).update(state=state)
    return register.model._default_manager.get(pk=row.pk)


def into_a_village(row: Any) -> Region:
    village = Region.objects.filter(parent=DONGTUAN).order_by("code")[0]
    type(row)._default_manager.filter(pk=row.pk).update(region=village)
    if subject := getattr(row, "subject_id", None):
        Subject.objects.filter(pk=subject).update(region=village)
    return village


def who_may(cast: Any, register: Any, row: Any) -> list[Member]:
    everybody = [getattr(cast, name) for name in MEMBERS if name not in ("xinzhou", "neighbour_township")]
    found = {}
    for member in everybody:
        known = register.to_judge(member.post).filter(pk=row.pk).first()
        if known is not None and not register.why_not(EDIT, known, member.post):
            found.setdefault((member.post.role, member.post.region.pk), member)
    return list(found.values())


def sent_by_a_browser(form: Any) -> dict[str, Any]:
    """What the page would send: of a select what it offers, of a ticked box its value."""
    data: dict[str, Any] = {}
    for bound in form:
        widget = bound.field.widget
        if isinstance(widget, (forms.FileInput,)) or bound.name in ("photos", "documents", "signature"):
            continue
        context = widget.get_context(bound.html_name, bound.value(), {})["widget"]
        if "optgroups" in context:
            chosen = [o["value"] for _n, options, _i in context["optgroups"] for o in options if o["selected"]]
            if chosen:
                data[bound.html_name] = chosen if len(chosen) > 1 else str(chosen[0])
        elif isinstance(widget, forms.CheckboxInput):
            if bound.value():
                data[bound.html_name] = "on"
        elif context["value"] is not None:
            data[bound.html_name] = context["value"]
    return data | {"save": "1"}


def columns_of(register: Any, row: Any) -> dict[str, Any]:
    values = register.model._default_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in values.items() if name not in MOVED}


def many_of(row: Any) -> dict[str, list[Any]]:
    return {one.name: sorted(map(str, one.value_from_object(row))) for one in row._meta.many_to_many}


def unchanged(member: Member, register: Any, row: Any) -> None:
    before, beside = columns_of(register, row), many_of(row)
    page = register.url("edit", row.pk)
    answer = member.get(page)
    assert answer.status_code == 200, (member.name, answer.status_code)
    saved = member.post_to(page, sent_by_a_browser(answer.context["form"]))
    assert saved.status_code == 302, (member.name, saved.context["form"].errors)
    assert columns_of(register, row) == before, member.name
    assert many_of(register.model._default_manager.get(pk=row.pk)) == beside


@each
def test_every_form_of_a_record_in_a_village(cast, register):
    row = one_of(register, State.RETURNED)
    place = row.region if register.key in PLACED else into_a_village(row)
    members = who_may(cast, register, row)
    assert members, "nobody of the cast may correct it"
    for member in members:
        unchanged(member, register, row)
        assert register.model._default_manager.get(pk=row.pk).region_id == place.pk


@each
def test_a_choice_that_has_gone_since_stays(cast, register):
    row = one_of(register, State.RETURNED)
    place = row.region if register.key in PLACED else into_a_village(row)
    Region.objects.filter(pk=place.pk, level=Level.VILLAGE).update(closed=dt.date(2021, 12, 1))
    Product.objects.update(retired_on=dt.date(2021, 12, 1))
    Subject.objects.filter(pk=getattr(row, "subject_id", None)).update(status="closed")
    for member in who_may(cast, register, row)[:2]:
        unchanged(member, register, row)


def test_a_county_finds_a_village_by_searching(cast):
    village = Region.objects.filter(parent=DONGTUAN, level=Level.VILLAGE).order_by("code")[0]
    asked = {"q": f"董团 {village.short_name[:2]}", "levels": "township,village"}
    found = cast.guangxin.get("/supervision/regions/search/", asked).json()["results"]
    assert village.pk in [one["id"] for one in found]
    assert found[0]["text"].startswith("广信区 董团乡")
    assert cast.xinzhou.get("/supervision/regions/search/", asked).json()["results"] == []
    assert len(cast.city.get("/supervision/regions/search/", {"q": ""}).json()["results"]) == 50


def test_what_was_found_is_accepted_and_shown_again(cast):
    form = site.REGISTERS["subjects"].form_class
    village = Region.objects.filter(parent=DONGTUAN, level=Level.VILLAGE).order_by("code")[0]
    sent = form({"region": village.pk}, post=cast.guangxin.post)
    sent.full_clean()
    assert sent.cleaned_data["region"] == village
    assert f'value="{village.pk}" selected' in str(sent["region"])
    foreign = form({"region": village.pk}, post=cast.xinzhou.post)
    assert "请选择辖区内的地区" in str(foreign.errors["region"])
    offered = str(form(post=cast.guangxin.post)["region"])
    assert DONGTUAN in offered
    assert village.pk not in offered
