"""Caseloads change hands on their day, as the office does it; one handover is a mistake and taken back."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.caseloads import Handover
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.foundation.rows import new_id
from dampingi.records.handovers.actions import hand_over, undo_handover
from dampingi.records.handovers.intake import Asked
from dampingi.records.handovers.models import Handover as Recorded


def hand_over_as_drawn(b: Building, event: Handover) -> None:
    still = tuple((p, m) for p, m in event.pairs if b.enrolments[p].exited_on is None)
    if not still:
        return
    b.clock.set(event.on)
    why = "balance" if len(still) == 1 else "other"
    _hand_over(b, still, event.on, why, event.note)


def mistake(b: Building) -> None:
    """A kelurahan's participants to the kecamatan's mentor, taken back the same day: nothing is as it was not."""
    on, rng = b.today - datetime.timedelta(days=9), picker(b.seed, "handover mistake")
    if on <= b.year.on(3, 1):
        return
    held = b.mentors_on(on)
    active = [i for i, e in enumerate(b.enrolments) if e.exited_on is None]
    kelurahan = [i for i in active if b.mentors[held[i]].region == b.enrolments[i].region]
    first = rng.choice(kelurahan)
    theirs = [i for i in kelurahan if held[i] == held[first]][:4]
    guide = next(n for n, m in enumerate(b.mentors) if m.region == b.enrolments[first].region[:8])
    b.clock.set(on)
    words = read("fates")["handover_mistake"]
    made = _hand_over(b, tuple((i, guide) for i in theirs), on, "balance", words["note"])
    undo_handover(by=b.persona("penyelenggara"), handover=made.id, reason=words["reason"])
    b.clock.set(b.today)


def _hand_over(
    b: Building, pairs: tuple[tuple[int, int], ...], on: datetime.date, why: str, note: str
) -> Recorded:
    enrolments = tuple(b.enrolments[p].id for p, _m in pairs)
    receivers = tuple(dict.fromkeys(b.mentors[m].id for _p, m in pairs))
    asked = Asked(new_id(), enrolments, receivers, on, why, note)
    return hand_over(by=b.persona("penyelenggara"), programme=b.programme, asked=asked)
