"""Visits that were promised and put off: mostly in time, now and then only afterwards."""

import datetime
from itertools import groupby

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.actions import put_off
from dampingi.records.mentoring.intake import PutOffIntake
from dampingi.records.mentoring.models import Promise
from dampingi.records.mentoring.queries.promises import MISSED, OPEN, with_fate

SHARE, SHARE_NOW = 0.06, 0.2
"""Of the promises that were not kept, and of those of the days around today."""
AFTERWARDS = 0.2


def put_off_visits(b: Building) -> None:
    rng = picker(b.seed, "promises")
    found = with_fate(Promise.objects.unscoped("demo"), today=b.today).filter(fate__in=(MISSED, OPEN))
    soon = b.today + datetime.timedelta(days=7)
    rows = list(found.filter(day__lte=soon, enrolment__exited_on=None).order_by("day", "id"))
    chosen = [p for p in rows if rng.random() < (SHARE if p.day < b.today else SHARE_NOW)]
    for day, theirs in groupby(chosen, key=lambda p: p.day):
        for promise in theirs:
            late = rng.random() < AFTERWARDS
            on = day + datetime.timedelta(days=rng.randint(1, 3) if late else -rng.randint(0, 2))
            _put_off(b, rng, promise, min(b.today, max(on, promise.since)))


def _put_off(b: Building, rng, promise: Promise, on: datetime.date) -> None:
    reasons = read("speech")["put_off"]
    reason = rng.choices(list(reasons), [of["weight"] for of in reasons.values()])[0]
    until = on + datetime.timedelta(days=rng.randint(2, 14))
    note = rng.choice(reasons[reason]["notes"]) if rng.random() < 0.6 else ""
    row = PutOffIntake(promise.id, until, reason, note, new_id())
    b.clock.set(on)
    try:
        put_off(by=b.by, row=row, today=on)
    except Refused:  # visited meanwhile, or the same day drawn again: nothing to put off
        return
