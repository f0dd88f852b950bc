"""What two reports on one sample say together (复检结论为准, L22 art. 51)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from ..vocabulary import CIRCULATION, Verdict
from .verdicts import of_sample

RAPID = re.compile(r"快检|快速检测|速测|胶体金|酶抑制|抑制率|试纸|试剂盒|免疫层析|5009\.199")
JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.PART)


def is_rapid(method: str) -> bool:
    """Whether a method is one by which no retest may be made (L22 art. 51)."""
    return RAPID.search(method) is not None


def term_of(place: str, *, drug: bool) -> str:
    """Within which term a retest is asked for: it hangs on the law under which was tested (domain facts 1.3).

    Residues of veterinary drugs have the term of the drug regulations (art. 42) wherever they are found; what is on
    sale has left farm produce's law for that of food (L22 art. 60, FS21 art. 88); all else is under L22 art. 51.
    """
    if drug:
        return "retest.veterinary"
    return "retest.food" if place in CIRCULATION else "retest.apply"


def items_again(
    first: Mapping[str, Any], sums: Mapping[str, Collection[str]], doubtful: Collection[str] = ()
) -> list[str]:
    """The items of a second test: what failed or was suspected, and with a sum all of it that was reported.

    `first` are the judged lines by item, each with `verdict` and `banned`; `sums` the parts of each whole; `doubtful`
    what a person had to judge.
    """
    failed = {code for code, line in first.items() if line.verdict == Verdict.FAIL or line.banned} | set(doubtful)
    families = [{whole, *parts} for whole, parts in sums.items()]
    kin = {code for family in families if failed & family for code in family}
    return sorted(code for code in first if code in failed or (code in kin and first[code].verdict == Verdict.PART))


def unresolved(second: Mapping[str, Any]) -> list[str]:
    """The items of the second report that it could not judge: of these the first report stands."""
    return sorted(code for code, line in second.items() if line.verdict not in JUDGED)


def together(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """The lines that hold by item: the second report's where it could judge, the first's for all the rest.

    A sum is one matter: where one part of it is open, the first report stands for all of them.
    """
    open_ = set(unresolved(second))
    return {code: second[code] if code in second and code not in open_ else line for code, line in first.items()}


def verdict_of(lines: Mapping[str, Any]) -> str:
    return of_sample(line.verdict for line in lines.values())
