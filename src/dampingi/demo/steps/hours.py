"""Mentors note what no record tells: travel, preparation, meetings; most confirm the trainings they were at, some correct a slip."""

import datetime
import random

from dampingi.demo.building import Building
from dampingi.demo.calendars import last_day
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.foundation.rows import new_id
from dampingi.records.hours.actions import confirm_offer, correct_work, log_work
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.hours.models import Work
from dampingi.records.hours.offers import offers
from dampingi.records.programmes.models import Mentor

DAY = datetime.timedelta(days=1)
CONFIRMS = 0.7


def log(b: Building) -> None:
    words = read("hours")
    for month in [*b.year.full_months, b.today.replace(day=1)]:
        rng, end = picker(b.seed, f"hours/{month}"), min(last_day(month), b.today)
        b.clock.set(end)
        rows: list[WorkIntake] = []
        for mentor in b.mentors:
            last = min(end, mentor.ended_on or end)
            first = max(month, mentor.appointed_on)
            if first <= last and rng.random() < 0.92:
                rows += [_row(rng, mentor, first, last, words) for _n in range(rng.randint(2, 6))]
        made = log_work(by=b.by, rows=rows, today=b.today)
        _slip(b, rng, made)
    _confirm(b)
    b.clock.set(b.today)


def _row(
    rng: random.Random, mentor: Mentor, first: datetime.date, last: datetime.date, words: dict
) -> WorkIntake:
    kind = rng.choice(list(words))
    told = words[kind]
    on = first + rng.randint(0, (last - first).days) * DAY
    starts = datetime.time(rng.randint(8, 16), rng.choice((0, 30))) if rng.random() < 0.4 else None
    return WorkIntake(
        new_id(), mentor.id, on, kind, rng.choice(told["minutes"]), starts, rng.choice(told["notes"])
    )


def _slip(b: Building, rng: random.Random, made: list[Work]) -> None:
    """One of the month's rows was an hour too long."""
    long = [w for w in made if w.minutes >= 90]
    if long:
        old = rng.choice(long)
        right = WorkIntake(
            new_id(), old.mentor_id, old.on, old.kind, old.minutes - 60, old.starts, old.note, reason="Salah tulis lamanya"
        )  # fmt: skip
        correct_work(by=b.by, work=old.id, row=right, today=b.today)


def _confirm(b: Building) -> None:
    rng = picker(b.seed, "hours/offers")
    for month in b.year.full_months:
        b.clock.set(last_day(month))
        for mentor in b.mentors:
            for offer in offers(mentor, month):
                if rng.random() < CONFIRMS and mentor.appointed_on <= offer.on <= (
                    mentor.ended_on or offer.on
                ):
                    confirm_offer(
                        by=b.by, mentor=mentor, source=offer.source, source_id=offer.source_id, month=month,
                        id=new_id(), today=b.today,
                    )  # fmt: skip
