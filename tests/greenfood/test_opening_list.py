"""The opening list is made once and stays."""

import pytest
from django.db import Error, transaction

from greenfood import services
from greenfood.models import OpeningEntry, OpeningList
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from tests.greenfood.make import certification

pytestmark = pytest.mark.django_db


def test_it_holds_the_products_of_the_day(cast):
    certification()
    certification(kind="agi", product_name="董团白莲")
    certification(kind="pgi", product_name="董团白莲", holder_name="区政府")
    certification(kind="conversion", valid_to=None or certification().valid_from.replace(year=2021))
    made = services.lock_opening_list(2020, by=cast.city.post)
    assert made.count == made.entries.count() == 3
    assert services.is_intact(made)


def test_once_and_by_the_city_only(cast):
    with pytest.raises(Forbidden):
        services.lock_opening_list(2020, by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="尚未结束"):
        services.lock_opening_list(2021, by=cast.city.post)
    services.lock_opening_list(2020, by=cast.city.post)
    with pytest.raises(RuleViolation, match="已锁定"):
        services.lock_opening_list(2020, by=cast.city.post)


@pytest.mark.parametrize("year", [0, 1999, 10_000, 99_999_999_999_999])
def test_no_year_of_the_address_is_a_fault(cast, year):
    answer = cast.city.post_to(f"/greenfood/opening/{year}/lock/", follow=True)
    assert answer.status_code in (200, 404)
    assert not OpeningList.objects.exists()


@pytest.mark.parametrize("model", [OpeningList, OpeningEntry])
def test_the_database_refuses_changes(cast, model):
    certification()
    services.lock_opening_list(2020, by=cast.city.post)
    refused = pytest.raises(Error, match=r"已锁定|permission denied")
    with refused, transaction.atomic(), history.acting(cast.city.post, "删"):
        model.objects.all()._raw_delete("default")
    field = {OpeningList: "count", OpeningEntry: "product_name"}[model]
    with pytest.raises(Error, match="已锁定"), transaction.atomic(), history.acting(cast.city.post, "改"):
        model.objects.update(**{field: 9})


def test_an_added_row_shows(cast):
    certification()
    made = services.lock_opening_list(2020, by=cast.city.post)
    row = made.entries.get()
    row.pk, row.product_key = None, "green/361104/别家/别的"
    with history.acting(cast.city.post, "添"):
        row.save(force_insert=True)
    assert not services.is_intact(made)


def test_only_who_may_open_the_list_is_offered_it(cast):
    services.lock_opening_list(2020, by=cast.city.post)
    assert "年初有效清单</a>" in cast.guangxin.get("/greenfood/growth/").content.decode()
    assert "年初有效清单</a>" not in cast.producer.get("/greenfood/growth/").content.decode()
