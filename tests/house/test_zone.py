"""董团乡 lies in 广信区 and is run by 经开区: both see its rows, 信州区 does not, and figures count them by county."""

import pytest

from tests import registers

# A county's own rows: no township lies behind them.
OF_THE_COUNTY = {"certificates.pilot"}


@pytest.mark.parametrize("model", registers.record_models(), ids=lambda model: model._meta.label_lower)
def test_the_county_and_the_zone_see_it(scene, cast, model):
    label = model._meta.label_lower
    row = scene.rows[label]

    def sees(member):
        return model.objects.visible_to(member.post).filter(pk=row.pk).exists()

    assert row.county_id == registers.HERE.county
    assert sees(cast.guangxin)
    assert sees(cast.city)
    assert not sees(cast.xinzhou)
    assert not sees(cast.neighbour_township)
    assert not sees(cast.lab_tester)
    if label not in OF_THE_COUNTY:
        assert sees(cast.zone)
        assert sees(cast.township)
