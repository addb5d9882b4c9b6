import uuid

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import exists
from dampingi.records.meetings.models import Meeting, Room
from dampingi.records.meetings.wording import when

LARGEST = 20_000


@transaction.atomic
def open_room(*, by: Actor, region: str, name: str, capacity: int, place: str = "") -> Room:
    """Put a room on the list."""
    by.require(Permission.CALL_MEETINGS, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada. Pilih dari daftar.") % {"code": region})
    room = Room(region=region)
    _describe(room, name, capacity, place)
    room.save(force_insert=True)
    record_event(by=by, action="open_room", subject=("room", room.id), region=region)
    return room


@transaction.atomic
def edit_room(*, by: Actor, room: uuid.UUID, name: str, capacity: int, place: str = "") -> Room:
    """Correct a room. It stays big enough for what is planned in it."""
    found = _held(by, room)
    fullest = _upcoming(found).annotate(asked=_ASKED).filter(asked__gt=capacity, crowded_reason="").first()
    if fullest:
        raise Conflict(
            _("%(asked)d orang diundang ke %(title)s (%(when)s) di ruang ini. Isi kapasitas sedikitnya %(asked)d, atau pindahkan pertemuannya.")
            % {"asked": fullest.asked, "title": fullest.title, "when": when(fullest)}
        )  # fmt: skip
    _describe(found, name, capacity, place)
    found.save(update_fields=["name", "capacity", "place"])
    record_event(by=by, action="edit_room", subject=("room", found.id), region=found.region)
    return found


@transaction.atomic
def archive_room(*, by: Actor, room: uuid.UUID) -> Room:
    """Nobody meets there any more; what was stays on record."""
    found = _held(by, room)
    coming = _upcoming(found).first()
    if coming:
        raise Conflict(
            _("Ruang ini masih dipakai untuk %(title)s (%(when)s). Pindahkan atau batalkan dahulu pertemuan itu.")
            % {"title": coming.title, "when": when(coming)}
        )  # fmt: skip
    found.archived_at = timezone.now()
    found.save(update_fields=["archived_at"])
    record_event(by=by, action="archive_room", subject=("room", found.id), region=found.region)
    return found


@transaction.atomic
def restore_room(*, by: Actor, room: uuid.UUID) -> Room:
    found = _held(by, room)
    found.archived_at = None
    found.save(update_fields=["archived_at"])
    record_event(by=by, action="restore_room", subject=("room", found.id), region=found.region)
    return found


_ASKED = Count("invitees", filter=Q(invitees__removed_at=None))


def _describe(room: Room, name: str, capacity: int, place: str) -> None:
    if not name.strip():
        raise Refused(_("Isi nama ruang."))
    if not 1 <= capacity <= LARGEST:
        raise Refused(_("Isi kapasitas ruang: 1 sampai %(most)d orang.") % {"most": LARGEST})
    room.name, room.capacity, room.place = name.strip(), capacity, place.strip()
    same = Room.objects.unscoped("is the name free?").filter(region=room.region, name__iexact=room.name)
    if same.exclude(id=room.id).exists():
        raise Conflict(
            _("Sudah ada ruang bernama %(name)s di wilayah ini. Pakai ruang itu, atau beri nama lain.")
            % {"name": room.name}
        )


def _upcoming(room: Room):
    found = Meeting.objects.unscoped("whatever is planned there").filter(room=room, cancelled_at=None)
    return found.filter(ends_at__gt=timezone.now()).order_by("starts_at")


def _held(by: Actor, id: uuid.UUID) -> Room:
    reached = Room.objects.for_actor(by, Permission.CALL_MEETINGS).filter(id=id).values("id")
    rows = Room.objects.unscoped("reach is checked by the id").select_for_update(no_key=True)
    found = rows.filter(id=id, pk__in=reached).first()
    if found is None:
        raise Refused(_("Ruang itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
