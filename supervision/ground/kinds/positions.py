"""Positions on the earth, in degrees: half a one is none, and what cannot be meant is refused.

Whether one lies where the city is, is a question and not a refusal: goods come from elsewhere, and bases lie beyond.
"""

from __future__ import annotations

from decimal import Decimal

Degrees = Decimal | float | int | None
HALF = "经度和纬度要么都填，要么都不填。"
NOWHERE = "经纬度都是 0，定位没有成功，请重新定位，或两项都留空。"
SWAPPED = "纬度和经度像是写反了：这里的纬度约28，经度约117。"
FAR = "这个位置（纬度{}，经度{}）不在上饶市一带，请核对是否属实。"
LATITUDES, LONGITUDES = (-90, 90), (-180, 180)
CHINA_LATITUDES, CHINA_LONGITUDES = (3, 54), (73, 136)
# The city (27.81 to 29.70 north, 116.22 to 118.48 east by its boundary) with some twenty kilometres more.
HOME_LATITUDES, HOME_LONGITUDES = (27.6, 29.9), (116.0, 118.7)


def fault(latitude: Degrees, longitude: Degrees) -> tuple[str, str] | None:
    """(field, sentence) of what no position can be, or nothing."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        return ("latitude" if latitude is None else "longitude"), HALF
    if latitude == 0 and longitude == 0:
        return "latitude", NOWHERE
    if _within(latitude, CHINA_LONGITUDES) and _within(longitude, CHINA_LATITUDES):
        return "latitude", SWAPPED
    for name, label, value, bounds in (
        ("latitude", "纬度", latitude, LATITUDES),
        ("longitude", "经度", longitude, LONGITUDES),
    ):
        if not _within(value, bounds):
            return name, f"{label}应在{bounds[0]}至{bounds[1]}之间。"
    return None


def doubt(latitude: Degrees, longitude: Degrees) -> str:
    """The question about a possible position that lies elsewhere, or nothing."""
    if latitude is None or longitude is None or fault(latitude, longitude):
        return ""
    near = _within(latitude, HOME_LATITUDES) and _within(longitude, HOME_LONGITUDES)
    return "" if near else FAR.format(latitude, longitude)


def _within(value: Decimal | float | int, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
