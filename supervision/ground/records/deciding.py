"""Who decides: nobody alters alone what he is judged by, and a level below never undoes what a level above ordered.

Pure functions that read what is on the row and beside it, and never query. `Record` asks them for accepting, returning
and voiding; a noun that is no record, or has verbs of its own that decide, asks them with its own people.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from supervision.ground.people import OF_SUBJECT, Role
from supervision.ground.regions import Level

from .vocabulary import CONFIRMED, State

if TYPE_CHECKING:
    from supervision.ground.people import Post

# How high a place stands. A functional zone acts for its townships as a county does.
HEIGHT: dict[str, int] = {Level.CITY: 3, Level.COUNTY: 2, Level.ZONE: 2, Level.TOWNSHIP: 1, Level.VILLAGE: 0}
CITY_HEIGHT = HEIGHT[Level.CITY]
SAID = {"accept": "审核", "return": "退回", "void": "作废"}


def level_of(post: Post | None) -> int:
    """How high a post stands, as one that orders. What the system enters binds nobody: it is reviewed by people."""
    if post is None or post.role in (Role.SYSTEM, *OF_SUBJECT):
        return -1
    return HEIGHT.get(post.level, -1)


def ordered_at(record: Any) -> str:
    """The level above the counties that ordered what the record is about, or nothing: what follows from it is undone
    there. A noun that is ordered by others than who enters it says so by `ordered_at` (the task behind a sample).
    """
    said = getattr(record, "ordered_at", "")
    entered = level_of(getattr(record, "made_by", None)) >= CITY_HEIGHT
    return Level.CITY.value if said == Level.CITY or entered else ""


def is_one_of(post: Post, *people: Post | int | None) -> bool:
    """Whether the person behind the post is one of these, in whatever post; users may be given by their keys."""
    return any((person if isinstance(person, int) else person.user_id) == post.user_id for person in people if person)


def wrote(record: Any, post: Post) -> bool:
    """Whether this person made the record, or has corrected or handed it in since, in whatever post."""
    return is_one_of(post, record.made_by, *_writers(record))


def _writers(record: Any) -> Collection[int]:
    return getattr(record, "writers", None) or ()


def written_by(record: Any, by: Post) -> list[int]:
    """The writers of a record with one more."""
    return sorted({*_writers(record), by.user_id})


def why_not_decide(record: Any, post: Post, said: str = "审核") -> str:
    """The sentence why this person may not decide on the record, or nothing: whoever wrote it is not its decider."""
    if not wrote(record, post):
        return ""
    made = record.made_by is not None and record.made_by.user_id == post.user_id
    if made:
        return f"不能{said}自己填报的记录，请由另一人办理。"
    return f"您修改或提交过这条记录，不能{said}，请由另一人办理。"


def why_not_above(post: Post, said: str, *ordered: Post | None) -> str:
    """The sentence why a post may not undo what these have ordered or accepted, or nothing: none below them may."""
    above = max((person for person in ordered if person is not None), key=level_of, default=None)
    if above is None or level_of(above) <= _height(post):
        return ""
    return f"这是上级（{above.organisation}）办理的，不能由下级{said}。"


def why_not_city(post: Post, said: str) -> str:
    """For what moves the score of the county itself: the level above it decides."""
    return "" if _height(post) >= CITY_HEIGHT else f"涉及本县得分，须由市级{said}。"


def _height(post: Post) -> int:
    """How high a post stands as the one who acts; the system acts for whoever asked it."""
    return CITY_HEIGHT if post.role == Role.SYSTEM else HEIGHT.get(post.level, -1)


def why_not_settle(verb: str, record: Any, post: Post) -> str:
    """The rule of the three verbs that decide on a record, as it stands.

    Accepting is never for who wrote it; a township confirms what the county has typed for it and nothing else.
    Returning and voiding are his as long as nobody has taken it over (he takes back his own paper); what a second
    person has accepted only another person undoes, and none below who made it or took it over, alone or not.
    """
    said = SAID.get(verb, "")
    if not said:
        return ""
    accepted = record.state == State.ACCEPTED
    if (verb == "accept" or (accepted and not record.alone)) and (refused := why_not_decide(record, post, said)):
        return "" if verb == "accept" and by_one(record, post) else refused
    if verb == "accept":
        return _why_not_confirm(record, post)
    return why_not_above(post, said, record.made_by, record.accepted_by if accepted else None)


def by_one(record: Any, post: Post) -> bool:
    """单人办理: of a city with nobody else who may accept the record, who wrote it takes it over himself. There is no
    level above, and work does not wait; in figures and scores it is left out until another person has looked.
    """
    return wrote(record, post) and is_only_one(record, post)


def is_only_one(noun: Any, post: Post) -> bool:
    """Whether the city has nobody else who may take rows of this noun over: the register, or one of its rows."""
    if not (noun.BY_ONE and post.is_citywide and post.role != Role.SYSTEM):
        return False
    return not post.has_second(f"{noun._meta.app_label}.accept_{noun._meta.model_name}")


def why_not_second(record: Any, post: Post) -> str:
    """补复核: by another person than who wrote it and took it over, of the same level; never from below."""
    if not record.stands_alone:
        return "这条记录不是单人办理的，不需要补复核。"
    if refused := why_not_decide(record, post, CONFIRMED):
        return refused
    return why_not_above(post, CONFIRMED, record.made_by, record.accepted_by)


def why_not_take_back(record: Any, post: Post) -> str:
    """撤回: by who entered it, as long as nobody has opened it to review it (`opened`, loaded with the row)."""
    if record.KEPT_ONCE:
        return str(record.KEPT_ONCE)
    if record.state != State.SUBMITTED:
        return f"{record.get_state_display()}的记录不能撤回。"
    if record.made_by is None or not is_one_of(post, record.made_by):
        return "只有填报人可以撤回。"
    return "审核人已经打开，不能撤回；确需修改的，请审核人退回。" if getattr(record, "opened", False) else ""


def _why_not_confirm(record: Any, post: Post) -> str:
    """下级确认: of rows that a level above has entered for the township, by its own supervisor."""
    if post.role != Role.TOWNSHIP_SUPERVISOR or level_of(record.made_by) > _height(post):
        return ""
    return "乡镇只确认县级代本乡镇登记的记录；本乡镇填报的由县级审核。"
