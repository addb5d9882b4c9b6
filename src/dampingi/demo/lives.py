"""How the participants' year really goes: chances from who they are and who accompanies them, then the outcome."""

import datetime
from dataclasses import dataclass

import numpy as np

from dampingi.demo.calendars import Year, month_of
from dampingi.demo.caseloads import Caseloads
from dampingi.demo.crowd import Applicant
from dampingi.demo.dice import stream
from dampingi.demo.guides import Guides
from dampingi.demo.places import Places

REPORTED_PASS_RATE = 0.794
"""What the mentors report, drop-outs counted as not passed: the headline of the city the demo is modelled on."""
COEFFICIENTS = {
    "log_turnover": 0.55,
    "age_of_business": 0.035,
    "no_business": -0.45,
    "woman": 0.12,
    "laid_off": -0.35,
    "extreme_poverty": -0.75,
    "disability": -0.40,
    "kuliner": 0.12,
    "fesyen": 0.0,
    "kriya": -0.22,
    "perdagangan": 0.05,
    "jasa": -0.08,
    "agribisnis": -0.15,
    "lainnya": -0.15,
}
USUAL_TURNOVER = 8_000_000
FADE_SHARE, FADING, FADED = 0.18, 150, 0.05
"""How many fade in the year, over how many days, and what is left of their readiness when they have."""
PLACE_SPREAD = 0.10
"""Log odds by which a kelurahan itself helps or hinders; with one mentor there, nobody can tell it from the mentor."""


@dataclass(frozen=True)
class Cohort:
    """The participants as arrays, in the order they were given. `place` is the index of their kelurahan."""

    place: np.ndarray
    enrolled: np.ndarray
    """Ordinal of the day."""
    exited: np.ndarray
    """Ordinal of the day, or a day beyond all."""
    ease: np.ndarray
    """Log odds of passing under an average mentor, from who they are and where they live; mean 0 over the city."""

    def __len__(self) -> int:
        return len(self.place)

    def active(self, day: datetime.date) -> np.ndarray:
        return (self.enrolled <= day.toordinal()) & (self.exited > day.toordinal())


NEVER = datetime.date(9999, 1, 1).toordinal()


def ease_of(people: tuple[Applicant, ...], places: Places, year: Year, seed: int) -> np.ndarray:
    here = stream(seed, "places/ease").normal(0, PLACE_SPREAD, len(places.kelurahan))
    found = np.array([_covariates(p, year) for p in people]) + here[[p.place for p in people]]
    return found - found.mean()


def _covariates(person: Applicant, year: Year) -> float:
    c = COEFFICIENTS
    total = c["woman"] * (person.person.sex == "P") + c.get(person.priority, 0.0)
    if person.shop is None:
        return total + c["no_business"]
    total += c["log_turnover"] * float(np.log(person.shop.turnover / USUAL_TURNOVER))
    return total + c["age_of_business"] * (year.year - person.shop.started_year) + c[person.shop.sector]


@dataclass(frozen=True)
class Lives:
    """What becomes of each participant. Months are `year.months`."""

    engagement: np.ndarray
    """How readily they take part: multiplies attendance and visits; mean about 1."""
    help: np.ndarray
    """Log odds added by their mentors, weighted by the months each accompanied them."""
    push: np.ndarray
    """Log turnover added by their mentors over a whole year."""
    passed: np.ndarray
    """Really achieved all three aspects."""
    reported: np.ndarray
    """Reported as such by the mentor."""
    mentor: np.ndarray
    """[participant, month] index of the mentor in the middle of the month."""
    fading: np.ndarray
    """Ordinal of the day from which they hardly take part any more; a day beyond all for those who go on."""

    def drive(self, on: datetime.date | int) -> np.ndarray:
        """By how much of their usual readiness each takes part on a day: fading is gradual over some months."""
        day = on if isinstance(on, int) else on.toordinal()
        return np.clip(0.5 - (day - self.fading) / FADING, FADED, 1.0)


def live(
    cohort: Cohort, loads: Caseloads, guides: Guides, year: Year, seed: int, reported_rate: float = REPORTED_PASS_RATE
) -> Lives:  # fmt: skip
    dice = stream(seed, "lives")
    months = year.months
    mentor = np.stack([loads.on(m.replace(day=15)) for m in months], axis=1)
    with_us = np.stack([cohort.active(m.replace(day=15)) for m in months], axis=1)
    share = with_us / np.maximum(1, with_us.sum(axis=1, keepdims=True))
    effect = (guides.effect[mentor] * share).sum(axis=1)
    push = (guides.growth[mentor] * with_us).sum(axis=1) / len(months)
    engagement = np.exp(dice.normal(0, 0.28, len(cohort)) + 0.12 * cohort.ease)
    stayed = cohort.exited == NEVER
    luck, false = dice.logistic(0, 1, len(cohort)), dice.random(len(cohort))
    inflation = guides.inflation[mentor[:, -1]]
    chance = cohort.ease + effect + 0.5 * np.log(engagement) + luck

    def outcome(level: float) -> tuple[np.ndarray, np.ndarray]:
        passed = stayed & (chance + level > 0)
        return passed, stayed & np.where(passed, false > 0.015, false < inflation)

    passed, reported = outcome(_level(lambda v: outcome(v)[1].mean(), reported_rate))
    return Lives(
        engagement, effect, push, passed, reported, mentor, fading_days(cohort, engagement, year, seed)
    )


def fading_days(cohort: Cohort, engagement: np.ndarray, year: Year, seed: int) -> np.ndarray:
    """Some stop by and by, sooner those who were never quite there; those who leave have faded before."""
    dice = stream(seed, "fading")
    n = len(cohort)
    odds = np.log(FADE_SHARE / (1 - FADE_SHARE)) - 1.2 * np.log(engagement) - 0.25 * cohort.ease
    fades = dice.random(n) < 1 / (1 + np.exp(-odds))
    start = year.on(3, 10).toordinal() + dice.integers(0, 215, n)
    day = np.where(fades, np.maximum(start, cohort.enrolled + 40), NEVER)
    before = np.maximum(cohort.enrolled + 5, cohort.exited - dice.integers(25, 60, n))
    return np.where(cohort.exited < NEVER, np.minimum(day, before), day)


def _level(reported_at, wanted: float) -> float:
    """The intercept at which the reported pass rate is the one wanted, by bisection."""
    low, high = -4.0, 6.0
    for _i in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if reported_at(middle) < wanted else (low, middle)
    return high


def months_active(cohort: Cohort, year: Year) -> np.ndarray:
    """[participant, month]: in the programme on some day of the month up to today."""
    found = []
    for month in year.months:
        first, last = month.toordinal(), min(_end(month), year.today.toordinal())
        found.append((cohort.enrolled <= last) & (cohort.exited > first))
    return np.stack(found, axis=1)


def _end(month: datetime.date) -> int:
    return month_of(month + datetime.timedelta(days=32)).toordinal() - 1
