"""What the emergency room wants to hear: facts that may become a lead."""

from supervision.ground import facts
from supervision.ground.people import system_post

from .services import take_leads
from .vocabulary import LEADS


@facts.receives("emergency", kinds=LEADS)
def take(fact: facts.Fact) -> None:
    take_leads([fact], by=system_post())
