"""Positions as people note them: decimal degrees, degrees-minutes-seconds, both in one cell, a link to a map.

`latitude` and `longitude` read one axis, `position` both. What was put right (an axis exchanged, a decimal point
lost, a minus forgotten) is a `Fault` that saves the value. Whether a point lies where the row says is asked later, in
`positions`. The box is Indonesia's with some sea around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

SOUTH, NORTH, WEST, EAST = -11.2, 6.3, 94.9, 141.2
ANGLE = re.compile(
    r"(?P<before>lintang|bujur|lat(?:itude)?|lon(?:g(?:itude)?)?|lng|lu|ls|bt|bb|[nsewu])?\s*[.:=]?\s*(?P<sign>[-−–+])?\s*"
    r"(?P<whole>\d{1,3})(?:[.,](?P<fraction>\d{1,15}))?\s*(?:[°º˚*]|derajat|deg)?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*(?:['′’‘`]|menit|\s)\s*(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”“]|''|’’|detik)?)?)?\s*"
    r"(?P<after>lu|ls|bt|bb|[nsewu])?\.?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?P<sign>[-−–])?\s*(?P<digits>\d{4,15})")
BETWEEN = re.compile(r"\s*[;|/,&]\s*|\s+(?:dan\s+)?")
IN_LINK = re.compile(r"[@=/:](-?\d{1,3}\.\d+),\s*(?:\+|%20)?(-?\d{1,3}\.\d+)")
PINNED = re.compile(r"!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)")
LINK = re.compile(r"https?:|www\.|goo\.gl|maps?\.app|geo:", re.IGNORECASE)
MINUS = frozenset("-−–")
SOUTHERN, NORTHERN = frozenset({"s", "ls"}), frozenset({"n", "lu", "u"})
EASTERN, WESTERN = frozenset({"e", "bt", "t"}), frozenset({"w", "bb"})


class Point(NamedTuple):
    """Decimal degrees; south and west are negative."""

    latitude: float
    longitude: float


class Angle(NamedTuple):
    """`axis` is "latitude", "longitude" or "" where the text does not say."""

    degrees: float
    axis: str


def in_indonesia(point: Point) -> bool:
    return SOUTH <= point.latitude <= NORTH and WEST <= point.longitude <= EAST


def latitude(cell: object) -> object:
    """Degrees north. A number up to 180 is kept: the two columns may be exchanged, which `positions` sees."""
    return _axis(cell, "latitude", (SOUTH, NORTH))


def longitude(cell: object) -> object:
    """Degrees east, -180 to 180."""
    return _axis(cell, "longitude", (WEST, EAST))


def _axis(cell: object, axis: str, home: tuple[float, float]) -> object:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number: float | None = float(cell) if abs(cell) < 1e16 else None
    else:
        shown = plain(cell)
        if is_empty(shown):
            return None
        angle = _angle(shown)
        if angle is None and (both := _pair(shown)) is not None:
            degrees = getattr(both[0], axis)
            return Fault("position_in_axis", value=degrees) if degrees else None
        number = angle.degrees if angle else _bare(shown)
    if number is None or number != number:
        return Fault("position_unreadable")
    if abs(number) <= 180:
        return round(number, 7) or None
    restored = _with_point(number, home)
    return (
        Fault("position_point_lost", value=restored) if restored is not None else Fault("position_unreadable")
    )


def _bare(shown: str) -> float | None:
    found = DIGITS.fullmatch(shown)
    if not found:
        return None
    return int(found["digits"]) * (-1.0 if found["sign"] else 1.0)


def _with_point(number: float, home: tuple[float, float]) -> float | None:
    """-64025 is -6.4025: the point goes where the number becomes the largest that lies in Indonesia."""
    for _ in range(17):
        number /= 10
        if home[0] <= number <= home[1]:
            return round(number, 7) if abs(number) >= 0.5 else None
    return None


def _angle(written: str) -> Angle | None:
    """One axis in words and signs, or None."""
    found = ANGLE.fullmatch(written.strip())
    if found is None or (found["fraction"] and found["minutes"]):
        return None
    degrees = float(f"{found['whole']}.{found['fraction'] or 0}")
    for part, share in (("minutes", 60), ("seconds", 3600)):
        if found[part]:
            value = float(found[part].replace(",", "."))
            if value >= 60:
                return None
            degrees += value / share
    marks = {mark.lower() for mark in (found["before"], found["after"]) if mark}
    if found["sign"] in MINUS or marks & (SOUTHERN | WESTERN):
        degrees = -degrees
    return Angle(degrees, _axis_of(marks)) if abs(degrees) <= 180 else None


def _axis_of(marks: set[str]) -> str:
    if marks & (SOUTHERN | NORTHERN) or any(mark.startswith("la") or mark == "lintang" for mark in marks):
        return "latitude"
    if marks & (EASTERN | WESTERN) or any(mark.startswith(("lo", "ln")) or mark == "bujur" for mark in marks):
        return "longitude"
    return ""


def position(cell: object) -> object:
    """A `Point` of a cell that holds both axes."""
    shown = plain(cell).strip("()[] ")
    if is_empty(shown) or shown == "0":
        return None
    if LINK.search(shown):
        found = PINNED.search(shown) or IN_LINK.search(shown)
        if found is None:
            return Fault("map_link_only")
        shown = f"{found[1]}, {found[2]}"
    both = _pair(shown)
    if both is None:
        return Fault("position_unreadable")
    point, put_right = both
    if point == (0.0, 0.0):
        return None
    return Fault(put_right, value=point) if put_right else point


def _pair(shown: str) -> tuple[Point, str] | None:
    """The point, and what had to be put right ("" if nothing): the split that lies in Indonesia is preferred."""
    readings = [reading for split in BETWEEN.finditer(shown) if (reading := _split(shown, split)) is not None]
    return max(readings, key=lambda reading: (in_indonesia(reading[0]), not reading[1]), default=None)


def _split(shown: str, at: re.Match[str]) -> tuple[Point, str] | None:
    first, second = shown[: at.start()], shown[at.end() :]
    one, other = _angle(first), _angle(second)
    if one is None or other is None:
        return _without_points(first, second)
    if one.axis == "longitude" or other.axis == "latitude":
        one, other = other, one
        stated = True
    else:
        stated = bool(one.axis or other.axis)
    point, crossed = _point(one.degrees, other.degrees), _point(other.degrees, one.degrees)
    if not stated and crossed and in_indonesia(crossed) and not (point and in_indonesia(point)):
        return crossed, "position_exchanged"
    return (point, "") if point else None


def _without_points(first: str, second: str) -> tuple[Point, str] | None:
    numbers = _bare(first.strip()), _bare(second.strip())
    if numbers[0] is None or numbers[1] is None:
        return None
    north, east = _with_point(numbers[0], (SOUTH, NORTH)), _with_point(numbers[1], (WEST, EAST))
    return (Point(north, east), "position_point_lost") if north is not None and east is not None else None


def _point(north: float, east: float) -> Point | None:
    return Point(round(north, 7), round(east, 7)) if abs(north) <= 90 and abs(east) <= 180 else None
