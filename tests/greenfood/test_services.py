"""Certificates come, are renewed and go; the ledger hears of it."""

import datetime as dt

import pytest

from greenfood import services
from greenfood.models import Certification
from supervision.ground import clock
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from supervision.ground.subjects import Product
from tests import make
from tests.greenfood.make import certification, row

pytestmark = pytest.mark.django_db
D = dt.date


def standing(made):
    live = Fact.objects.live().filter(source_label="greenfood.certification", source_id=made.pk)
    return set(live.values_list("kind", flat=True))


def test_registered_by_the_county_and_accepted_by_another(cast):
    made = services.register(by=cast.guangxin.post, **row(subject=make.subject()))
    assert made.state == State.SUBMITTED and made.number.startswith("LS-361104-2020-") and not standing(made)
    services.accept(made, by=cast.reviewer.post)
    assert standing(made) == {"greenfood.certified"}
    services.return_(made, by=cast.reviewer.post, why="证书编号看不清")
    assert not standing(made)


def test_a_green_certificate_holds_three_years_at_most(cast):
    with pytest.raises(RuleViolation, match="有效期不超过 2023-03-01"):
        services.register(by=cast.guangxin.post, **row(valid_to=D(2024, 3, 1)))
    with pytest.raises(RuleViolation, match="有效期不超过 2021-03-01"):
        services.register(by=cast.guangxin.post, **row(kind="organic", valid_to=D(2023, 3, 1)))


def test_renewal_is_the_same_product(cast):
    old = certification(kind="organic")
    new = services.renew(
        old, by=cast.guangxin.post, certificate_number="ORG-2", valid_from=D(2021, 2, 20), valid_to=D(2022, 2, 19)
    )
    assert (new.product_key, new.renews) == (old.product_key, old)
    with pytest.raises(RuleViolation, match="已经续展"):
        services.renew(
            old, by=cast.guangxin.post, certificate_number="ORG-3", valid_from=D(2021, 3, 1), valid_to=D(2022, 2, 19)
        )


def test_a_draft_is_not_renewed(cast):
    draft = services.register(by=cast.guangxin.post, submit=False, **row())
    with pytest.raises(RuleViolation, match="不能续展"):
        services.renew(
            draft, by=cast.guangxin.post, certificate_number="LB-2", valid_from=D(2021, 12, 1), valid_to=D(2024, 11, 30)
        )


def test_withdrawal_has_a_day_and_a_reason(cast):
    made = certification()
    for bad in ({"why": " "}, {"why": "超标", "on": D(2021, 12, 21)}, {"why": "超标", "on": D(2020, 2, 1)}):
        with pytest.raises(RuleViolation):
            services.withdraw(made, by=cast.guangxin.post, **bad)
    with pytest.raises(Forbidden):
        services.withdraw(made, by=cast.township.post, why="超标")
    services.withdraw(made, by=cast.city.post, why="年检不合格", on=D(2021, 6, 1))
    assert standing(made) == {"greenfood.certified", "greenfood.withdrawn"}
    assert not Certification.objects.in_force(D(2021, 6, 1)).exists()
    assert Certification.objects.in_force(D(2021, 5, 31)).exists()


def test_what_ran_out_is_told_once(cast):
    gone = certification(kind="organic")
    renewed = certification(kind="organic")
    services.renew(
        renewed, by=cast.guangxin.post, certificate_number="R", valid_from=D(2021, 2, 1), valid_to=D(2022, 1, 31)
    )
    certification()
    assert services.note_lapses(by=cast.city.post) == 1
    assert services.note_lapses(by=cast.city.post) == 0
    assert Fact.objects.get(kind="greenfood.lapsed", source_id=gone.pk).on == D(2021, 3, 2)
    services.renew(
        gone, by=cast.guangxin.post, certificate_number="L", valid_from=D(2021, 12, 1), valid_to=D(2022, 11, 30)
    )
    assert "greenfood.lapsed" not in standing(gone)
    assert services.note_lapses(by=cast.city.post) == 0


def test_nobody_has_to_run_anything_for_a_lapse(cast):
    made = certification(kind="organic")
    with clock.at(D(2021, 3, 2)):
        assert made.standing_on(clock.today()) == "lapsed"
    assert not Certification.objects.in_force(D(2021, 3, 2)).exists()


def test_many_by_the_same_rules(cast):
    made = services.register_many([row() for _ in range(30)], by=cast.guangxin.post)
    assert {c.state for c in made} == {State.SUBMITTED} and len({c.number for c in made}) == 30
    assert not Fact.objects.filter(kind="greenfood.certified").exists()
    decided = services.LIFE.accept_many(made, by=cast.guangxin_admin.post)
    assert len(decided.done) == 30 and not decided.left
    assert Fact.objects.filter(kind="greenfood.certified").count() == 30
    with pytest.raises(RuleViolation, match="第2条"):
        services.register_many([row(), row(valid_to=D(2030, 1, 1))], by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="辖区"):
        services.register_many([row()], by=cast.xinzhou.post)


def test_conversion_is_not_told_as_certified(cast):
    """有机转换期内不得按有机对待。"""
    made = certification(kind="conversion", valid_to=D(2021, 3, 1))
    assert not standing(made)
    one = services.register(by=cast.guangxin.post, **row(kind="conversion", valid_to=D(2021, 3, 1)))
    services.accept(one, by=cast.reviewer.post)
    assert not standing(one)


def test_a_geographical_name_of_the_dictionary_is_its_code(cast):
    local = Product.objects.exclude(county_code="").order_by("code")[0]
    coded = certification(kind="agi", product=local, product_name=local.name)
    named = certification(kind="pgi", product_name=f" {local.name}", holder_name="区政府")
    assert coded.product_key == named.product_key


def test_correcting_the_product_changes_what_is_counted(cast):
    made = services.register(by=cast.guangxin.post, submit=False, **row(product_name="旧名"))
    before = made.product_key
    services.correct(made, by=cast.guangxin.post, version=made.version, product_name="新名")
    made.refresh_from_db()
    assert made.product_key != before and "新名" in made.product_key
