"""A year of visits: more by diligent mentors, fewer in the fasting month, none on feasts."""

import datetime
from decimal import Decimal
from itertools import groupby

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.calendars import last_day
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.demo.lives import months_active
from dampingi.records.mentoring.actions import record_visits
from dampingi.records.mentoring.intake import VisitIntake

A_MONTH = 1.5
_TOPICS: dict[int, dict[str, int]] = {  # per month, what visits are about
    2: {"verifikasi": 80, "masalah": 15, "lainnya": 5},
    3: {"verifikasi": 35, "masalah": 45, "legalitas": 15, "keuangan": 5},
    4: {"masalah": 45, "legalitas": 25, "keuangan": 20, "produksi": 10},
    5: {"legalitas": 20, "pemasaran": 30, "produksi": 25, "keuangan": 25},
    6: {"pemasaran": 35, "pembiayaan": 20, "produksi": 25, "keuangan": 20},
    7: {"pemasaran": 40, "pembiayaan": 20, "produksi": 20, "legalitas": 20},
    8: {"pemasaran": 35, "pembiayaan": 25, "keuangan": 25, "tugas": 15},
    9: {"pemasaran": 25, "keuangan": 25, "tugas": 40, "kemajuan": 10},
    10: {"tugas": 45, "kemajuan": 45, "pemasaran": 10},
    11: {"kemajuan": 70, "pemasaran": 20, "lainnya": 10},
}
_SEASON = {2: 0.75, 8: 0.85, 11: 0.7}
"""Mentoring starts in the middle of February, August is full of feasts, and it closes in November."""


def visit(b: Building) -> None:
    days = _days(b)
    dice = stream(b.seed, "visits/minutes")
    minutes = np.clip(np.round(dice.gamma(6, 9, len(days)) / 5) * 5, 15, 180).astype(int)
    mentors = _mentors(b, days)
    rng = picker(b.seed, "visits")
    rows = [
        _visit(b, rng, participant, datetime.date.fromordinal(day), int(m), int(mentor))
        for (participant, day), m, mentor in zip(days, minutes, mentors, strict=True)
    ]
    for month, theirs in groupby(rows, key=lambda r: r.on.replace(day=1)):
        b.clock.set(min(b.today, last_day(month)))
        record_visits(by=b.by, origin=b.origin, rows=list(theirs))


def _days(b: Building) -> list[tuple[int, int]]:
    """(participant, ordinal of the day) in the order of the days; nobody is visited twice on one."""
    dice = stream(b.seed, "visits/days")
    active, months = months_active(b.cohort, b.year), b.year.months
    of = b.places.kecamatan_index()[b.cohort.place]
    found = []
    for m, month in enumerate(months):
        part = _part(month, b.today)
        rate = A_MONTH * _SEASON.get(month.month, 1.0) * part * _fasting(b, month)
        rate = rate * b.guides.diligence[b.lives.mentor[:, m]] * b.lives.engagement**0.5 * active[:, m]
        who = np.repeat(np.arange(len(b.cohort)), dice.poisson(rate))
        where, chance = of[who], dice.random(len(who))
        for k, code in enumerate(b.places.kecamatan):
            days, cumulated = _weights(b, month, code)
            chosen = days[np.searchsorted(cumulated, chance[where == k])]
            found.append(np.stack([who[where == k], chosen], axis=1))
    drawn = np.unique(np.concatenate(found), axis=0)
    first = np.maximum(b.cohort.enrolled, b.year.on(2, 9).toordinal())[drawn[:, 0]]
    kept = drawn[(drawn[:, 1] >= first) & (drawn[:, 1] < b.cohort.exited[drawn[:, 0]])]
    return [(int(p), int(d)) for p, d in kept[np.lexsort((kept[:, 0], kept[:, 1]))]]


def _part(month: datetime.date, today: datetime.date) -> float:
    return min(1.0, ((min(today, last_day(month)) - month).days + 1) / 30)


def _fasting(b: Building, month: datetime.date) -> float:
    """The month's visiting days as a share of the year's best month: this is where participation dips."""
    market = b.places.kelurahan[0].market_day

    def weight(m: datetime.date) -> float:
        days = range(m.toordinal(), last_day(m).toordinal() + 1)
        return sum(b.year.weight(datetime.date.fromordinal(d), market) for d in days)

    return weight(month) / max(weight(m) for m in b.year.months)


def _weights(b: Building, month: datetime.date, kecamatan: str) -> tuple[np.ndarray, np.ndarray]:
    market = next(k.market_day for k in b.places.kelurahan if k.kecamatan == kecamatan)
    last = min(last_day(month), b.today)
    days = np.arange(month.toordinal(), last.toordinal() + 1)
    weight = np.array([b.year.weight(datetime.date.fromordinal(int(d)), market) for d in days])
    cumulated = np.cumsum(weight + 1e-9)
    return days, cumulated / cumulated[-1]


def _mentors(b: Building, days: list[tuple[int, int]]) -> list[int]:
    """Who accompanied the participant that day; the handovers are on few days, so it is looked up per span."""
    changes = sorted({h.on.toordinal() for h in b.loads.handovers})
    spans = [b.loads.on(datetime.date.fromordinal(c)) for c in (b.year.on(1, 1).toordinal(), *changes)]
    at = np.searchsorted(changes, [d for _p, d in days], side="right")
    return [spans[s][p] for s, (p, _d) in zip(at, days, strict=True)]


def _visit(b: Building, rng, participant: int, on: datetime.date, minutes: int, mentor: int) -> VisitIntake:
    topics = _TOPICS[on.month]
    topic = rng.choices(list(topics), list(topics.values()))[0]
    said = read("speech")["visits"].get(topic)
    position = _position(b, rng, participant) if rng.random() < 0.72 else (None, None)
    return VisitIntake(
        id=b.new_id(),
        enrolment_id=b.enrolments[participant].id,
        mentor_id=b.mentors[mentor].id,
        on=on,
        minutes=minutes,
        topic=topic,
        advice=rng.choice(said["advice"]) if said else "",
        next_step=rng.choice(said["next_step"]) if said and rng.random() < 0.85 else "",
        next_on=on + datetime.timedelta(days=rng.randint(10, 38)) if rng.random() < 0.7 else None,
        latitude=position[0],
        longitude=position[1],
    )


def _position(b: Building, rng, participant: int) -> tuple[Decimal, Decimal]:
    business, kelurahan = b.people[participant].business, b.places.kelurahan[b.people[participant].place]
    if business and business.latitude is not None and business.longitude is not None:
        return business.latitude, business.longitude
    return Decimal(f"{kelurahan.latitude:.6f}"), Decimal(f"{kelurahan.longitude:.6f}")
