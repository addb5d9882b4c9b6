"""The timeline of everything that happened to a business and its owner in the programme, as far as the reader reaches."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.models import ImportedRow
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Reverification, StageCompletion, Submission, Visit
from dampingi.records.programmes.models import Enrolment

WHY = "of a business or a participant in reach"
METHODS = {"visit": lazy("kunjungan"), "call": lazy("telepon"), "document": lazy("dokumen")}
DOORS = {
    "import": lazy("impor Excel"),
    "field": lazy("aplikasi lapangan"),
    "api": lazy("sistem lain"),
    "page": lazy("formulir"),
    "command": lazy("perintah admin"),
    "demo": lazy("kota peraga"),
}


@dataclass(frozen=True)
class Event:
    at: datetime.date
    title: str
    icon: str
    text: str = ""
    who: str = ""
    href: str = ""
    state: str = ""
    state_label: str = ""


def events_of(business: Business, enrolments: list[Enrolment]) -> list[Event]:
    """Newest first. The reader reaches the business and these enrolments."""
    found = [*_register(business), *_constraints(business), *_lists(business)]
    for enrolment in enrolments:
        found += [*_programme(enrolment), *_mentoring(enrolment), *_learning(enrolment)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _lists(business: Business) -> Iterator[Event]:
    """Where an office asked for it: that a newer edition of a list no longer names the business."""
    rows = ImportedRow.objects.filter(subject_id=business.id, outcome=ImportedRow.Outcome.GONE)
    for row in rows.filter(made_by__undone_at=None, made_by__choices__gone="tandai").select_related(
        "made_by"
    ):
        at = row.made_by.committed_at
        if at:
            yield Event(at.date(), _("Tidak ada lagi di daftar baru"), "import", row.made_by.name)


def _register(business: Business) -> Iterator[Event]:
    source = DOORS.get(business.origin.door, business.origin.door)
    yield Event(
        business.created_at.date(), _("Usaha dicatat"), "store", _("Sumber: %(source)s") % {"source": source}
    )
    for check in business.verifications.all():
        method = METHODS.get(check.method, check.method)
        title = _("%(outcome)s, dilihat lewat %(method)s") % {
            "outcome": check.get_outcome_display(),
            "method": method,
        }
        photo = reverse("verification_photo", args=[check.id]) if check.photo else ""
        yield Event(check.at.date(), title, "shield", check.note, check.by_name, photo)
        if check.settled_at:
            yield Event(check.settled_at.date(), _("Perbedaan diselesaikan"), "check", check.settlement)


def _constraints(business: Business) -> Iterator[Event]:
    known = choices("constraints")
    for each in Constraint.objects.unscoped(WHY).filter(business=business):
        name = known.get(each.code, each.code)
        again = _("Kendala muncul lagi: %(name)s") if each.reopens_id else _("Kendala dicatat: %(name)s")
        href = reverse("constraint", args=[each.id])
        yield Event(each.since, again % {"name": name}, "alert", each.note, each.noted_by_name, href)
        if each.resolved_on:
            over = (
                _("Kendala ditutup: %(name)s")
                if each.resolved_how in UNSOLVED
                else _("Kendala teratasi: %(name)s")
            )
            way = choices("resolutions").get(each.resolved_how, "")
            yield Event(each.resolved_on, over % {"name": name}, "check", each.resolution, way, href)


def _programme(enrolment: Enrolment) -> Iterator[Event]:
    name = enrolment.programme.name
    yield Event(enrolment.enrolled_on, _("Menjadi peserta %(name)s") % {"name": name}, "people")
    if enrolment.exited_on:
        yield Event(enrolment.exited_on, _("Berhenti dari program"), "logout", enrolment.exit_reason)


def _mentoring(enrolment: Enrolment) -> Iterator[Event]:
    topics = choices("topics")
    visits = Visit.objects.unscoped(WHY).filter(enrolment=enrolment, archived_at=None)
    for visit in visits.select_related("mentor"):
        title = _("Kunjungan: %(topic)s") % {"topic": topics.get(visit.topic, visit.topic)}
        minutes = _("%(count)d menit") % {"count": visit.minutes}
        yield Event(visit.on, title, "visit", visit.advice, f"{visit.mentor.name} · {minutes}")
    stages = StageCompletion.objects.unscoped(WHY).filter(enrolment=enrolment)
    for done in stages.select_related("stage"):
        late = done.done_on > done.stage.due_on
        state, label = (State.WATCH, _("Lewat tenggat")) if late else (State.GOOD, _("Tepat waktu"))
        title = _("Tahap selesai: %(name)s") % {"name": done.stage.name}
        yield Event(done.done_on, title, "check", state=state, state_label=label)
    checks = Reverification.objects.unscoped(WHY).filter(enrolment=enrolment)
    for check in checks:
        state, label = (
            (State.GOOD, _("Sesuai laporan")) if check.passed else (State.LATE, _("Belum tercapai"))
        )
        yield Event(
            check.on, _("Hasil diperiksa ulang"), "shield", check.note, check.by_name, "", state, label
        )


def _learning(enrolment: Enrolment) -> Iterator[Event]:
    came = Attendance.objects.unscoped(WHY).filter(enrolment=enrolment)
    for each in came.select_related("training"):
        state, label = (State.GOOD, _("Hadir")) if each.present else (State.LATE, _("Tidak hadir"))
        title = _("Pelatihan: %(title)s") % {"title": each.training.title}
        yield Event(each.training.on, title, "training", each.training.place, state=state, state_label=label)
    handed = Submission.objects.unscoped(WHY).filter(enrolment=enrolment)
    for each in handed.select_related("task"):
        score = _("Nilai %(score)d") % {"score": each.score} if each.score is not None else ""
        title = _("Tugas dikumpulkan: %(title)s") % {"title": each.task.title}
        yield Event(each.on, title, "task", " ".join(part for part in (score, each.feedback) if part))
