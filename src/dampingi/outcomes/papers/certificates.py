"""What certificates say: of TOT, of participants' training, of the best. Always Indonesian: they are official documents."""

import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import day_at, frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.letters import role_of
from dampingi.outcomes.papers.models import Paper
from dampingi.records.honours.models import Nomination
from dampingi.records.learning.models import Completion
from dampingi.records.mentoring.places import place_words
from dampingi.records.tot.models import Trainee

HONOURS = {"city": "Peserta Terbaik {place}", "stayed": "Peserta Terbaik {place}"}
"""By the nomination's state: of the city, or of the kecamatan."""


def tot_draft(trainee: Trainee) -> Draft:
    if not trainee.passed:
        raise Conflict(_("Sertifikat terbit bagi yang lulus, setelah pelatihan ditutup."))
    on = day_at(trainee.course.closed_at, trainee.course.region)
    return Draft(
        kind=Paper.Kind.CERTIFICATE, subject=trainee.id, region=trainee.mentor.region, on=on,
        programme=trainee.mentor.programme_id, content=lambda number: tot(trainee, number=number, on=on),
        called="sertifikat-tot",
    )  # fmt: skip


def tot(trainee: Trainee, *, number: str, on: datetime.date) -> dict[str, Any]:
    course, mentor = trainee.course, trainee.mentor
    with translation.override("id"):
        sessions = list(course.sessions.all())
        return frame(mentor.region) | {
            "title": f"Sertifikat TOT {mentor.name}",
            "number": number,
            "name": mentor.name,
            "role": role_of(mentor),
            "place": place_words(mentor.region),
            "course": course.title,
            "held": formats.span(sessions[0].on, sessions[-1].on),
            "hours": _hours(s.minutes for s in sessions),
            "sessions": [_session(s.topic, s.on, s.minutes) for s in sessions],
            "result": [
                ["Kehadiran", f"{trainee.present} dari {len(sessions)} sesi"],
                ["Tes sebelum", "–" if trainee.pre is None else formats.number(trainee.pre)],
                ["Tes sesudah", formats.number(trainee.post)],
            ],
            "day": formats.day(on),
        }


def training_draft(completion: Completion) -> Draft:
    """Of a participant who attended enough."""
    on = day_at(completion.at, completion.region)
    return Draft(
        kind=Paper.Kind.TRAINING, subject=completion.id, region=completion.region, on=on,
        programme=completion.programme_id, content=lambda number: training(completion, number=number, on=on),
        called="sertifikat-pelatihan",
    )  # fmt: skip


def training(completion: Completion, *, number: str, on: datetime.date) -> dict[str, Any]:
    """The modules attended as they were frozen, against the rule of that day."""
    person = completion.enrolment.person
    rows = [row | {"on": datetime.date.fromisoformat(row["on"])} for row in completion.sessions]
    with translation.override("id"):
        return frame(completion.region) | {
            "title": f"Sertifikat pelatihan {person.name}",
            "number": number,
            "name": person.name,
            "role": f"Peserta {completion.curriculum.programme.name}",
            "place": place_words(completion.region),
            "course": f"pelatihan {completion.curriculum.title}",
            "held": formats.span(min(r["on"] for r in rows), max(r["on"] for r in rows)),
            "hours": _hours(r["minutes"] for r in rows),
            "sessions": [_session(r["title"], r["on"], r["minutes"]) for r in rows],
            "result": [
                ["Kehadiran", f"{len(rows)} dari {completion.total} modul (syarat {completion.share}%)"],
            ],
            "day": formats.day(on),
        }


def _hours(minutes: Any) -> str:
    return formats.number(round(sum(minutes) / 60, 1))


def _session(title: str, on: datetime.date, minutes: int) -> list[str]:
    return [title, formats.day(on), f"{formats.number(minutes)} menit"]


def honour_draft(nomination: Nomination) -> Draft:
    """Of one who was chosen for good."""
    if nomination.state not in HONOURS:
        raise Conflict(_("Piagam terbit setelah pilihan kecamatan dan kota selesai."))
    on = timezone.localdate()
    return Draft(
        kind=Paper.Kind.HONOUR, subject=nomination.id, region=nomination.region, on=on,
        programme=nomination.programme_id, content=lambda number: honour(nomination, number=number, on=on),
        called="piagam",
    )  # fmt: skip


def honour(nomination: Nomination, *, number: str, on: datetime.date) -> dict[str, Any]:
    """Who, as the best of where, and what was found of them: shares and changes, never turnover in rupiah."""
    with translation.override("id"):
        level = 2 if nomination.state == Nomination.State.CITY else 3
        place = place_words(ancestor(nomination.region, level), upto=level)
        person, business = nomination.enrolment.person, nomination.enrolment.business
        return frame(nomination.region) | {
            "title": f"Piagam {person.name}",
            "number": number,
            "name": person.name,
            "business": business.name if business else "",
            "honour": HONOURS[nomination.state].format(place=place),
            "programme": f"program {nomination.programme.name}",
            "found": "Dinominasikan di kelurahannya, diverifikasi orang lain, dan dipilih menurut perubahan usaha serta hasil yang diperiksa.",
            "day": formats.day(on),
        }
