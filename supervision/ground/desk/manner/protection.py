"""What the database keeps of it: 系统 accepts by a published paper of the city, or not at all."""

from __future__ import annotations

from supervision.ground import editions
from supervision.ground.records import guards

from .models import ReviewPaper, ReviewPaperItem

# The paper that lets it: published, of this register, and not 逐条审. The county's may only be stricter (`rules`).
ALLOWED = """NOT EXISTS (
    SELECT FROM public.supervision_reviewpaperitem i JOIN public.supervision_reviewpaper p ON p.id = i.edition_id
    WHERE i.id = NEW.item_id AND p.key = '361100' AND p.state = 'published' AND i.manner <> 'each'
    AND i.code = replace(NEW.register, '.', '_') AND NEW.manner <> 'each')"""
SAME = """NOT EXISTS (
    SELECT FROM public.supervision_reviewsweep s WHERE s.id = NEW.sweep_id AND s.register = NEW.register)"""
READ = ("read_by_id", "read_at", "outcome")


def protect() -> None:
    """Called from the app's `ready`. That a row which 系统 accepts stands in `Taken` is asked by `records.standing`."""
    editions.protect(ReviewPaper, ReviewPaperItem)
    message = "系统只按已发布的审核方式审核，记载不能修改或删除。"
    guards.freeze("supervision.ReviewSweep", message=message, entering=ALLOWED)
    guards.freeze(
        "supervision.Taken", message=message, allow=READ, bar="OLD.read_at IS NOT NULL OR NOT OLD.drawn", entering=SAME
    )
