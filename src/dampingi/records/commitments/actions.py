import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.commitments.habits import CELLS
from dampingi.records.commitments.models import Commitment, Habit
from dampingi.records.commitments.queries import own_commitment, own_commitments
from dampingi.records.commitments.sealing import About, closed

MOST = 200


@dataclass(frozen=True)
class Kept:
    """A time to keep free. `id` is made by the form."""

    id: uuid.UUID
    on: datetime.date
    starts: datetime.time
    ends: datetime.time
    weekly: bool
    until: datetime.date | None
    about: About


@transaction.atomic
def keep(*, by: Actor, kept: Kept, region: str) -> Commitment:
    """Put a time into one's own agenda, or change it. Sending the same id again changes the same row."""
    if by.user_id is None or not by.holds(Permission.KEEP_AGENDA):
        raise Denied(_("Agenda ini hanya untuk pemiliknya."))
    _check(kept)
    User.objects.select_for_update(no_key=True).get(
        id=by.user_id
    )  # pressed twice at once, the second finds the first
    row = Commitment.objects.unscoped("is it one's own?").select_for_update().filter(id=kept.id).first()
    if row and row.user_id != by.user_id:
        raise Conflict(_("Waktu ini tidak dapat disimpan. Muat ulang halaman."))
    if row is None and own_commitments(by).count() >= MOST:
        raise Refused(_("Agenda Anda sudah memuat %(most)d waktu. Hapus yang sudah lewat.") % {"most": MOST})
    new = row is None
    row = row or Commitment(id=kept.id, user_id=by.user_id)
    row.on, row.starts, row.ends, row.weekly = kept.on, kept.starts, kept.ends, kept.weekly
    row.until, row.zone = (kept.until if kept.weekly else None), str(zone(region))
    row.sealed = closed(kept.about, commitment=row.id, owner=by.user_id)
    if new:
        insert_objects([row])
    else:
        row.save()
    _record(by, "keep_agenda", row.id)
    return row


@transaction.atomic
def drop(*, by: Actor, commitment: uuid.UUID) -> None:
    """Take a time out of one's own agenda. It is gone: nothing of it is kept."""
    found = own_commitment(by, commitment)
    _record(by, "drop_agenda", found.id)
    found.delete()


@transaction.atomic
def keep_week(*, by: Actor, cells: Iterable[str], region: str) -> int:
    """Replace one's weekly pattern by the ticked parts (`habits.CELLS`). Returns how many there are now."""
    if by.user_id is None or not by.holds(Permission.KEEP_AGENDA):
        raise Denied(_("Agenda ini hanya untuk pemiliknya."))
    ticked = sorted(set(cells))
    if unknown := [c for c in ticked if c not in CELLS]:
        raise Refused(_("Pilihan %(cell)s tidak dikenal. Muat ulang halaman.") % {"cell": unknown[0][:20]})
    User.objects.select_for_update().get(id=by.user_id)
    Habit.objects.unscoped("one's own").filter(user=by.user_id).delete()
    there = str(zone(region))
    insert_objects(
        [
            Habit(user_id=by.user_id, weekday=day, starts=part.starts, ends=part.ends, zone=there)
            for day, part in (CELLS[c] for c in ticked)
        ]
    )
    record_event(by=by, action="keep_week", subject=("user", by.user_id))
    return len(ticked)


def _check(kept: Kept) -> None:
    if not kept.about.title.strip():
        raise Refused(_("Beri nama waktu ini; hanya Anda yang membacanya."))
    if kept.ends <= kept.starts:
        raise Refused(_("Jam selesai harus sesudah jam mulai. Bila lewat tengah malam, catat dua kali."))
    if kept.weekly and kept.until and kept.until < kept.on:
        raise Refused(_("Hari terakhirnya sebelum hari pertama. Perbaiki tanggalnya."))


def _record(by: Actor, action: str, id: uuid.UUID) -> None:
    """That something changed, and nothing of what: no value, not even as a digest."""
    record_event(by=by, action=action, subject=("commitment", id))
