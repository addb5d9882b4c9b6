"""Manual indicators: what no record holds, typed for a place and a period, and added up here."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dampingi.engines.indicators.conditions import Unclear
from dampingi.engines.indicators.figures import Figure

Every = Literal["month", "quarter", "year"]
MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
Level = Literal["province", "city", "kecamatan", "kelurahan"]
LEVELS: tuple[str, ...] = get_args(Level)
Over = Literal["sum", "last"]


@dataclass(frozen=True)
class Entered:
    """`over`: whether a place's periods are added up (what happened) or the last one counts (how things stand).

    Without `denominator` a number is typed, and places add up; with it two numbers are, and both add up before they are divided.
    """

    level: Level
    every: Every
    over: Over
    numerator: str
    denominator: str = ""


@dataclass(frozen=True)
class Cell:
    """One typed and accepted value."""

    region: str
    end: datetime.date
    numerator: int
    denominator: int


def totalled(cells: Sequence[Cell], said: Entered) -> Figure:
    """Of one group of cells; without any there is no figure, and that is no zero."""
    if not cells:
        return Figure(0, 0)
    if said.over == "last":
        ends: dict[str, Cell] = {}
        for cell in cells:
            if cell.region not in ends or cell.end > ends[cell.region].end:
                ends[cell.region] = cell
        cells = list(ends.values())
    numerator = sum(cell.numerator for cell in cells)
    return Figure(numerator, sum(cell.denominator for cell in cells) if said.denominator else 1)


def first_day(day: datetime.date, every: Every) -> datetime.date:
    """Of the period the day lies in."""
    months = MONTHS[every]
    return datetime.date(day.year, (day.month - 1) // months * months + 1, 1)


def last_day(start: datetime.date, every: Every) -> datetime.date:
    """Of the period that begins on `start`."""
    month = start.month + MONTHS[every]
    following = datetime.date(start.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def entered(code: str, raw: Any) -> Entered:
    """Raises Unclear."""
    if not isinstance(raw, Mapping) or set(raw) - {"level", "every", "over", "numerator", "denominator"}:
        raise Unclear(
            code, "entered", "has level, every, over, numerator and perhaps denominator", "not_entered"
        )
    for name, allowed in (("level", LEVELS), ("every", tuple(MONTHS)), ("over", get_args(Over))):
        if raw.get(name) not in allowed:
            raise Unclear(code, name, f"is {raw.get(name)!r}; choose {' or '.join(allowed)}", "no_choice")
    if not str(raw.get("numerator") or "").strip():
        raise Unclear(code, "numerator", "is missing: write what is typed", "missing")
    return Entered(
        raw["level"],
        raw["every"],
        raw["over"],
        str(raw["numerator"]).strip(),
        str(raw.get("denominator") or "").strip(),
    )


def groupings_of(said: Entered) -> frozenset[str]:
    """The places down to those it is typed for, and months where it is typed monthly."""
    places = LEVELS[: LEVELS.index(said.level) + 1]
    return frozenset(places) | frozenset(["month"] if said.every == "month" else [])
