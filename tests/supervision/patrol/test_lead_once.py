"""One transfer is one lead, also when it is handed over again."""

from supervision.enforcement.services.case import open_lead
from supervision.models import Case

from .maker import transfer


def test_handed_over_again_it_is_the_lead_there_is(cast):
    made = transfer()
    assert open_lead(made) is None
    assert Case.objects.filter(patrol=made).count() == 1
