"""Places as people write them: by code, by a name that is clear, or from the county down with any sign between.

An `Atlas` is made of what the caller knows of the official division and of its former names; it holds no rows of the
database. What is written is read as a chain of places, each within the one before, that uses up the whole text.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .text import STROKES, Unreadable, clean

BETWEEN = re.compile(rf"[\s\-{STROKES}/\\·•・>→、,;.。|_()]+")
PROVINCE, CITY = re.compile("^江西省?"), re.compile("^上饶市(?=.)")
VILLAGE_ENDS = (
    "社区居民委员会", "社区村民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会", "居委会", "村委", "社区",
    "村",
)  # fmt: skip
KIND_ENDS = {"township": ("街道办事处", "街道办", "街道", "镇", "乡"), "county": ("区", "县", "市"), "zone": ()}
NOWHERE = "没有这个地区：“{}”"
OUTSIDE = "“{}”不在您的辖区内。"
TOO_HIGH = "“{}”范围太大，请填到{}。"
SEVERAL = "有多个同名地区：{}。请写成“县 乡镇 村”，或填区划代码。"
TOLD = 4  # candidates named in a sentence


@dataclass(frozen=True)
class Place:
    """A place of today. `above` are the codes of all that it lies in, its county and its zone among them."""

    code: str
    name: str
    short: str
    level: str
    said: str  # the whole of it, from the county down
    above: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Former:
    """What a place of today was called, in words and in digits, and what became of it."""

    code: str
    name: str
    note: str
    old_code: str = ""
    last_day: str = ""


@dataclass(frozen=True)
class Found:
    """The place, and what the person should know of how it was read."""

    place: Place
    notes: tuple[str, ...] = ()


@dataclass
class Atlas:
    """All places, by every way to write each. `mine` says whether a place lies in the reader's scope."""

    places: Sequence[Place]
    former: Sequence[Former] = ()
    mine: Callable[[Place], bool] = lambda place: True
    by_code: dict[str, Place] = field(default_factory=dict, init=False)
    by_name: dict[str, list[tuple[Place, str]]] = field(default_factory=dict, init=False)
    _nearest: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for place in self.places:
            self.by_code[place.code] = place
            for name in _names(place):
                self.by_name.setdefault(name, []).append((place, ""))
        for old in self.former:
            if old.code not in self.by_code:
                continue
            self.by_name.setdefault(_bare(old.name), []).append((self.by_code[old.code], f"{old.name} {old.note}"))

    def read(self, written: str, levels: Iterable[str], asked: str = "乡镇（街道）或村（社区）") -> Found:
        """The one place of these levels that is meant; otherwise `Unreadable` says why not, and what is near."""
        said = clean(written)[:40]
        bare = _bare(written)
        if not bare:
            raise Unreadable("请填写地区。")
        found = self._coded(bare) if bare.isdigit() else list(self._chains(_official(bare), None))
        if not found:
            raise Unreadable(NOWHERE.format(said) + self._near(_official(bare)))
        inside = [one for one in found if self.mine(one.place)]
        if not inside:
            raise Unreadable(OUTSIDE.format(said))
        fitting = _once([one for one in inside if one.place.level in levels])
        if not fitting:
            raise Unreadable(TOO_HIGH.format(said, asked))
        return _one(fitting, said)

    def _coded(self, digits: str) -> list[Found]:
        """By the code, with or without the zeros that fill it up; an old county code leads to the heir."""
        for old in self.former:
            if old.old_code == digits.removesuffix("000000").removesuffix("000") and old.code in self.by_code:
                return [Found(self.by_code[old.code], (f"{old.name} {old.note}",))]
        for code in (digits, digits.removesuffix("000"), digits.removesuffix("000000")):
            if code in self.by_code:
                return [Found(self.by_code[code])]
        return []

    def _chains(self, text: str, within: Place | None) -> Iterator[Found]:
        for length in range(len(text), 1, -1):
            for place, note in self.by_name.get(text[:length], ()):
                if within is not None and within.code not in place.above:
                    continue
                notes = (note,) if note else ()
                if length == len(text):
                    yield Found(place, notes)
                else:
                    yield from (Found(one.place, notes + one.notes) for one in self._chains(text[length:], place))

    def _near(self, text: str) -> str:
        """The nearest place of the scope, looked for where the text was understood up to."""
        if text not in self._nearest:
            within, rest = self._understood(text)
            self._nearest[text] = self._proposed(within, rest)
        return self._nearest[text]

    def _understood(self, text: str) -> tuple[Place | None, str]:
        for length in range(len(text) - 1, 1, -1):
            for place, _note in self.by_name.get(text[:length], ()):
                if place.level in KIND_ENDS and self.mine(place):
                    deeper, rest = self._understood(text[length:])
                    return (deeper, rest) if deeper and place.code in deeper.above else (place, text[length:])
        return None, text

    def _proposed(self, within: Place | None, rest: str) -> str:
        near = [
            place
            for place in self.places
            if (within is None or within.code in place.above)
            and self.mine(place)
            and abs(len(place.name) - len(rest)) <= 6
            and set(place.short) & set(rest)
        ]
        names = {name: place for place in near for name in (_bare(place.name), *_spoken(place))}
        close = difflib.get_close_matches(rest, names, n=1, cutoff=0.6) if len(rest) <= 20 else []
        if not close:
            return f"。在{within.said}里没有找到“{rest[:20]}”，请核对。" if within else "。请核对。"
        place = names[close[0]]
        return f"。是“{place.said}”吗？"


def _once(found: Iterable[Found]) -> list[Found]:
    by_code: dict[str, Found] = {}
    for one in found:
        by_code.setdefault(one.place.code, one)
    return list(by_code.values())


def _one(found: list[Found], said: str) -> Found:
    """The only one; or the one that holds all the others, which is told."""
    if len(found) == 1:
        return found[0]
    for one in found:
        if all(one is other or one.place.code in other.place.above for other in found):
            return Found(one.place, (*one.notes, f"“{said}”读作{one.place.said}"))
    named = "、".join(one.place.said for one in found[:TOLD]) + ("等" if len(found) > TOLD else "")
    raise Unreadable(SEVERAL.format(named))


def _bare(text: str) -> str:
    return BETWEEN.sub("", unicodedata.normalize("NFKC", clean(text)))


def _official(bare: str) -> str:
    """Without province and city, which are the same for all."""
    return CITY.sub("", PROVINCE.sub("", bare) or bare)


def _names(place: Place) -> set[str]:
    """Every way to write its own part of the name."""
    return {_bare(place.name), *_spoken(place)} - {""}


def _spoken(place: Place) -> set[str]:
    short = _bare(place.short)
    if place.level == "village":
        stem = next((short.removesuffix(end) for end in VILLAGE_ENDS if short.endswith(end) and short != end), short)
        ends = _village_ends(_bare(place.name))
        return {short, *(stem + end for end in ends)} if len(short) > 1 or ends else set()
    ends = KIND_ENDS.get(place.level, ())
    own = next((end for end in ends if place.name.endswith(end)), "")
    more = {short + end for end in ends if own.startswith("街道") and end.startswith("街道")}
    return {one for one in {short, *more} if len(one) > 1}


def _village_ends(name: str) -> tuple[str, ...]:
    """What may stand behind the name of a village or of a community: the other kind's words would be another place."""
    if name.endswith("村民委员会") or name.endswith("村委会"):
        return ("村", "村委会", "村民委员会", "村委")
    if name.endswith("居民委员会") or name.endswith("居委会"):
        return ("社区", "居委会", "居民委员会", "社区居委会", "社区居民委员会")
    return ()
