"""The office and the kecamatan's mentors see for themselves that businesses exist as recorded."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import depth
from dampingi.records.businesses.actions import verify_businesses
from dampingi.records.businesses.intake import VerificationNote

OF_PARTICIPANTS = 0.87
OF_OTHERS, OTHERWISE, GONE = 0.35, 0.08, 0.04
"""Of the applicants who were not taken in: how many were looked at; of those, found otherwise or not at all."""
DIFFERENCES = (
    {"product": "kue kering dan roti"},
    {"address": "Jl. Contoh Baru RT 02 RW 05 No. 7"},
    {"name": "Dapur Baru", "product": "katering harian"},
    {"phone": "0812 0000 4455"},
)


def verify(b: Building) -> None:
    _participants(b)
    _others(b)


def _others(b: Building) -> None:
    """The coordinator of a kecamatan looks at those who wait for a place: some have moved, some are not there."""
    rng = picker(b.seed, "looks")
    taken = {e.person_id for e in b.enrolments}
    rows = []
    for person in b.applicants:
        if not person.business or person.person.id in taken or rng.random() > OF_OTHERS:
            continue
        day = datetime.date(b.year.year, 5, 4) + datetime.timedelta(days=rng.randrange(150))
        at, found = _noon(min(day, b.today - datetime.timedelta(days=2))), rng.random()
        id = person.business.id
        if found < GONE:
            rows.append(
                VerificationNote(id, "visit", "Kios kosong; tetangga bilang sudah pindah.", at, "not_found")
            )
        elif found < GONE + OTHERWISE:
            seen = rng.choice(DIFFERENCES)
            rows.append(VerificationNote(id, "visit", "Usahanya ada, datanya lain.", at, "differs", seen))
        else:
            rows.append(VerificationNote(id, "visit", at=at))
    verify_businesses(by=b.acting(next(m.user for m in b.mentors if depth(m.region) == 2)), rows=rows)


def _participants(b: Building) -> None:
    """Mostly in February and March, by a mentor of the kecamatan."""
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
