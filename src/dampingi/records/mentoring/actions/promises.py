import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id, new_ids
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.mentoring.intake import PutOffIntake
from dampingi.records.mentoring.models import Promise, Visit
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import mentors_of
from dampingi.records.programmes.rosters import today_in

FURTHEST = datetime.timedelta(days=366)
A_DAY = datetime.timedelta(days=1)
MOST_WORDS = 300


def promise_next(by: Actor, visits: Sequence[Visit]) -> None:
    """Each visit that names a next day promises it. Part of recording the visits, and in their audit event."""
    told = [v for v in visits if v.next_on and v.next_on > v.on]
    made = [
        Promise(
            id=id, programme_id=v.programme_id, region=v.region, enrolment_id=v.enrolment_id, mentor_id=v.mentor_id,
            since=v.on + A_DAY, day=v.next_on, visit=v, by=by.user_id, by_name=by.name,
        )
        for id, v in zip(new_ids(len(told)), told, strict=True)
    ]  # fmt: skip
    insert_objects(made)


@transaction.atomic
def put_off(*, by: Actor, row: PutOffIntake, today: datetime.date | None = None) -> Promise:
    """Move a promised visit to another day, for a reason. What was promised stays on record; the same id twice is one.

    A promise whose day has passed stays missed; the new day is promised all the same.
    """
    promise = _in_reach(by, row)
    enrolment = promise.enrolment
    now = today or today_in(enrolment.region)
    earlier = (
        Promise.objects.unscoped("a receipt for the sender").filter(id=row.id).first() if row.id else None
    )
    if earlier:
        return _receipt(earlier, row)
    _require_open(promise, now)
    _check(promise, row, now)
    holder = mentors_of([enrolment.id], on=now).get(enrolment.id)
    made = Promise(
        id=row.id or new_id(), programme_id=promise.programme_id, region=enrolment.region, enrolment=enrolment,
        mentor_id=holder.id if holder else promise.mentor_id, since=now, day=row.until, visit_id=promise.visit_id,
        moved_from=promise, reason=row.reason, note=row.note.strip(), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    insert_objects([made])
    record_event(
        by=by, action="put_off_visit", subject=("promise", made.id), region=made.region, programme=made.programme_id,
        detail={"reason": row.reason}, values=[str(promise.id), row.until, made.note],
    )  # fmt: skip
    return made


def _in_reach(by: Actor, row: PutOffIntake) -> Promise:
    found = (
        Promise.objects.unscoped("reach is checked by its participant")
        .select_for_update(of=("self",))
        .select_related("enrolment")
        .filter(id=row.promise_id)
        .first()
    )
    reached = found and (
        by.system
        or Enrolment.objects.for_actor(by, Permission.RECORD_VISITS).filter(id=found.enrolment_id).exists()
    )
    if not found or not reached:
        raise Refused(_("Janji itu tidak ada, atau pesertanya di luar dampingan Anda."), status=404)
    return found


def _receipt(earlier: Promise, row: PutOffIntake) -> Promise:
    same = (earlier.moved_from_id, earlier.day, earlier.reason) == (row.promise_id, row.until, row.reason)
    if not same:
        raise Conflict(
            _("Penundaan ini sudah tersimpan dengan isi lain. Buka halaman peserta, lalu tunda lagi.")
        )
    return earlier


def _require_open(promise: Promise, today: datetime.date) -> None:
    if Promise.objects.unscoped("of a promise in reach").filter(moved_from=promise).exists():
        raise Conflict(_("Janji ini sudah ditunda. Muat ulang halaman untuk melihat hari barunya."))
    visits = Visit.objects.unscoped("of a participant in reach").filter(
        enrolment=promise.enrolment_id, archived_at=None
    )
    if visits.filter(on__gte=promise.since, on__lte=today).exists():
        raise Conflict(_("Peserta ini sudah dikunjungi sesudah janji itu. Tidak ada yang perlu ditunda."))


def _check(promise: Promise, row: PutOffIntake, today: datetime.date) -> None:
    if promise.enrolment.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; janjinya tidak berlaku lagi."), status=409)
    if row.reason not in source_names("put_off"):
        raise Refused(_("Pilih alasannya dari daftar."))
    if row.until == promise.day:
        raise Refused(_("Itu hari yang sama. Pilih hari lain."))
    if not today <= row.until <= today + FURTHEST:
        raise Refused(_("Hari barunya mulai hari ini sampai setahun ke depan. Perbaiki tanggalnya."))
    if len(row.note) > MOST_WORDS:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": MOST_WORDS})
