import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.engines.checklist import Unusable
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui import formats
from dampingi.insight.passing import queries
from dampingi.insight.passing.gathering import people
from dampingi.insight.passing.marks import Person, counts, mark_of, sealed, stored
from dampingi.insight.passing.models import Marked, Marking, Standard
from dampingi.insight.passing.standards import checklist
from dampingi.insight.reviews.keeping import store_numbered
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def lock_standard(
    *, by: Actor, programme: Programme, body: Mapping[str, Any], reason: str, id: uuid.UUID | None = None
) -> Standard:
    """Fix what participants are held to. What is marked already keeps its own standard."""
    by.require(Permission.LOCK_INSTRUMENTS, region=programme.region, programme=programme.id)
    earlier = (
        Standard.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    )
    if earlier:
        return earlier
    if not reason.strip():
        raise Refused(_("Tulis dasar atau alasannya; peserta dan pemeriksa akan membacanya."))
    try:
        checklist(body)
    except Unusable as fault:
        raise Refused(_("Aturan ini tidak dapat dipakai: bobot dan target harus di atas nol, dan syarat tidak boleh melebihi target.")) from fault  # fmt: skip
    last = queries.standard_of(programme)
    if last and last.hash == digest(body):
        raise Conflict(_("Aturan yang berlaku sekarang sudah berbunyi demikian."))
    made = store_numbered(
        Standard, by, programme, id, number=last.number + 1 if last else 1, body=body, hash=digest(body),
        reason=reason.strip()[:500],
    )  # fmt: skip
    record_event(
        by=by, action="lock_passing_standard", subject=("passing_standard", made.id), region=programme.region,
        programme=programme.id, reason=made.reason, detail={"number": made.number, "content": made.hash},
    )  # fmt: skip
    return made


@transaction.atomic
def mark_participants(
    *, by: Actor, programme: Programme, as_of: datetime.date, note: str = "", id: uuid.UUID | None = None
) -> Marking:
    """Hold everybody to the locked standard as they stood at the end of a day, and keep what it was concluded from."""
    by.require(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    earlier = (
        Marking.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    )
    if earlier:
        return earlier
    standard = _ready(programme, as_of)
    found = people(by, programme, as_of)
    if not found:
        raise Refused(_("Belum ada peserta sampai tanggal itu, jadi belum ada yang dapat dinilai."))
    told = counts(standard.body, [p for p, _e in found])
    made = store_numbered(
        Marking, by, programme, id, number=queries.next_number(programme), as_of=as_of, standard=standard,
        note=note.strip()[:300], body={name: told[name] for name in ("whole", "parts")},
        hash=digest(sealed(told, as_of.isoformat(), standard.hash)),
    )  # fmt: skip
    asked = checklist(standard.body)
    rows = [_row(made, p, e, stored(mark_of(asked, p))) for p, e in found]
    Marked.objects.bulk_create(rows, batch_size=500)
    record_event(
        by=by, action="mark_participants", subject=("passing_marking", made.id), region=programme.region,
        programme=programme.id, reason=made.note,
        detail={"number": made.number, "as_of": as_of.isoformat(), "people": len(found), "content": made.hash},
    )  # fmt: skip
    return made


def _ready(programme: Programme, as_of: datetime.date) -> Standard:
    if as_of > today_in(programme.region):
        raise Refused(_("Tanggal itu belum tiba. Nilai keadaan hari ini atau sebelumnya."))
    if as_of < programme.starts_on:
        raise Refused(
            _("Program baru mulai %(day)s. Pilih tanggal sesudahnya.")
            % {"day": formats.day(programme.starts_on)}
        )
    standard = queries.standard_of(programme)
    if standard is None:
        raise Refused(
            _("Belum ada aturan kelulusan yang dikunci. Mintalah kepala dinas menguncinya lebih dahulu.")
        )
    return standard


def _row(marking: Marking, p: Person, e: Any, told: dict[str, Any]) -> Marked:
    return Marked(
        marking=marking, programme_id=marking.programme_id, region=e.region, enrolment_id=e.enrolment, part=p.part,
        enrolled_on=e.enrolled_on, left=p.left, values=dict(p.values), **told,
    )  # fmt: skip
