"""What an item may be called on a laboratory's sheet; a wording for several of them is nobody's name."""

import pytest

from monitoring.models import Analyte
from monitoring.services.naming import called
from supervision.ground.kinds import fold

pytestmark = pytest.mark.django_db
CLASS = "β-兴奋剂类(克伦特罗、沙丁胺醇、莱克多巴胺、西马特罗等)及其盐、酯"


def named(*names):
    return Analyte.objects.filter(name__in=names)


def test_a_class_of_substances_is_none_of_them():
    both = named("克伦特罗", "沙丁胺醇")
    assert len(both) == 2
    assert fold(CLASS) not in called(both)
    assert fold(CLASS) in called(named("克伦特罗"))


def test_name_number_and_wording_mean_the_item():
    [carbofuran] = named("克百威")
    found = called([carbofuran])
    assert {found[fold(name)] for name in ("克百威", "呋喃丹(克百威)", carbofuran.code)} == {carbofuran.pk}
