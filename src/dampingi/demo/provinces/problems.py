"""What stands in the way in the kabupaten and kota: noted, agreed upon, handed up to whose authority it is, and closed - or still open today."""

import datetime
from typing import Any

from dampingi.demo.content import read
from dampingi.demo.provinces.scene import CITIES, Province
from dampingi.records.problems import actions
from dampingi.records.problems.intake import ProblemIntake

DAY = datetime.timedelta(days=1)
HOLDER = "provinsi-kalbar"
ANSWERED_AFTER, ABOVE_AFTER = 21 * DAY, 60 * DAY


def note(p: Province) -> None:
    for told in read("province_problems"):
        month, day = told["at"]
        year = p.years[max(0, told["year"] - 3 + len(p.years))]
        on = year.on(month, day)
        if on < p.today - 2 * DAY:
            _one(p, told, on)
    p.clock.set(p.today)


def _one(p: Province, told: dict[str, Any], on: datetime.date) -> None:
    office = p.persona(next(c.key for c in CITIES if c.within == told["place"]))
    p.clock.set(on)
    words = {key: told[key] for key in ("title", "what", "cause", "topic", "matter")}
    made = actions.note_problem(by=office, said=ProblemIntake(told["place"], noted_on=on, **words)).id
    if "asks" in told:
        on = _hand_up(p, told, made, on)
    if "agreed" in told and on < p.today:
        _agree(p, told, made, on)


def _hand_up(p: Province, told: dict[str, Any], made: Any, on: datetime.date) -> datetime.date:
    """Returns the day on which it came back answered; today, where it still waits."""
    office = p.persona(next(c.key for c in CITIES if c.within == told["place"]))
    actions.hand_up(by=office, problem=made, text=told["asks"])
    holder = p.persona(HOLDER)
    if "above" in told:
        p.clock.set(min(on + 7 * DAY, p.today))
        actions.hand_up(by=holder, problem=made, text=told["above"])
        on += ABOVE_AFTER
    if "answered" not in told or on + ANSWERED_AFTER >= p.today:
        return p.today
    on += ANSWERED_AFTER
    p.clock.set(on)
    kind, text = told["answered"]
    if "above" in told:
        actions.answer(by=holder, problem=made, kind=kind, text=text, source=told["letter"])
    actions.answer(by=holder, problem=made, kind=kind, text=text)
    return on


def _agree(p: Province, told: dict[str, Any], made: Any, on: datetime.date) -> None:
    office = p.persona(next(c.key for c in CITIES if c.within == told["place"]))
    agreed = told["agreed"]
    p.clock.set(on)
    row = actions.agree(
        by=office,
        problem=made,
        text=agreed["text"],
        office=agreed["office"],
        due_on=on + agreed["days"] * DAY,
    )
    if "done" in told and on + agreed["days"] * DAY < p.today:
        p.clock.set(on + (agreed["days"] - 4) * DAY)
        actions.finish(by=office, agreed=row.id, note=told["done"])
        p.clock.set(on + agreed["days"] * DAY)
        result, text = told["closed"]
        actions.close(by=office, problem=made, result=result, text=text)
