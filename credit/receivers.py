"""What credit wants to hear: every fact some version of its rules may weigh."""

from supervision.ground import facts
from supervision.ground.people import system_post

from .services import take_up

KINDS = (
    "monitoring.failed",
    "monitoring.refused",
    "monitoring.handled",  # weighs nothing; it may name the case that is one event with its sample
    "patrol.problem",
    "production.irregular",
    "production.too_early",
    "rectification.overdue",
    "certificate.marked",
    "case.decided",
    "case.transferred",
    "emergency.determined",
    "greenfood.certified",
    "greenfood.withdrawn",
    "subject.merged",  # weighs nothing; the entries of both are weighed at the one that stays
)


@facts.receives("credit", kinds=KINDS)
def take(fact: facts.Fact) -> None:
    take_up([fact], by=system_post())
