import datetime
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.desks import queries
from dampingi.records.desks.models import Desk, State, Ticket
from dampingi.records.programmes.rosters import today_in

MOST = 999
"""Numbers a day: more do not fit on a wall."""


@transaction.atomic
def open_desk(*, by: Actor, region: str, name: str, place: str) -> Desk:
    by.require(Permission.MANAGE_CLINIC, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": region})
    if not name.strip() or not place.strip():
        raise Refused(_("Isi nama loket dan tempatnya."))
    if (
        Desk.objects.unscoped("reach is checked")
        .filter(region=region, name=name.strip(), closed_at=None)
        .exists()
    ):
        raise Conflict(_("Loket dengan nama itu sudah ada di wilayah ini."))
    made = Desk(region=region, name=name.strip()[:100], place=place.strip()[:150])
    insert_objects([made])
    record_event(by=by, action="open_desk", subject=("desk", made.id), region=region)
    return made


@transaction.atomic
def close_desk(*, by: Actor, desk: uuid.UUID) -> Desk:
    """No numbers are given there any more; the same name may open again."""
    found = _turn(by, desk)
    if Ticket.objects.filter(
        desk=found, on=today_in(found.region), state__in=(State.WAITING, State.CALLED)
    ).exists():
        raise Conflict(_("Masih ada yang menunggu. Layani atau lewati semuanya dahulu."))
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    record_event(by=by, action="close_desk", subject=("desk", found.id), region=found.region)
    return found


@transaction.atomic
def take_number(*, by: Actor, desk: uuid.UUID, field: str = "", today: datetime.date | None = None) -> Ticket:
    """The next number of the day. Numbers are too many and too small for the audit trail: the desk's rows tell all of it."""
    found = _turn(by, desk)
    if field and field not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": field})
    on = today or today_in(found.region)
    last = Ticket.objects.filter(desk=found, on=on).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST:
        raise Conflict(_("Nomor hari ini habis. Buka loket kedua, atau layani besok."))
    made = Ticket(desk=found, on=on, number=last + 1, field=field)
    insert_objects([made])
    return made


@transaction.atomic
def call_next(
    *, by: Actor, desk: uuid.UUID, expected: int | None = None, today: datetime.date | None = None
) -> Ticket:
    """Who is called now was served; the lowest number that waits is called.

    `expected` is what the button said: pressed twice, or by two at once, it calls one number and not two.
    """
    found = _turn(by, desk)
    rows = Ticket.objects.filter(desk=found, on=today or today_in(found.region))
    following = rows.filter(state=State.WAITING).order_by("number").first()
    if following is None:
        raise Conflict(_("Tidak ada yang menunggu."))
    if expected is not None and following.number != expected:
        raise Conflict(
            _("Nomor %(number)d sudah dipanggil. Muat ulang halaman untuk melihat siapa berikutnya.")
            % {"number": expected}
        )
    _end_called(rows)
    return _call(following)


@transaction.atomic
def call_again(
    *, by: Actor, desk: uuid.UUID, ticket: uuid.UUID, today: datetime.date | None = None
) -> Ticket:
    """Who was not there has come back."""
    found = _turn(by, desk)
    rows = Ticket.objects.filter(desk=found, on=today or today_in(found.region))
    back = rows.filter(id=ticket).first()
    if back is None:
        raise Refused(_("Nomor itu bukan nomor hari ini di loket ini."), status=404)
    if back.state != State.SKIPPED:
        raise Conflict(_("Hanya nomor yang dilewati yang dipanggil lagi."))
    _end_called(rows)
    return _call(back)


@transaction.atomic
def finish(*, by: Actor, desk: uuid.UUID, ticket: uuid.UUID, served: bool) -> Ticket:
    """Whether the called one was served, or was not there."""
    found = _turn(by, desk)
    called = queries.ticket_of(found, ticket)
    if called.state != State.CALLED:
        raise Conflict(
            _("Nomor %(number)d tidak sedang dipanggil. Muat ulang halaman.") % {"number": called.number}
        )
    called.state, called.done_at = State.SERVED if served else State.SKIPPED, timezone.now()
    called.save(update_fields=["state", "done_at"])
    return called


def _turn(by: Actor, desk: uuid.UUID) -> Desk:
    """The desk, alone: whoever else takes or calls a number there waits until this is done."""
    seen = queries.desk_of(by, desk)
    held = Desk.objects.unscoped("its reach is checked").select_for_update()
    found = held.filter(id=seen.id, closed_at=None).first()
    if found is None:
        raise Refused(_("Loket itu tidak ada, sudah ditutup, atau di luar wilayah Anda."), status=404)
    return found


def _end_called(rows) -> None:
    rows.filter(state=State.CALLED).update(state=State.SERVED, done_at=timezone.now())


def _call(ticket: Ticket) -> Ticket:
    ticket.state, ticket.called_at, ticket.done_at = State.CALLED, timezone.now(), None
    ticket.save(update_fields=["state", "called_at", "done_at"])
    return ticket
