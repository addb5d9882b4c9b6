"""The office and the kecamatan's mentors see for themselves that businesses exist as recorded."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import depth
from dampingi.records.businesses.actions import verify_business

OF_PARTICIPANTS = 0.87


def verify(b: Building) -> None:
    """Participants' businesses mostly in February and March, by a mentor of the kecamatan."""
    rng = picker(b.seed, "checks")
    checkers = {m.region: b.acting(m.user) for m in b.mentors if depth(m.region) == 3}
    seen = sorted(
        (_day(b, rng, e.enrolled_on), i)
        for i, e in enumerate(b.enrolments)
        if b.people[i].business and rng.random() < OF_PARTICIPANTS
    )
    for day, i in seen:
        business = b.people[i].business
        if day >= b.today or business is None or business.id is None:
            continue
        b.clock.set(day)
        method = rng.choices(("visit", "call", "document"), (80, 8, 12))[0]
        by = checkers[b.places.kelurahan[b.people[i].place].kecamatan]
        verify_business(by=by, business=business.id, method=method, at=None)


def _day(b: Building, rng, enrolled: datetime.date) -> datetime.date:
    return enrolled + datetime.timedelta(days=8 + int(rng.expovariate(1 / 24)))
