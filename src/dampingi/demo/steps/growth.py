"""The participants' businesses month by month: the season, their own luck, and what the mentor adds."""

import datetime
from dataclasses import dataclass

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.calendars import add_months, month_of
from dampingi.demo.dice import stream
from dampingi.demo.lives import USUAL_TURNOVER, months_active
from dampingi.records.mentoring.actions import confirm_growth, record_growth
from dampingi.records.mentoring.intake import GrowthIntake

YEARLY = 0.11
"""Log turnover that an average participant gains over the year."""


@dataclass(frozen=True)
class Course:
    """Per participant; those without a business start from nothing and open one in `opens` (month index) or never."""

    start: np.ndarray
    slope: np.ndarray
    opens: np.ndarray
    nib_from: np.ndarray
    """Month index from which they hold a NIB; 0 at the start, beyond the year never."""


def grow(b: Building) -> None:
    course, dice = _course(b), stream(b.seed, "growth")
    active, months = months_active(b.cohort, b.year), b.year.full_months
    told = (
        dice.random((len(b.cohort), len(months)))
        < 0.93 * np.minimum(1.04, b.guides.diligence[b.loads.first] ** 0.15)[:, None]
    )
    rows = [_baseline(b, course, i) for i in range(len(b.cohort))]
    start = {i: r.month for i, r in enumerate(rows)}
    for m, month in enumerate(months):
        noise = dice.normal(0, 0.13, len(b.cohort))
        extra = dice.random((4, len(b.cohort)))
        listed = np.flatnonzero(active[:, m] & told[:, m])
        rows += [
            _month(b, course, int(i), m, month, noise[i], extra[:, i])
            for i in listed
            if month > start[int(i)]
        ]
    made = record_growth(by=b.by, rows=rows, today=b.today)
    confirmed = dice.random(len(made)) < 0.72
    confirm_growth(by=b.by, ids=[g.id for g, yes in zip(made, confirmed, strict=True) if yes])


def _course(b: Building) -> Course:
    dice, n = stream(b.seed, "growth/course"), len(b.cohort)
    shops = [p.shop for p in b.people]
    has_nib = np.array([bool(p.business and p.business.nib) for p in b.people])
    chance = 0.075 * np.exp(0.35 * b.lives.help + 0.4 * np.log(b.lives.engagement))
    waits = dice.geometric(np.clip(chance, 0.01, 0.5)) + 1
    ready = np.array([s is not None for s in shops])
    opens = np.where(ready, 0, np.where(dice.random(n) < 0.7, dice.integers(2, 8, n), 99))
    return Course(
        start=np.array([np.log(s.turnover if s else USUAL_TURNOVER * 0.35) for s in shops]),
        slope=YEARLY + b.lives.push + 0.05 * b.cohort.ease + dice.normal(0, 0.16, n),
        opens=opens,
        nib_from=np.where(has_nib, 0, np.maximum(waits, opens)),
    )


def _baseline(b: Building, course: Course, i: int) -> GrowthIntake:
    """Their business in the month before they came, as the register has it."""
    shop, enrolled = b.people[i].shop, datetime.date.fromordinal(int(b.cohort.enrolled[i]))
    month = add_months(month_of(enrolled), -1)
    if shop is None:
        return GrowthIntake(b.enrolments[i].id, month, 0, 0, 0, 0, 0, False)
    weeks = 4 if shop.turnover > 6_000_000 or i % 3 else 3
    nib = bool(course.nib_from[i] == 0)
    return GrowthIntake(
        b.enrolments[i].id, month, shop.turnover, shop.workers, shop.products, shop.channels, weeks, nib
    )


def _month(
    b: Building, course: Course, i: int, m: int, month: datetime.date, noise: float, extra
) -> GrowthIntake:
    weeks = 5 if month.month in (3, 5, 8, 10) else 4
    if m < course.opens[i]:
        return GrowthIntake(b.enrolments[i].id, month, 0, 0, 0, 0, 0, False, weeks)
    shop, share = b.people[i].shop, (m + 1) / 10
    season = b.year.sales(month, shop.sector if shop else "kuliner")
    turnover = np.exp(course.start[i] + course.slope[i] * share + noise) * season
    gain = max(0.0, course.slope[i]) * share
    return GrowthIntake(
        enrolment_id=b.enrolments[i].id,
        month=month,
        turnover=int(round(float(turnover), -4)),
        workers=(shop.workers if shop else 1)
        + int(gain * 2.6 + 0.9 * share * _steady(b, i, 2) + 0.2 * extra[0]),
        products=(shop.products if shop else 1) + int(3.2 * share * _steady(b, i, 0) + 3 * gain),
        channels=(shop.channels if shop else 1)
        + int(2.1 * share * _steady(b, i, 1) + 2.5 * gain * (extra[2] > 0.2)),
        weeks_with_sales=int(weeks - (extra[3] < 0.16) - (extra[3] < 0.05) - (extra[1] < 0.03)),
        has_nib=bool(m >= course.nib_from[i]),
        weeks=weeks,
    )


def _steady(b: Building, i: int, what: int) -> float:
    """A participant's own bent, the same in every month, so that products and channels do not flicker."""
    chance = ((i * 2_654_435_761 + what * 97_531) % 10_007) / 10_007
    return chance * float(np.exp(0.3 * b.lives.help[i]))
