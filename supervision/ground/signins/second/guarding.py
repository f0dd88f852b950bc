"""What the database keeps of a second factor: a code opens once, and what was set up or has ended stays as it is."""

from __future__ import annotations

from supervision.ground.records import guards

# Another secret is another row. The grace is not made longer by hand, and of recovery codes none comes back among those
# that are left: they are used up one by one, or ten new ones are handed out.
BARRED = (
    "OLD.ended_at IS NOT NULL",
    "NEW.last_step < OLD.last_step",
    "NEW.asked_at > OLD.asked_at",
    "(OLD.confirmed_at IS NOT NULL AND (NEW.secret_sealed, NEW.confirmed_at)"
    " IS DISTINCT FROM (OLD.secret_sealed, OLD.confirmed_at))",
    "(NEW.recovery && OLD.recovery AND NOT NEW.recovery <@ OLD.recovery)",
)


def keep() -> None:
    """Called from the app's `ready`."""
    guards.freeze(
        "supervision.SecondFactor",
        message="两步验证启用后不能改写，只能停用后重新启用；用过的验证码不能再用。",
        allow=("secret_sealed", "confirmed_at", "last_step", "recovery", "asked_at", "ended_at", "ended_why"),
        bar=" OR ".join(BARRED),
    )
