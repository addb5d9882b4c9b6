"""One city's people and what happened to them, as columns of numbers. Days are counted from 1 January of the year, -1 is none.

All shares and spreads are assumed; they are here together so that whoever wants another country changes them here.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

SEXES, SEX_SHARES = ("P", "L", ""), (0.55, 0.43, 0.02)
SECTORS = ("kuliner", "fesyen", "kriya", "jasa", "pertanian", "perdagangan", "")
SECTOR_SHARES = (0.31, 0.09, 0.06, 0.14, 0.12, 0.23, 0.05)
CONSTRAINTS, CONSTRAINT_SHARES = ("fin_capital", "mkt_reach", "legal_nib"), (0.5, 0.3, 0.2)
START, LAST, END = 31, 334, 343
"""1 February, 1 December: the programme's days; its last visits are on 10 December."""
DUE = (89, 150, 231, 303)
"""31 March, 31 May, 20 August, 31 October."""
FIRSTS = (31, 59, 90, 120, 151, 181, 212, 243, 273, 304)
"""The first days of February to November, in a year of 365 days."""
MIDDLES = (14, 45, 73, 104, 134, 165, 195, 226, 257, 287, 318, 348)
TO_A_MENTOR = 30
LATE, LEAVES, HANDED_OVER, NO_BUSINESS, NOT_ACCOMPANIED = 0.15, 0.09, 0.15, 0.06, 0.05
COMPLETES, CONFIRMED, ASPECT_TOLD, ASPECT_REACHED = 0.78, 0.82, 0.88, 0.85
INVITED, PRESENT, TESTED = 0.5, 0.73, 0.6
BASELINE, MONTH_TOLD, MONTH_CONFIRMED = 0.92, 0.75, 0.55
VISITS_A_MONTH, SPREAD = 1.4, 1.6
"""Visits a month by a gamma of this mean and shape, then a Poisson: most have one or two, some ten, a tenth none."""
TRAININGS = 6


@dataclass
class Drawn:
    """Columns by table; `at` is a participant's place among the city's participants."""

    village: Whole
    sex: Whole
    sector: Whole
    takes_part: Whole
    has_business: Truth
    enrolled: Whole
    exited: Whole
    mentor_village: Whole
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)


def drawn(counts: Whole, share: float, draw: np.random.Generator) -> Drawn:
    """`counts`: businesses per village; `share` of them take part."""
    village = np.repeat(np.arange(len(counts)), counts)
    takes_part = np.flatnonzero(draw.random(len(village)) < share)
    n = len(takes_part)
    enrolled = np.where(draw.random(n) < LATE, draw.integers(START, 181, n), START)
    leaves = draw.random(n) < LEAVES
    exited = np.where(leaves, enrolled + 1 + _below(draw, LAST - enrolled), -1)
    at_home = village[takes_part]
    here = np.bincount(at_home, minlength=len(counts))
    mentors = -(-here // TO_A_MENTOR)
    city = Drawn(
        village,
        _chosen(draw, SEX_SHARES, len(village)),
        _chosen(draw, SECTOR_SHARES, len(village)),
        takes_part,
        draw.random(n) >= NO_BUSINESS,
        enrolled,
        exited,
        np.repeat(np.arange(len(counts)), mentors),
    )
    _accompanied(city, at_home, here, mentors, draw)
    _steps(city, draw)
    _lessons(city, draw)
    _months(city, draw)
    _judged(city, draw)
    _reports(city, draw)
    return city


def _accompanied(city: Drawn, at_home: Whole, here: Whole, mentors: Whole, draw: np.random.Generator) -> None:
    """Caseloads, and the visits that lie in them."""
    n = len(at_home)
    place = np.arange(n) - np.concatenate([[0], np.cumsum(here)[:-1]])[at_home]
    first = np.concatenate([[0], np.cumsum(mentors)[:-1]])[at_home]
    mentor = first + place % np.maximum(mentors[at_home], 1)
    other = first + (place + 1) % np.maximum(mentors[at_home], 1)
    held = draw.random(n) >= NOT_ACCOMPANIED
    until = np.where(city.exited >= 0, city.exited, END)
    day = city.enrolled + 1 + _below(draw, until - city.enrolled)
    over = held & (draw.random(n) < HANDED_OVER) & (day < until)
    whole, twice = np.flatnonzero(held), np.flatnonzero(over)
    at = np.concatenate([whole, twice])
    starts = np.concatenate([city.enrolled[whole], day[twice]])
    ends = np.concatenate([np.where(over, day, city.exited)[whole], city.exited[twice]])
    who = np.concatenate([mentor[whole], other[twice]])
    order = np.argsort(at, kind="stable")
    at, starts, ends, who = at[order], starts[order], ends[order], who[order]
    city.tables["caseload"] = {"at": at, "mentor": who, "starts": starts, "ends": ends}
    last = np.where(ends >= 0, ends, END)
    rate = draw.gamma(SPREAD, VISITS_A_MONTH / SPREAD, n)[at] * (last - starts) / 30.4
    seen = draw.poisson(np.maximum(rate, 0))
    spell = np.repeat(np.arange(len(at)), seen)
    city.tables["visit"] = {
        "at": at[spell],
        "mentor": who[spell],
        "on": starts[spell] + _below(draw, last[spell] - starts[spell]),
        "minutes": np.clip(draw.lognormal(3.6, 0.5, len(spell)), 5, 240).astype(np.int64),
    }


def _steps(city: Drawn, draw: np.random.Generator) -> None:
    """Stages of those who were there on the due day."""
    at, stage = _pairs(len(city.enrolled), len(DUE))
    due = np.array(DUE)[stage]
    done = np.clip(due + np.rint(draw.normal(-11, 14, len(at))).astype(np.int64), city.enrolled[at], 354)
    kept = (city.enrolled[at] <= due) & (draw.random(len(at)) < COMPLETES)
    kept &= (city.exited[at] < 0) | (done <= city.exited[at])
    city.tables["completion"] = {"at": at[kept], "stage": stage[kept], "done": done[kept]}


def _lessons(city: Drawn, draw: np.random.Generator) -> None:
    days = np.sort(draw.integers(START, 300, TRAININGS))
    at, training = _pairs(len(city.enrolled), TRAININGS)
    kept = draw.random(len(at)) < INVITED
    at, training = at[kept], training[kept]
    tested = draw.random(len(at)) < TESTED
    before = np.clip(draw.normal(55, 15, len(at)), 0, 100).astype(np.int64)
    after = np.clip(before + draw.normal(12, 10, len(at)), 0, 100).astype(np.int64)
    city.tables["training"] = {"on": days}
    city.tables["attendance"] = {
        "at": at, "training": training, "present": draw.random(len(at)) < PRESENT,
        "pre": np.where(tested, before, -1), "post": np.where(tested & (draw.random(len(at)) < 0.9), after, -1),
    }  # fmt: skip


def _months(city: Drawn, draw: np.random.Generator) -> None:
    """The first month is the baseline; later ones are told while the participant is there."""
    at, month = _pairs(len(city.enrolled), len(FIRSTS))
    first = np.array(FIRSTS)[month]
    gone = (city.exited[at] >= 0) & (first > city.exited[at])
    told = draw.random(len(at)) < np.where(month == 0, BASELINE, MONTH_TOLD)
    kept = told & ~gone
    at, month = at[kept], month[kept]
    rows = len(at)
    size = draw.lognormal(0, 1.1, len(city.enrolled))[at]
    grown = size * 1.015**month * draw.lognormal(0, 0.25, rows)
    weeks = draw.integers(4, 6, rows)
    city.tables["growth"] = {
        "at": at, "month": month, "turnover": (3_000_000 * grown).astype(np.int64) // 1000 * 1000,
        "workers": draw.poisson(0.8 + 0.02 * month), "products": draw.poisson(3 + 0.1 * month), "channels": draw.poisson(1.2 + 0.05 * month),
        "weeks": weeks, "weeks_with_sales": draw.binomial(weeks, 0.78), "has_nib": draw.random(rows) < 0.35 + 0.04 * month,
        "confirmed": draw.random(rows) < MONTH_CONFIRMED,
    }  # fmt: skip


def _judged(city: Drawn, draw: np.random.Generator) -> None:
    at, _aspect = _pairs(len(city.enrolled), 3)
    kept = draw.random(len(at)) < ASPECT_TOLD
    at = at[kept]
    reached = draw.random(len(at)) < ASPECT_REACHED
    city.tables["outcome"] = {"at": at, "achieved": reached, "on": draw.integers(240, 340, len(at))}
    owners = np.flatnonzero(city.has_business)
    city.tables["verification"] = {
        "at": owners,
        "confirmed": draw.random(len(owners)) < CONFIRMED,
        "on": draw.integers(START, 300, len(owners)),
    }
    troubled = owners[draw.random(len(owners)) < 0.6]
    since = draw.integers(START, 270, len(troubled))
    solved = draw.random(len(troubled)) < 0.45
    city.tables["constraint"] = {
        "at": troubled, "code": _chosen(draw, CONSTRAINT_SHARES, len(troubled)), "since": since,
        "severity": draw.integers(1, 4, len(troubled)), "resolved": np.where(solved, since + 1 + _below(draw, 340 - since), -1),
    }  # fmt: skip


def _reports(city: Drawn, draw: np.random.Generator) -> None:
    """Due on the fifth of the next month; some come late, some never."""
    mentor, month = _pairs(len(city.mentor_village), len(FIRSTS))
    due = np.array([*FIRSTS[1:], 334])[month] + 4
    handed = due + np.rint(draw.normal(-2.5, 2.5, len(mentor))).astype(np.int64)
    handed = np.where(draw.random(len(mentor)) < 0.07, -1, handed)
    approved = np.where((handed >= 0) & (draw.random(len(mentor)) < 0.9), np.maximum(handed, due) + 6, -1)
    city.tables["report"] = {
        "mentor": mentor, "month": month, "due": due, "submitted": handed, "approved": approved,
    }  # fmt: skip


def _below(draw: np.random.Generator, limits: Whole) -> Whole:
    """For each limit a whole number from 0 to below it; 0 where there is none."""
    return (draw.random(len(limits)) * np.maximum(limits, 0)).astype(np.int64)


def _chosen(draw: np.random.Generator, shares: tuple[float, ...], n: int) -> Whole:
    return np.minimum(np.searchsorted(np.cumsum(shares), draw.random(n), side="right"), len(shares) - 1)


def _pairs(of: int, each: int) -> tuple[Whole, Whole]:
    return np.repeat(np.arange(of), each), np.tile(np.arange(each), of)
