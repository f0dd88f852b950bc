"""What credit wants to hear: every fact some version of its rules may weigh."""

from supervision.ground import facts
from supervision.ground.people import system_post

from .services import follow, inherit, take_in, take_up

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


@facts.receives("credit.places", kinds=("subject.moved",))
def go_along(fact: facts.Fact) -> None:
    """The file is of the subject as it is today, and goes with it; what was entered in it stays where it was."""
    if fact.subject is not None and fact.retracts_id is None:
        follow(fact.subject, by=system_post())


@facts.receives("credit.heirs", kinds=("subject.inherited",))
def go_on(fact: facts.Fact) -> None:
    """What is in the file of the one before counts for who goes on for it."""
    if fact.subject is not None:
        inherit(fact.subject, by=system_post())


@facts.receives("credit.doubles", kinds=("subject.merged",))
def become_one(fact: facts.Fact) -> None:
    """What is in the file of a double counts for the entry that stays. Taken apart again, both keep their files."""
    if fact.subject is not None and fact.retracts_id is None:
        take_in(fact.subject, by=system_post())
