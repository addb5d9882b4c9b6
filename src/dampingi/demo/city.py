"""The demo city: everything an office has after a year, built through the same actions that pages and imports use.

The same for the same seed and day, but for what hangs on this installation's keys: sealed identifiers and their blind
indexes, the audit's commitments, the pseudonyms in frozen evidence with the hashes over them, the password's hash, and the
phones' keys.
What is really so, and what the product is to estimate, is kept in truth.json (truth.py) and never in the database.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from dampingi.demo import truth
from dampingi.demo.building import Building
from dampingi.demo.calendars import Year
from dampingi.demo.clock import Clock
from dampingi.demo.ids import seeded_ids
from dampingi.demo.lives import COEFFICIENTS, NEVER
from dampingi.demo.living import live_through, made_up
from dampingi.demo.places import places_of
from dampingi.demo.quotas import draw_intake
from dampingi.demo.sizes import DEPOK, SMALL, Size
from dampingi.demo.steps import STEPS
from dampingi.foundation.accounts.actors import Actor

__all__ = ["DEPOK", "SMALL", "DemoCity", "build"]


@dataclass(frozen=True)
class DemoCity:
    """What was built. `seconds` per step, in order."""

    programme: str
    today: datetime.date
    truth: truth.CityTruth
    seconds: dict[str, float] = field(compare=False)


def build(
    *,
    seed: int,
    today: datetime.date,
    progress: Callable[[str, float], None],
    size: Size = DEPOK,
    folder: Path | None = None,
) -> DemoCity:
    """Build the city into the current database, which has its tables and regions and is otherwise empty.

    All or nothing. `progress` is told what is being done and which share is behind us; the known truth goes into
    `folder` (the installation's home).
    """
    year = Year.seen_from(today)
    new_id, clock = seeded_ids(seed, today), Clock(year.on(1, 2))
    b = Building(
        seed=seed, size=size, year=year, places=places_of(size, seed), by=Actor.for_system("demo"), new_id=new_id,
        clock=clock,
    )  # fmt: skip
    with made_up(new_id, clock):
        seconds = live_through(b, STEPS, progress, draw_intake(size, seed, len(b.places.kelurahan)))
    found = _truth(b)
    truth.save(found, folder or Path(settings.HOME))
    progress(_("Kota demo selesai"), 1.0)
    return DemoCity(b.programme.code, b.today, found, seconds)


def _truth(b: Building) -> truth.CityTruth:
    current = b.mentors_on(b.today)
    g = b.guides
    mentors = tuple(
        truth.MentorTruth(
            mentor=str(m.id), region=m.region, effect=float(g.effect[i]), growth=float(g.growth[i]),
            skill=float(g.skill[i]), competence=float(g.competence[i]), warmth=float(g.warmth[i]),
            diligence=float(g.diligence[i]), inflation=float(g.inflation[i]),
            difficulty=-float(b.cohort.ease[current == i].mean()) if (current == i).any() else 0.0,
            participants=int((current == i).sum()),
        )
        for i, m in enumerate(b.mentors)
    )  # fmt: skip
    faded = {
        str(e.id): str(datetime.date.fromordinal(int(day)))
        for e, day in zip(b.enrolments, b.lives.fading, strict=True)
        if day < NEVER
    }
    passed = {str(e.id): bool(p) for e, p in zip(b.enrolments, b.lives.passed, strict=True)}
    return truth.CityTruth(
        seed=b.seed, today=str(b.today), programme=b.programme.code, coefficients=COEFFICIENTS, mentors=mentors,
        raters=tuple(b.raters), passed=passed, faded=faded, repeats=tuple((str(x), str(y)) for x, y in b.repeats),
    )  # fmt: skip
