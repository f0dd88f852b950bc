"""Who may give which task: nobody in the name of a level above his own."""

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Task
from monitoring.vocabulary import Kind, Level
from supervision.ground.errors import RuleViolation
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
TASK = {"year": 2021, "name": "第四季度监测", "kind": Kind.ROUTINE, "first_day": making.DAY, "deadline": making.DAY}


@pytest.mark.parametrize("level", [Level.MINISTRY, Level.PROVINCE, Level.CITY])
def test_a_county_gives_no_task_of_a_level_above(cast, level):
    with pytest.raises(RuleViolation) as refused:
        services.issue_task(by=cast.guangxin_admin.post, county_id=GUANGXIN, level=level, **TASK)
    assert refused.value.field == "level"
    assert not Task.objects.exists()


def test_a_county_gives_its_own_and_the_city_enters_all(cast):
    own = services.issue_task(by=cast.guangxin_admin.post, county_id=GUANGXIN, level=Level.COUNTY, **TASK)
    upper = services.issue_task(by=cast.city.post, level=Level.PROVINCE, **TASK)
    assert {own.level, upper.level} == {Level.COUNTY, Level.PROVINCE}


def test_the_form_offers_the_levels_one_may_give(cast):
    page = reverse("monitoring:tasks-new")
    offered = {
        who: [value for value, _ in getattr(cast, who).get(page).context["form"].fields["level"].choices if value]
        for who in ("guangxin_admin", "city")
    }
    assert offered == {"guangxin_admin": [Level.COUNTY, Level.TOWNSHIP], "city": list(Level.values)}
