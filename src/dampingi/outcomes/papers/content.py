"""What the papers say, as plain JSON. Always Indonesian: they are official documents."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth, zone
from dampingi.foundation.ui import formats
from dampingi.insight.agreements.models import Agreement, Signature
from dampingi.insight.agreements.page import month_list, plain_target
from dampingi.outcomes.documents.actions import LETTERHEAD_FIELDS
from dampingi.outcomes.documents.codes import picture, spoken
from dampingi.outcomes.documents.queries import letterhead_for
from dampingi.records.appointments.queries import fields_of, last_day_of
from dampingi.records.honours.models import Nomination
from dampingi.records.learning.models import Completion
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.places import place_words
from dampingi.records.mentoring.queries.reports import way_of
from dampingi.records.mentoring.sheet import sheet_of
from dampingi.records.programmes.models import Mentor
from dampingi.records.tot.models import Course, Trainee

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


HONOURS = {"city": "Peserta Terbaik {place}", "stayed": "Peserta Terbaik {place}"}
"""By the nomination's state: of the city, or of the kecamatan."""


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


def frame(region: str) -> dict[str, Any]:
    head = letterhead_for(region)
    return {
        "kop": {field: getattr(head, field) for field in LETTERHEAD_FIELDS},
        "site": settings.PUBLIC_URL.rstrip("/"),
    }


def monthly_report(report: MonthlyReport) -> dict[str, Any]:
    """Of an approved report: its frozen figures, its words, and who approved it when."""
    with translation.override("id"):
        sheet = sheet_of(report, report.figures)
        return frame(report.region) | {
            "title": f"Laporan {formats.month(report.month)} – {report.mentor.name}",
            "lines": [
                ["Nama pendamping", report.mentor.name],
                ["Tingkat", sheet.level],
                ["Wilayah", sheet.place],
                ["Program", f"{report.programme.name} ({report.programme.code})"],
                ["Bulan", formats.month(report.month)],
                ["Diajukan", _handed_in(report)],
            ],
            "parts": [
                {
                    "title": part.title,
                    "lines": [[line.label, line.value, line.note] for line in part.lines],
                    "people": ", ".join(name for name, _href in part.people),
                }
                for part in sheet.parts
            ],
            "words": [
                ["Kendala bulan ini", report.obstacle],
                ["Keberhasilan bulan ini", report.success],
                ["Rencana bulan depan", report.plan],
            ],
            "signatures": _signatures(report),
        }


def _handed_in(report: MonthlyReport) -> str:
    told = f"{formats.day(report.submitted_on)}, versi {report.version}"
    if report.submitted_on is None or not report.late:
        return f"{told}, tepat waktu"
    return f"{told}, terlambat {(report.submitted_on - report.due_on).days} hari"


def _signatures(report: MonthlyReport) -> list[dict[str, str]]:
    approvals = [a for a in way_of(report) if a.version == report.version]
    found = [{"role": "Pendamping", "name": report.mentor.name, "at": formats.day(report.submitted_on)}]
    roles = {3: "Pemeriksa kecamatan", 2: "Pemeriksa kota"}
    for verdict in sorted((v for a in approvals for v in a.verdicts.all()), key=lambda v: -v.level):
        day = timezone.localtime(verdict.at, zone(report.region)).date()
        found.append(
            {"role": roles.get(verdict.level, "Pemeriksa"), "name": verdict.by_name, "at": formats.day(day)}
        )
    return found


def role_of(mentor: Mentor) -> str:
    if mentor.field:
        return f"Konsultan bidang {choices('mentor_fields').get(mentor.field, mentor.field)}"
    return LEVELS.get(depth(mentor.region), "Pendamping")


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


def day_of(course: Course) -> datetime.date:
    """The day a course was closed, where it was held."""
    return timezone.localtime(course.closed_at, zone(course.region)).date()


def certificate(trainee: Trainee, *, number: str) -> dict[str, Any]:
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
            "hours": formats.number(round(sum(s.minutes for s in sessions) / 60, 1)),
            "sessions": [
                [s.topic, formats.day(s.on), f"{formats.number(s.minutes)} menit"] for s in sessions
            ],
            "result": [
                ["Kehadiran", f"{trainee.present} dari {len(sessions)} sesi"],
                ["Tes sebelum", "–" if trainee.pre is None else formats.number(trainee.pre)],
                ["Tes sesudah", formats.number(trainee.post)],
            ],
            "day": formats.day(day_of(course)),
        }


def established_on(completion: Completion) -> datetime.date:
    return timezone.localtime(completion.at, zone(completion.region)).date()


def completion(completion: Completion, *, number: str) -> dict[str, Any]:
    """A participant's certificate: the modules attended as they were frozen, against the rule of that day."""
    person, rows = completion.enrolment.person, completion.sessions
    days = sorted(datetime.date.fromisoformat(row["on"]) for row in rows)
    with translation.override("id"):
        return frame(completion.region) | {
            "title": f"Sertifikat pelatihan {person.name}",
            "number": number,
            "name": person.name,
            "role": f"Peserta {completion.curriculum.programme.name}",
            "place": place_words(completion.region),
            "course": f"pelatihan {completion.curriculum.title}",
            "held": formats.span(days[0], days[-1]),
            "hours": formats.number(round(sum(row["minutes"] for row in rows) / 60, 1)),
            "sessions": [
                [
                    row["title"],
                    formats.day(datetime.date.fromisoformat(row["on"])),
                    f"{formats.number(row['minutes'])} menit",
                ]
                for row in rows
            ],
            "result": [
                ["Kehadiran", f"{len(rows)} dari {completion.total} modul (syarat {completion.share}%)"],
            ],
            "day": formats.day(established_on(completion)),
        }


def agreement(
    found: Agreement, signatures: Sequence[Signature], *, number: str, on: datetime.date
) -> dict[str, Any]:
    """Targets and work programme as signed, with who signed when and the hash both signed."""
    mentor = found.mentor
    with translation.override("id"):
        targets = [plain_target(found.programme.region, t) for t in found.targets]
        return frame(mentor.region) | {
            "title": f"Perjanjian kinerja {mentor.name}",
            "number": number,
            "lines": [
                ["Nama", mentor.name],
                ["Tugas", role_of(mentor)],
                ["Wilayah", place_words(mentor.region)],
                ["Program", f"{mentor.programme.name} ({mentor.programme.code})"],
                ["Edisi", formats.number(found.number)],
                *([["Alasan perubahan", found.reason]] if found.reason else []),
            ],
            "targets": [[t["name"], t["value"], t["period"]] for t in targets],
            "programme": [[ln["activity"], ln["output"], month_list(ln["months"])] for ln in found.lines],
            "signatures": [
                {
                    "role": str(s.get_side_display()),
                    "name": s.by_name,
                    "at": formats.day(timezone.localtime(s.at, zone(mentor.region)).date()),
                }
                for s in signatures
            ],
            "hash": found.hash,
            "day": formats.day(on),
        }


def laid(
    content: dict[str, Any], *, code: str, sha256: str, made_at: datetime.datetime, region: str
) -> dict[str, Any]:
    """The frozen content with what only its document knows: code, hash, time."""
    local, kop = timezone.localtime(made_at, zone(region)), content["kop"]
    url = f"{content['site']}/verifikasi/{code}/"
    made = made_at.astimezone(datetime.UTC)
    return content | {
        "author": kop["office"],
        "keywords": [code],
        "made": {part: getattr(made, part) for part in ("year", "month", "day", "hour", "minute", "second")},
        "running": f"{content['title']} · {spoken(code)}",
        "verify": {
            "url": url, "site": f"{content['site']}/verifikasi/", "code": spoken(code), "hash": sha256,
            "qr": picture(url), "audit": "",
        },
        "signature": {
            "place": kop["place"], "date": content.get("day") or formats.day(local.date()),
            "title": kop["signatory_title"] or f"Kepala {kop['office']}", "name": kop["signatory"],
            "rank": kop["signatory_rank"], "nip": kop["signatory_nip"],
        },
    }  # fmt: skip


def office_of(region: str) -> str:
    return ancestor(region, min(2, depth(region)))
