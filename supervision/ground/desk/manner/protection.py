"""What the database keeps of it: 系统 accepts by a published paper of the city, or not at all."""

from __future__ import annotations

from supervision.ground import editions
from supervision.ground.records import guards

from .models import ReviewPaper, ReviewPaperItem

# An item of a paper that holds on the day, for this register; and that the step is no looser than it. Both as `rules`.
ITEM = """SELECT FROM public.supervision_reviewpaperitem i JOIN public.supervision_reviewpaper p ON p.id = i.edition_id
    WHERE p.state = 'published' AND NEW.day >= p.valid_from AND (p.valid_to IS NULL OR NEW.day <= p.valid_to)
    AND i.code = replace(NEW.register, '.', '_')"""
STRICT = """(NEW.manner IN ('sampled', 'free') AND (i.manner = 'free' OR (
    i.manner = 'sampled' AND NEW.manner = 'sampled' AND NEW.days >= i.days AND NEW.percent >= i.percent)))"""
# The city's paper lets it; and where the county has one of its own that names the register, so does that.
NOT_ALLOWED = f"""NOT EXISTS ({ITEM} AND i.id = NEW.item_id AND p.key = '361100' AND {STRICT})
    OR EXISTS ({ITEM} AND p.key = NEW.county_id AND NOT {STRICT})"""
# A row comes in with its step, in one transaction and of its register and place; later it is only read (READ).
NOT_OF_ITS_STEP = """TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT FROM public.supervision_reviewsweep s
    WHERE s.id = NEW.sweep_id AND s.register = NEW.register AND s.county_id IS NOT DISTINCT FROM NEW.county_id
    AND s.made_at = now())"""
READ = ("read_by_id", "read_at", "outcome")


def protect() -> None:
    """Called from the app's `ready`. That a row which 系统 accepts stands in `Taken` is asked by `records.standing`."""
    editions.protect(ReviewPaper, ReviewPaperItem)
    message = "系统只按已发布的审核方式审核，记载不能修改或删除。"
    guards.date("supervision.ReviewSweep", "made_at")
    guards.freeze("supervision.ReviewSweep", message=message, entering=NOT_ALLOWED)
    guards.freeze(
        "supervision.Taken",
        message=message,
        allow=READ,
        bar="OLD.read_at IS NOT NULL OR NOT OLD.drawn",
        entering=NOT_OF_ITS_STEP,
    )
