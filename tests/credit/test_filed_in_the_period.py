"""Who was on the register in the period and got a file only afterwards had none in it."""

import datetime as dt

from credit import services
from credit.figures import credit_files
from supervision.ground.measures import Period
from tests import make


def test_a_file_opened_later_is_missing(cast):
    subject = make.subject(registered_on=dt.date(2020, 1, 1))
    services.open_file(subject=subject, by=cast.guangxin.post, opened_on=dt.date(2021, 4, 1))
    spring, year = Period(dt.date(2021, 1, 1), dt.date(2021, 3, 31)), Period.of_year(2021)
    measure = credit_files(spring, {})["361104"]
    assert subject.pk in [pk for pk, _why in measure.left_out]
    assert subject.pk in credit_files(year, {})["361104"].counted
