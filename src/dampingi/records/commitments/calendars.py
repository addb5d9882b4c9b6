"""Actions on one's calendars elsewhere: only busy times of them are taken, in words of ours when it does not work."""

import datetime
import json
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.engines.calendars import MOST_BYTES, CalendarError, Read, read_apart
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.fetching import Unreachable, checked, fetch
from dampingi.foundation.identifiers import seal, unseal
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.rows import new_id
from dampingi.records.commitments.models import Calendar, CalendarBusy
from dampingi.records.commitments.queries import own_calendar, own_calendars

MOST_CALENDARS = 5
AHEAD = datetime.timedelta(days=370)
BEHIND = datetime.timedelta(days=1)
MOST_NOTES = 50
AGAIN = datetime.timedelta(hours=20)
SOON = datetime.timedelta(minutes=10)
"""Asked for and not read yet: asking again would only add to the queue."""
PROBLEMS: dict[str, Any] = {
    "not_a_calendar": lazy("Isinya bukan kalender (.ics). Unduh kembali dari aplikasi kalender Anda, atau salin alamat iCal-nya."),
    "too_large": lazy("Kalender ini lebih besar dari 5 MB. Pilih kalender yang lebih kecil, atau bersihkan yang lama."),
    "too_many": lazy("Kalender ini terlalu penuh untuk kalender seseorang. Pilih kalender lain."),
    "too_heavy": lazy("Kalender ini tidak selesai dibaca. Ada pengulangan yang tidak wajar di dalamnya; ekspor kembali tanpa entri itu."),
    "not_https": lazy("Alamatnya harus dimulai dengan https:// atau webcal://. Salin alamat iCal dari aplikasi kalender Anda."),
    "unknown": lazy("Nama server pada alamat itu tidak dikenal. Periksa ejaannya, atau unggah berkas .ics."),
    "private": lazy("Alamat itu menunjuk ke jaringan dalam, bukan ke internet. Gunakan alamat iCal umum, atau unggah berkas .ics."),
    "no_answer": lazy("Server kalender tidak menjawab. Akan dicoba lagi besok; Anda dapat mengunggah berkas .ics."),
    "status": lazy("Server kalender menolak. Pastikan alamatnya alamat iCal rahasia, bukan alamat halaman kalender."),
    "too_slow": lazy("Server kalender terlalu lama menjawab. Akan dicoba lagi besok."),
    "redirects": lazy("Alamat itu berputar-putar tanpa sampai ke kalender. Salin kembali alamat iCal-nya."),
}  # fmt: skip
NOTES: dict[str, Any] = {
    "no_start": lazy("tanpa waktu mulai, dilewati"),
    "ends_before": lazy("berakhir sebelum mulai, dilewati"),
    "too_often": lazy("berulang lebih sering dari setiap hari, dilewati"),
    "broken": lazy("tidak dapat dibaca, dilewati"),
    "unknown_zone": lazy("zona waktunya tidak dikenal, dianggap waktu setempat"),
}


@transaction.atomic
def link_address(*, by: Actor, name: str, address: str, region: str) -> Calendar:
    """Take busy times from an address, first as soon as a worker can, then every day."""
    try:
        address = checked(address).geturl()
    except Unreachable as wrong:
        raise Refused(str(PROBLEMS[wrong.code])) from None
    made = _new(by, name, address, region)
    _ask_to_read(by, made)
    return made


def link_file(*, by: Actor, name: str, data: bytes, region: str) -> Calendar:
    """Take busy times from a file, once. The file is not kept; it is read before anything is written, so that nobody waits for it."""
    _require_owner(by)
    try:
        found = _read(data, str(zone(region)))
    except CalendarError as wrong:
        raise Refused(str(PROBLEMS[wrong.code])) from None
    with transaction.atomic():
        made = _new(by, name, "", region)
        _store(made, found)
    return made


@transaction.atomic
def read_again(*, by: Actor, calendar: uuid.UUID) -> None:
    found = own_calendar(by, calendar)
    if not found.has_address:
        raise Refused(_("Kalender dari berkas tidak dapat dibaca ulang. Unggah berkas yang baru."))
    again = Calendar.objects.unscoped("one's own").filter(id=found.id)
    recently = Q(state=Calendar.State.WAITING, tried_at__gt=timezone.now() - SOON)
    if not again.exclude(recently).update(state=Calendar.State.WAITING):
        raise Conflict(_("Kalender ini sedang menunggu dibaca. Tunggu beberapa menit."))
    _ask_to_read(by, found)


@transaction.atomic
def unlink(*, by: Actor, calendar: uuid.UUID) -> None:
    """Forget a calendar and every busy time taken from it."""
    found = own_calendar(by, calendar)
    record_event(by=by, action="unlink_calendar", subject=("calendar", found.id))
    Calendar.objects.unscoped("one's own").filter(id=found.id).delete()


def told(calendar: Calendar) -> tuple[str, str]:
    """Its name and its address, to its owner."""
    name, address = json.loads(unseal(_kind(calendar.id, calendar.user_id), calendar.sealed))
    return name, address


def read_address(calendar: Calendar) -> dict[str, Any]:
    """Read it anew; what does not work is said on its owner's page and leaves the times read before."""
    _name, address = told(calendar)
    try:
        found = _read(fetch(address, most_bytes=MOST_BYTES), calendar.zone)
    except (CalendarError, Unreachable) as wrong:
        now = {"state": Calendar.State.FAILED, "problem": wrong.code, "tried_at": timezone.now()}
        Calendar.objects.unscoped("of the job").filter(id=calendar.id).update(**now)
        return {"problem": wrong.code}
    with transaction.atomic():
        there = Calendar.objects.unscoped("of the job").select_for_update().filter(id=calendar.id).first()
        if there is None:  # its owner let go of it meanwhile
            return {}
        _store(there, found)
    return {"spans": len(found.busy)}


def ask_for_due(now: datetime.datetime | None = None) -> int:
    """Have every address read that was not tried for most of a day - of people who still work here. Several workers do it side by side."""
    now = now or timezone.now()
    rows = Calendar.objects.unscoped("the daily chore").filter(
        has_address=True, tried_at__lt=now - AGAIN, user__is_active=True
    )
    asked = 0
    for calendar in rows.select_related("user")[:200]:
        with transaction.atomic():
            mine = Calendar.objects.unscoped("the daily chore").filter(
                id=calendar.id, tried_at=calendar.tried_at
            )
            if mine.update(tried_at=now):
                start(
                    by=Actor.for_system("calendars are read every day"),
                    kind="read_calendar",
                    params={"calendar": str(calendar.id)},
                )
                asked += 1
    return asked


def _require_owner(by: Actor) -> uuid.UUID:
    if by.user_id is None or not by.holds(Permission.KEEP_AGENDA):
        raise Denied(_("Agenda ini hanya untuk pemiliknya."))
    return by.user_id


def _new(by: Actor, name: str, address: str, region: str) -> Calendar:
    owner = _require_owner(by)
    User.objects.select_for_update().get(id=owner)
    if len(own_calendars(by)) >= MOST_CALENDARS:
        raise Refused(
            _("Anda sudah menghubungkan %(most)d kalender. Lepaskan yang tidak dipakai lagi.")
            % {"most": MOST_CALENDARS}
        )
    if not name.strip():
        raise Refused(_("Beri nama kalender ini; hanya Anda yang membacanya."))
    id = new_id()
    sealed = seal(_kind(id, owner), json.dumps([name.strip()[:60], address]))
    made = Calendar.objects.create(
        id=id, user_id=by.user_id, sealed=sealed, has_address=bool(address), zone=str(zone(region))
    )
    record_event(by=by, action="link_calendar", subject=("calendar", made.id))
    return made


def _ask_to_read(by: Actor, calendar: Calendar) -> None:
    Calendar.objects.unscoped("one's own").filter(id=calendar.id).update(tried_at=timezone.now())
    start(by=by, kind="read_calendar", params={"calendar": str(calendar.id)})


def _read(data: bytes, there: str) -> Read:
    now = timezone.now()
    return read_apart(data, now - BEHIND, now + AHEAD, there)


def _store(calendar: Calendar, found: Read) -> None:
    now = timezone.now()
    CalendarBusy.objects.filter(calendar=calendar).delete()
    CalendarBusy.objects.bulk_create(
        [CalendarBusy(calendar=calendar, starts_at=b.start, ends_at=b.end) for b in found.busy],
        batch_size=1000,
    )
    calendar.state, calendar.problem, calendar.entries = Calendar.State.READ, "", found.entries
    calendar.read_at = calendar.tried_at = now
    calendar.until = (now + AHEAD).date()
    calendar.notes = [[n.code, n.on and n.on.isoformat(), n.about] for n in found.notes[:MOST_NOTES]]
    calendar.save()


def _kind(calendar: uuid.UUID, owner: uuid.UUID) -> str:
    return f"calendar:{owner}:{calendar}"
