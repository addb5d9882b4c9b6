"""Photos come in pieces that can be taken up again: where the line broke off, the next piece goes on."""

import uuid
from dataclasses import dataclass
from functools import partial
from hashlib import sha256 as sha

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.field.actions.receiving import locked, settle_waiting
from dampingi.capture.field.entries import State
from dampingi.capture.field.models import Device, Photo, Piece, Submission
from dampingi.capture.field.photos import SEAL
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.photos import LARGEST, reencoded
from dampingi.foundation.stored import flush

LARGEST_PIECE = 256 * 1024


@dataclass(frozen=True)
class Told:
    """What a call says of the photo it brings a piece of."""

    id: uuid.UUID
    start: int
    sha256: str
    bytes: int


class Misplaced(Conflict):
    """The piece does not begin where the photo ends so far; `have` is where it does."""

    def __init__(self, have: int) -> None:
        super().__init__(_("Bagian foto ini tidak menyambung. Lanjutkan dari yang sudah diterima."))
        self.have = have


@transaction.atomic
def take_piece(*, by: Actor, device: uuid.UUID, told: Told, content: bytes) -> tuple[Photo, bool]:
    """The photo with the piece; False when it turned out at its end to be another than was told, and begins anew."""
    _check(told, content)
    phone = locked(device)
    photo = _photo(phone, told)
    if photo.whole:
        return photo, True
    if told.start != photo.have:
        raise Misplaced(photo.have)
    _keep(photo, told.start, content)
    sound = photo.have < photo.bytes or _complete(photo)
    photo.save(update_fields=["have", "whole_at", "original", "shown"])
    if photo.whole:
        _go_on(by, phone, photo)
    return photo, sound


def _check(told: Told, content: bytes) -> None:
    if not 0 < told.bytes <= LARGEST:
        raise Refused(
            _("Foto lebih besar dari 12 MB. Kecilkan resolusi kamera, lalu ambil ulang."), status=413
        )
    if len(content) > LARGEST_PIECE:
        raise Refused(_("Bagian foto paling besar 256 KB. Perbarui aplikasi lapangan."), status=413)
    if not content or told.start + len(content) > told.bytes:
        raise Refused(_("Bagian foto ini melebihi fotonya. Perbarui aplikasi lapangan."), status=400)


def _photo(device: Device, told: Told) -> Photo:
    found = Photo.objects.select_for_update(of=("self",)).select_related("device").filter(id=told.id).first()
    if found is None:
        return Photo.objects.create(id=told.id, device=device, sha256=told.sha256, bytes=told.bytes)
    if found.device.user_id != device.user_id or (found.sha256, found.bytes) != (told.sha256, told.bytes):
        raise Conflict(_("Nomor foto ini sudah dipakai foto lain. Perbarui aplikasi lapangan."))
    return found


def _keep(photo: Photo, start: int, content: bytes) -> None:
    piece = Piece(photo=photo, start=start)
    piece.content.save(f"{photo.id}-{start}.bin", ContentFile(SEAL.close(content)), save=False)
    piece.save(force_insert=True)
    photo.have = start + len(content)


def _complete(photo: Photo) -> bool:
    pieces = list(photo.pieces.all())
    raw = b"".join(map(_opened, pieces))
    photo.pieces.all().delete()
    transaction.on_commit(partial(_discard, pieces))
    if sha(raw).hexdigest() != photo.sha256:
        photo.have = 0
        return False
    photo.original.save(f"{photo.id}.bin", ContentFile(SEAL.close(raw)), save=False)
    flush(photo.original)
    try:
        photo.shown.save(f"{photo.id}.jpg", ContentFile(reencoded(raw)), save=False)
    except Refused:
        photo.shown = ""  # kept as it came all the same; what names it is told by the records' rule
    photo.whole_at = timezone.now()
    return True


def _discard(pieces: list[Piece]) -> None:
    for piece in pieces:
        piece.content.storage.delete(piece.content.name)


def _opened(piece: Piece) -> bytes:
    with piece.content.open() as file:
        return SEAL.open(file.read())


def _go_on(by: Actor, device: Device, photo: Photo) -> None:
    """What waited for this photo, and for no other, is applied."""
    rows = Submission.objects.unscoped("the device's own").select_for_update(of=("self",))
    submission = rows.filter(id=photo.submission_id, state=State.WAITING).first()
    if submission and not submission.photos.filter(whole_at=None).exists():
        settle_waiting(by, device, submission)
