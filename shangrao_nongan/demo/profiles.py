"""How each county does in the demonstration year, so that a ranking means something. All invented.

婺源 excels, 横峰 does badly, 余干 falls short of its monitoring quota; the others lie in between.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """Shares from 0 to 1 unless said otherwise. `centre` (WGS84) and `spread` in degrees place the subjects."""

    code: str
    centre: tuple[float, float]
    spread: tuple[float, float]
    weight: int  # subjects, relative to the other counties
    sampled: float  # quantitative samples against the quota
    failed: float  # of the quantitative samples
    handled: float  # of the failed samples that had time
    covered: float  # due subjects that were visited
    problems: float  # visits that end in a rectification
    in_time: float  # rectifications closed by their day
    certified: float  # obliged subjects that issue certificates
    filed: float  # subjects with a credit file
    teams: float  # townships with a whole team
    reports: float  # townships that handed in their reports
    tested: float  # townships with rapid tests
    growth: int  # net growth of certified products, a number
    lost: int  # products of the opening list that ran out, a number
    opening: int  # products on the opening list, a number
    cases: int  # cases that count, a number
    other_cases: int  # input and slaughter cases, a number


PROFILES = {
    row.code: row
    for row in (
        Profile(
            "361102", (28.46, 117.99), (0.05, 0.06), 7,
            1.02, 0.011, 1.00, 0.96, 0.06, 0.95, 0.93, 0.97, 1.00, 1.00, 1.00, 4, 1, 18, 2, 3,
        ),
        Profile(
            "361103", (28.40, 118.22), (0.13, 0.11), 10,
            1.01, 0.012, 1.00, 0.95, 0.07, 0.93, 0.91, 0.96, 0.96, 0.96, 1.00, 5, 1, 34, 3, 3,
        ),
        Profile(
            "361104", (28.55, 117.90), (0.20, 0.14), 11,
            1.03, 0.010, 1.00, 0.98, 0.07, 0.96, 0.97, 0.99, 1.00, 1.00, 1.00, 7, 1, 42, 4, 2,
        ),
        Profile(
            "361123", (28.70, 118.18), (0.15, 0.13), 8,
            1.00, 0.012, 0.95, 0.94, 0.07, 0.92, 0.90, 0.95, 0.94, 1.00, 1.00, 6, 1, 33, 3, 2,
        ),
        Profile(
            "361124", (28.20, 117.68), (0.18, 0.13), 8,
            1.01, 0.009, 1.00, 0.93, 0.06, 0.93, 0.95, 0.95, 0.94, 0.94, 1.00, 5, 1, 36, 2, 1,
        ),
        Profile(
            "361125", (28.45, 117.62), (0.09, 0.07), 4,
            0.93, 0.040, 0.55, 0.68, 0.14, 0.55, 0.58, 0.70, 0.67, 0.34, 0.78, 1, 3, 17, 1, 2,
        ),
        Profile(
            "361126", (28.41, 117.42), (0.16, 0.10), 7,
            1.00, 0.013, 0.90, 0.90, 0.07, 0.88, 0.86, 0.93, 0.88, 0.94, 0.94, 4, 1, 30, 2, 2,
        ),
        Profile(
            "361127", (28.70, 116.70), (0.16, 0.13), 12,
            0.81, 0.016, 0.85, 0.83, 0.09, 0.79, 0.78, 0.86, 0.85, 0.80, 0.90, 2, 2, 38, 2, 4,
        ),
        Profile(
            "361128", (29.05, 116.75), (0.22, 0.20), 16,
            1.00, 0.013, 0.95, 0.91, 0.08, 0.89, 0.88, 0.91, 0.93, 0.93, 0.97, 4, 1, 46, 3, 3,
        ),
        Profile(
            "361129", (28.70, 117.08), (0.10, 0.11), 6,
            1.02, 0.010, 1.00, 0.97, 0.06, 0.96, 0.97, 0.98, 1.00, 1.00, 1.00, 6, 1, 32, 3, 1,
        ),
        Profile(
            "361130", (29.27, 117.80), (0.16, 0.22), 6,
            1.06, 0.008, 1.00, 1.00, 0.05, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 9, 0, 44, 3, 1,
        ),
        Profile(
            "361181", (28.93, 117.70), (0.15, 0.14), 5,
            1.00, 0.011, 1.00, 0.95, 0.06, 0.94, 0.92, 0.96, 0.94, 0.94, 1.00, 5, 1, 25, 2, 1,
        ),
    )
}  # fmt: skip
BEST, WORST, SHORT = "361130", "361125", "361127"
