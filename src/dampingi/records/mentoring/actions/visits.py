import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.photos import reencoded
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.revisions.queries import changed
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.sealing import Seal
from dampingi.records.businesses.positions import check_position
from dampingi.records.mentoring.actions.batches import audit, require_open_months, today_of
from dampingi.records.mentoring.actions.plans import tick_off
from dampingi.records.mentoring.actions.promises import promise_next
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Enrolment, Mentor
from dampingi.records.programmes.rosters import Roster, require_active

SHORTEST, LONGEST = 5, 600
"""Minutes of one visit, as the database holds them."""
ORIGINALS = Seal("photos", b"visit photo")
"""Opened only for an inspection ordered by law; no page does."""
WHOLE_KELURAHAN = 4


@transaction.atomic
def record_visits(
    *, by: Actor, origin: Origin, rows: Sequence[VisitIntake], today: datetime.date | None = None
) -> list[Visit]:
    """Record visits, all or none; returns them in the rows' order.

    A row with an id already recorded answers with that visit if it says the same, and is a conflict if it does not.
    `today` is for those who build a past; without it, the participants' own calendar day.
    """
    earlier = _earlier(rows)
    fresh = [r for r in rows if r.id not in earlier]
    roster = Roster([r.enrolment_id for r in fresh], [r.mentor_id for r in fresh])
    now = today_of(roster, today)
    each_row(fresh, lambda r: check_visit(by, r, roster, now))
    require_open_months((roster.enrolment(r.enrolment_id), r.on) for r in fresh)
    shown = each_row(fresh, lambda r: reencoded(r.photo) if r.photo else b"")
    made = [_visit(r, roster.enrolment(r.enrolment_id), origin) for r in fresh]
    for row, picture, visit in zip(fresh, shown, made, strict=True):
        if row.photo:
            _keep(visit, picture, row.photo)
    insert_objects(made)
    tick_off(made)
    promise_next(by, made)
    audit(by=by, action="record_visits", kind="visit", rows=made, values=[v.hash for v in made])
    new = iter(made)
    return [earlier[r.id] if r.id in earlier else next(new) for r in rows]


@transaction.atomic
def archive_visits(*, by: Actor, visits: Iterable[uuid.UUID], reason: str) -> list[uuid.UUID]:
    """Take visits back with the batch they came in; returns those left alone because they were changed since."""
    wanted = list(visits)
    if not reason.strip():
        raise Refused(_("Tulis alasan menarik kembali kunjungan ini."))
    touched = changed("visit", wanted)
    found: list[Visit] = []
    for start in range(0, len(wanted), 500):
        rows = Visit.objects.unscoped("reach is checked below").filter(id__in=wanted[start : start + 500])
        found += [v for v in rows.filter(archived_at=None) if v.id not in touched]
    for region, programme in {(v.region, v.programme_id) for v in found}:
        by.require(Permission.IMPORT_SHEETS, region=region, programme=programme)
    _require_open_days(found)
    for visit in found:
        visit.archived_at = timezone.now()
    Visit.objects.unscoped("checked above").bulk_update(found, ["archived_at"], batch_size=200)
    audit(
        by=by,
        action="archive_visits",
        kind="visit",
        rows=found,
        values=[str(v.id) for v in found],
        reason=reason,
    )
    return sorted(touched)


def _require_open_days(visits: list[Visit]) -> None:
    roster = Roster([v.enrolment_id for v in visits])
    require_open_months((roster.enrolment(v.enrolment_id), v.on) for v in visits)


def _earlier(rows: Sequence[VisitIntake]) -> dict[uuid.UUID | None, Visit]:
    """The visits already recorded under the rows' ids, each saying the same as its row."""
    named = [r for r in rows if r.id]
    if len({r.id for r in named}) < len(named):
        raise Conflict(_("Satu kiriman memuat kunjungan yang sama dua kali. Hapus salah satunya."))
    found: dict[uuid.UUID | None, Visit] = {}
    for start in range(0, len(named), 500):
        ids = [r.id for r in named[start : start + 500]]
        found |= {v.id: v for v in Visit.objects.unscoped("receipts for the sender").filter(id__in=ids)}
    for row in named:
        if row.id in found and found[row.id].hash != row.hash:
            raise Conflict(
                _("Kunjungan ini sudah tersimpan dengan isi lain. Buka kunjungan itu, atau catat yang baru.")
            )
    return found


def check_visit(by: Actor, row: VisitIntake, roster: Roster, today: datetime.date) -> None:
    """Raise the refusal `record_visits` would answer this row with; a sheet asks before it is imported."""
    enrolment, mentor = roster.enrolment(row.enrolment_id), roster.mentor(row.mentor_id)
    _require_recorder(by, mentor, enrolment)
    require_active(enrolment, row.on, today=today)
    _require_mentor_of(mentor, enrolment, row.on, roster)
    _check_values(row)


def _require_recorder(by: Actor, mentor: Mentor, enrolment: Enrolment) -> None:
    """Mentors record their own visits; whoever imports sheets for a region records those of its mentors."""
    own = by.user_id is not None and mentor.user_id == by.user_id and by.holds(Permission.RECORD_VISITS)
    if not own and not by.may(
        Permission.IMPORT_SHEETS, region=enrolment.region, programme=enrolment.programme_id
    ):
        raise Denied(_("Anda hanya dapat mencatat kunjungan Anda sendiri."))


def _require_mentor_of(mentor: Mentor, enrolment: Enrolment, day: datetime.date, roster: Roster) -> None:
    """A mentor of a kelurahan visits their own caseload; those above also visit whom their mentors accompany."""
    if day < mentor.appointed_on or (mentor.ended_on and day > mentor.ended_on):
        raise Refused(
            _("Pada tanggal itu %(name)s tidak bertugas sebagai pendamping. Perbaiki tanggalnya.")
            % {"name": mentor.name}
        )
    above = depth(mentor.region) < WHOLE_KELURAHAN and contains(mentor.region, enrolment.region)
    if mentor.programme_id != enrolment.programme_id or not (
        above or roster.accompanied(mentor.id, enrolment.id, day)
    ):
        raise Refused(
            _("Peserta ini bukan dampingan %(name)s pada tanggal itu. Periksa tanggal dan nama pesertanya.")
            % {"name": mentor.name}
        )


def _check_values(row: VisitIntake) -> None:
    if not SHORTEST <= row.minutes <= LONGEST:
        raise Refused(
            _("Lama kunjungan %(minutes)s menit. Isi antara %(least)s dan %(most)s menit.")
            % {"minutes": row.minutes, "least": SHORTEST, "most": LONGEST}
        )
    if row.topic not in choices("topics"):
        raise Refused(_("Topik %(topic)s tidak dikenal. Pilih dari daftar topik.") % {"topic": row.topic})
    if row.next_on and row.next_on < row.on:
        raise Refused(
            _("Rencana kunjungan berikutnya lebih awal daripada kunjungan ini. Perbaiki tanggalnya.")
        )
    check_position(row.latitude, row.longitude)


def _visit(row: VisitIntake, enrolment: Enrolment, origin: Origin) -> Visit:
    return Visit(
        id=row.id or new_id(),
        programme_id=enrolment.programme_id,
        region=enrolment.region,
        mentor_id=row.mentor_id,
        enrolment_id=row.enrolment_id,
        on=row.on,
        minutes=row.minutes,
        topic=row.topic,
        advice=row.advice,
        next_step=row.next_step,
        next_on=row.next_on,
        latitude=row.latitude,
        longitude=row.longitude,
        hash=row.hash,
        origin=origin,
    )


def _keep(visit: Visit, shown: bytes, original: bytes) -> None:
    """After every check of the batch: what a later failure leaves behind is swept (foundation/stored.py)."""
    visit.photo.save(f"{visit.id}.jpg", ContentFile(shown), save=False)
    visit.photo_original.save(f"{visit.id}.bin", ContentFile(ORIGINALS.close(original)), save=False)
