"""The office and the kecamatan's mentors see for themselves that businesses exist as recorded."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import depth
from dampingi.records.businesses.actions import verify_businesses
from dampingi.records.businesses.intake import VerificationNote

OF_PARTICIPANTS = 0.87


def verify(b: Building) -> None:
    """Participants' businesses mostly in February and March, by a mentor of the kecamatan."""
    rng = picker(b.seed, "checks")
    seen: dict[str, list[VerificationNote]] = {k: [] for k in b.places.kecamatan}
    for person, enrolment in zip(b.people, b.enrolments, strict=True):
        day = enrolment.enrolled_on + datetime.timedelta(days=8 + int(rng.expovariate(1 / 24)))
        if person.business and person.business.id and rng.random() < OF_PARTICIPANTS and day < b.today:
            method = rng.choices(("visit", "call", "document"), (80, 8, 12))[0]
            note = VerificationNote(person.business.id, method, at=_noon(day))
            seen[b.places.kelurahan[person.place].kecamatan].append(note)
    checkers = {m.region: b.acting(m.user) for m in b.mentors if depth(m.region) == 3}
    for kecamatan, notes in seen.items():
        verify_businesses(by=checkers[kecamatan], rows=notes)


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, 5, tzinfo=datetime.UTC)
