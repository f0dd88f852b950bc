"""How many quantitative batches a county owes: 1.5 for every thousand people (work paper 2021, section 6).

Where the rounding up happens is a choice that belongs to the definition: county by county gives 9,744 for the
city of 2020, once for the whole city 9,737.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from ..vocabulary import Rounding

RATE = Decimal("1.5")


def exact(population: int, rate: Decimal = RATE) -> Decimal:
    return Decimal(population) * rate / 1000


def quota(population: Mapping[str, int], *, rate: Decimal = RATE, rounding: str = Rounding.COUNTY) -> dict[str, int]:
    """Batches by county. Rounded once for the city, the remainder goes to the largest fractions."""
    shares = {code: exact(heads, rate) for code, heads in population.items()}
    if rounding == Rounding.COUNTY:
        return {code: _up(share) for code, share in shares.items()}
    total = _up(sum(shares.values(), Decimal(0)))
    whole = {code: int(share) for code, share in shares.items()}
    by_fraction = sorted(shares, key=lambda code: (whole[code] - shares[code], code))
    for code in by_fraction[: total - sum(whole.values())]:
        whole[code] += 1
    return whole


def _up(share: Decimal) -> int:
    return int(share.to_integral_value(rounding=ROUND_CEILING))


def expected_by(target: int, *, passed: int, length: int) -> int:
    """What an even pace would have brought after `passed` of `length` days; compared, never scored."""
    return int(Decimal(target) * min(max(passed, 0), length) / length) if length else 0
