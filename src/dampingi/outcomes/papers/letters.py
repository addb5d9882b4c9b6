"""What a mentor's appointment letter says. Always Indonesian: it is an official document."""

import datetime
from typing import Any

from django.utils import translation

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.appointments.queries import fields_of, last_day_of
from dampingi.records.mentoring.places import place_words
from dampingi.records.programmes.models import Mentor

LEVELS = {4: "Pendamping kelurahan", 3: "Pendamping kecamatan", 2: "Pendamping kota"}
DUTIES = {
    4: (
        "Memverifikasi data usaha peserta dan mengidentifikasi masalahnya",
        "Mendampingi peserta menurut tahap program, sekurang-kurangnya satu kunjungan tercatat setiap bulan",
        "Mengumpulkan tugas peserta dan mencatat perkembangan usahanya",
        "Menyusun laporan bulanan paling lambat pada batas waktu program",
    ),
    3: (
        "Membimbing pendamping kelurahan di wilayahnya dan menggantikan yang berhalangan",
        "Memeriksa laporan bulanan pendamping kelurahan",
        "Menyusun laporan bulanan paling lambat pada batas waktu program",
    ),
}
"""By the depth of the region; the city's mentors have the duties of a kecamatan's."""


def draft(mentor: Mentor, *, on: datetime.date, basis: str) -> Draft:
    return Draft(
        kind=Paper.Kind.ASSIGNMENT, subject=mentor.id, region=mentor.region, programme=mentor.programme_id, on=on,
        content=lambda number: assignment(mentor, number=number, on=on, basis=basis),
    )  # fmt: skip


def assignment(mentor: Mentor, *, number: str, on: datetime.date, basis: str) -> dict[str, Any]:
    with translation.override("id"):
        level, fields = depth(mentor.region), fields_of([mentor.id])[mentor.id]
        return frame(mentor.region) | {
            "title": f"Surat tugas {mentor.name}",
            "number": number,
            "basis": basis,
            "lines": [
                ["Nama", mentor.name],
                ["Tugas", role_of(mentor)],
                ["Wilayah", place_words(mentor.region)],
                ["Program", f"{mentor.programme.name} ({mentor.programme.code})"],
                ["Masa tugas", formats.span(mentor.appointed_on, last_day_of(mentor))],
                *([["Bidang", ", ".join(fields)]] if fields else []),
            ],
            "duties": list(DUTIES[4 if level == 4 else 3]),
            "day": formats.day(on),
        }


def role_of(mentor: Mentor) -> str:
    if mentor.field:
        return f"Konsultan bidang {choices('mentor_fields').get(mentor.field, mentor.field)}"
    return LEVELS.get(depth(mentor.region), "Pendamping")
