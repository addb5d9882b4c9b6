import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui.formats import day
from dampingi.records.businesses.actions.held import living, must_have_come, must_say_why
from dampingi.records.businesses.models import Business, Closure


@transaction.atomic
def close_business(
    *, by: Actor, business: uuid.UUID, reason: str, on: datetime.date, note: str = ""
) -> Closure:
    """The business stopped on that day, for a reason of definitions/closures.yaml. It stays on record."""
    record = living(by, business)
    if reason not in choices("closures"):
        raise Refused(_("Pilih alasan tutup dari daftar."))
    if reason == "other":
        must_say_why(note)
    must_have_come(on, record)
    if record.started_year and on.year < record.started_year:
        raise Refused(
            _("Usaha ini berdiri tahun %(year)d; tanggal tutupnya tidak dapat lebih awal.")
            % {"year": record.started_year}
        )
    known = list(_closures(record))
    if any(c.reopened_on is None for c in known):
        raise Conflict(_("Usaha ini sudah tercatat tutup."))
    if any(on < c.reopened_on for c in known):
        raise Refused(_("Tanggal itu di dalam masa tutup yang sudah tercatat. Perbaiki tanggalnya."))
    made = Closure.objects.create(
        business=record, reason=reason, closed_on=on, note=note.strip(), by=by.label
    )
    _audit(by, "close_business", record, reason)
    return made


@transaction.atomic
def reopen_business(*, by: Actor, business: uuid.UUID, on: datetime.date, note: str = "") -> Closure:
    record = living(by, business)
    found = _closures(record).filter(reopened_on=None).first()
    if found is None:
        raise Conflict(_("Usaha ini tidak tercatat tutup."))
    must_have_come(on, record)
    if on < found.closed_on:
        raise Refused(
            _("Usaha ini tutup pada %(day)s; tanggal buka kembali tidak dapat lebih awal.")
            % {"day": day(found.closed_on)}
        )
    found.reopened_on, found.reopened_note = on, note.strip()
    found.reopened_by, found.reopened_at = by.label, timezone.now()
    found.save(update_fields=["reopened_on", "reopened_note", "reopened_by", "reopened_at"])
    _audit(by, "reopen_business", record, note.strip())
    return found


def _closures(record: Business):
    return Closure.objects.unscoped("of a business in hand").filter(business=record)


def _audit(by: Actor, action: str, record: Business, reason: str) -> None:
    record_event(by=by, action=action, subject=("business", record.id), region=record.region, reason=reason)
