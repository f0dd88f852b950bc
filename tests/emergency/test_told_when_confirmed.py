"""What one person entered is told to nobody: a determination is a fact when a second one has confirmed it."""

from emergency import services
from emergency.vocabulary import DETERMINED
from supervision.ground.facts import Fact
from tests.emergency.test_determinations import determined


def test_entered_is_not_told_and_confirmed_is(cast):
    row = determined(cast)
    told = Fact.objects.live().of_source(row).filter(kind=DETERMINED)
    assert not told.exists()
    services.confirm_determination(row, by=cast.city.post)
    assert told.count() == 1
