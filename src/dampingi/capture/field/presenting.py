"""What a phone sent, in words a person reads. A body that cannot be read is shown as it came."""

import datetime
import uuid
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.capture.field import bodies
from dampingi.capture.field.items import Receipt
from dampingi.capture.field.models import Submission
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import MISSING, day, money, month, number
from dampingi.records.learning.models import Training
from dampingi.records.mentoring.models import Task
from dampingi.records.programmes.models import Enrolment, Stage
from dampingi.records.tasks.models import RubricEdition

State = Submission.State
KIND_NAMES = {
    "visit": _("Kunjungan"),
    "put_off": _("Penundaan kunjungan"),
    "stage": _("Tahap selesai"),
    "task": _("Pengumpulan tugas"),
    "attendance": _("Kehadiran"),
    "growth": _("Perkembangan usaha"),
    "report": _("Laporan bulanan"),
}
LABELS = {
    "on": _("Tanggal"),
    "minutes": _("Lama (menit)"),
    "topic": _("Topik"),
    "advice": _("Saran yang diberikan"),
    "next_step": _("Langkah berikutnya"),
    "next_on": _("Rencana kunjungan berikutnya"),
    "until": _("Hari yang baru"),
    "day": _("Hari yang baru"),
    "reason": _("Alasan"),
    "note": _("Catatan"),
    "stages": _("Tahap yang selesai hari itu"),
    "constraints": _("Kendala yang ditemukan"),
    "stage": _("Tahap"),
    "done_on": _("Selesai pada"),
    "task": _("Tugas"),
    "text": _("Isi atau tautan tugas"),
    "score": _("Nilai"),
    "levels": _("Tingkat menurut rubrik"),
    "feedback": _("Umpan balik"),
    "photos": _("Foto"),
    "present": _("Hadir"),
    "pre": _("Nilai tes awal"),
    "post": _("Nilai tes akhir"),
    "month": _("Bulan"),
    "turnover": _("Omzet sebulan"),
    "workers": _("Tenaga kerja"),
    "products": _("Jenis produk yang dijual"),
    "channels": _("Saluran pemasaran"),
    "weeks_with_sales": _("Minggu dengan penjualan"),
    "weeks": _("Dari berapa minggu"),
    "has_nib": _("Sudah memiliki NIB"),
    "obstacle": _("Hambatan"),
    "success": _("Keberhasilan"),
    "plan": _("Rencana"),
}
_DAYS = ("on", "next_on", "done_on", "until", "day")


def kind_name(kind: str) -> str:
    return str(KIND_NAMES.get(kind, kind))


def told(kind: str, name: str, value: Any) -> tuple[str, str]:
    """(label, value in words)"""
    return str(LABELS.get(name, name)), _written(name, value)


def details(submission: Submission) -> list[tuple[str, str]]:
    """Label and value of everything that was said; empty when the body cannot be read."""
    try:
        body = bodies.read(submission.body)
    except Refused:
        return []
    values = dict(body.values)
    if "levels" in values:
        values["levels"] = _levels(values["levels"], values.get("edition"))
    rows = [told(submission.kind, name, value) for name, value in values.items() if name in LABELS]
    if submission.kind == "attendance":
        rows.insert(0, (_now("Pertemuan"), _title_of(Training, body.subject)))
    return rows


def overlapping(submission: Submission) -> list[tuple[str, str, str]]:
    """(label, what stands, what was sent) of the fields both sides changed."""
    return [
        (*told(submission.kind, name, standing), told(submission.kind, name, sent)[1])
        for name, (_shown, standing, sent) in submission.overlaps.items()
    ]


def receipts(told: list[Receipt]) -> list[dict[str, Any]]:
    """Each with its submission, for whoever brought the bodies: what it is, of whom, and what became of it."""
    brought = Submission.objects.unscoped("the caller brought their bodies")
    rows = {s.seq: s for s in brought.filter(seq__in=[r.seq for r in told if r.seq])}
    known = people(list(rows.values()))
    found = []
    for receipt in told:
        sent = rows.get(receipt.seq)
        whose = known.get(sent.about) if sent else None
        found.append({
            "sent": sent, "kind": kind_name(sent.kind) if sent else MISSING, "person": whose.person.name if whose else MISSING,
            "state": receipt.state, "words": State(receipt.state).label if receipt.state else _now("Tidak dapat diterima"),
            "reason": receipt.reason,
        })  # fmt: skip
    return found


def people(submissions: list[Submission]) -> dict[Any, Enrolment]:
    """enrolment -> whom a submission speaks of; none for an id that is nobody's."""
    rows = Enrolment.objects.unscoped("named beside submissions in reach").select_related("person")
    return rows.in_bulk({s.about for s in submissions if s.about})


def _written(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return MISSING
    if isinstance(value, bool):
        return _now("ya") if value else _now("tidak")
    if name in _NAMED:
        return _NAMED[name](value)
    if name in (*_DAYS, "month") and isinstance(value, str):
        return _date(name, value)
    if type(value) is int:
        return money(value) if name == "turnover" else number(value)
    return value if isinstance(value, str) else str(value)


def _date(name: str, value: str) -> str:
    try:
        found = datetime.date.fromisoformat(value)
    except ValueError:
        return value
    return month(found) if name == "month" else day(found)


def _code(name: str) -> Any:
    return lambda value: str(choices(name).get(value, value)) if isinstance(value, str) else str(value)


def _title_of(model: Any, id: Any) -> str:
    try:
        key = uuid.UUID(str(id))
    except ValueError:
        return str(id)
    rows = (
        model.objects.unscoped("named beside a submission in reach")
        if hasattr(model, "paths")
        else model.objects
    )
    found = rows.filter(id=key).first()
    return str(getattr(found, "name", "") or getattr(found, "title", "") or id)


def _levels(value: Any, edition: Any) -> str:
    """In the rubric's words; as it came where that rubric is not known or has no such level."""
    try:
        rubric = RubricEdition.objects.get(id=uuid.UUID(str(edition))).rubric
        levels = rubric.checked(value)
    except (ValueError, AttributeError, RubricEdition.DoesNotExist, Refused):
        return str(value)
    return ", ".join(
        f"{c.name}: {c.levels[levels[c.code]].label}" for c in rubric.criteria if c.code in levels
    )


def _several(one: Any) -> Any:
    return lambda values: ", ".join(map(one, values)) if isinstance(values, list) else str(values)


_NAMED: dict[str, Any] = {
    "topic": _code("topics"),
    "reason": _code("put_off"),
    "constraints": _several(_code("constraints")),
    "stage": lambda id: _title_of(Stage, id),
    "stages": _several(lambda id: _title_of(Stage, id)),
    "task": lambda id: _title_of(Task, id),
}
