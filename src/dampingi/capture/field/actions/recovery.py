"""The key pair behind forgotten PINs, and taking in a queue that was exported from a phone."""

import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.field.actions.pieces import LARGEST_PIECE, Told, take_piece
from dampingi.capture.field.actions.receiving import MOST, receive
from dampingi.capture.field.items import Receipt
from dampingi.capture.field.models import Device, Photo, RecoveryKey
from dampingi.capture.field.rescued import SEAL, Shot, pieces, rescued
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id

BITS = 3072


@dataclass
class Recovery:
    """What became of a file. `receipts` as the phone would have got them."""

    device: Device
    receipts: list[Receipt] = field(default_factory=list)
    photos: int = 0
    """Whole on the server now."""
    lost_photos: list[str] = field(default_factory=list)
    """Why a photo could not be taken, in words."""
    unread: int = 0


def recovery_key() -> dict[str, Any]:
    """The public half as a JWK with its `kid`; made on the first phone's registration.

    Of two made at once both stay: a phone's file names the one it was locked to.
    """
    found = RecoveryKey.objects.order_by("-made_at", "-id").first()
    return (found or _made()).public


def recover(*, by: Actor, raw: bytes) -> Recovery:
    """Take in an exported file, as its phone would have sent it; again is no harm.

    Who made the file cannot be known, so it counts as its owner's only in the owner's hands; what the office brings waits in
    quarantine until the office decides on it (receiving.py).
    """
    found = rescued(raw)
    device = _device(by, found.device, found.user)
    made = Recovery(device, unread=found.unread)
    for at in range(0, len(found.items), MOST):
        made.receipts += receive(by=by, device=device.id, items=found.items[at : at + MOST])
    for shot in found.shots:
        _take(by, device, shot, made)
    _tell(by, made)
    return made


def _device(by: Actor, id: uuid.UUID, user: uuid.UUID) -> Device:
    device = Device.objects.unscoped("reach is checked next").select_related("user").filter(id=id).first()
    if device is None or device.user_id != user or not (
        by.user_id == user or by.may(Permission.DECIDE_CAPTURES, region=device.region)
    ):  # fmt: skip
        raise Refused(
            _(
                "Berkas ini dari telepon orang lain di luar wilayah Anda. Masuk sebagai pemiliknya, atau kirim ke kantornya."
            )
        )
    return device


def _take(by: Actor, device: Device, shot: Shot, made: Recovery) -> None:
    """From where the phone itself had come before."""
    known = Photo.objects.filter(id=shot.id, device__user=device.user_id).first()
    try:
        for start, content in pieces(shot, LARGEST_PIECE, known.have if known else 0):
            told = Told(shot.id, start, shot.sha256, len(shot.content))
            _photo, sound = take_piece(by=by, device=device.id, told=told, content=content)
            if not sound:
                raise Refused(_("Foto rusak di dalam berkas."))
        made.photos += 1
    except Refused as refusal:
        made.lost_photos.append(refusal.message)


@transaction.atomic
def _tell(by: Actor, made: Recovery) -> None:
    record_event(
        by=by,
        action="recover_queue",
        subject=("device", made.device.id),
        region=made.device.region,
        detail={"items": len(made.receipts), "photos": made.photos, "unread": made.unread},
    )


def _made() -> RecoveryKey:
    private, id = rsa.generate_private_key(public_exponent=65537, key_size=BITS), new_id()
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "alg": "RSA-OAEP-256", "kid": str(id), "n": _b64(numbers.n), "e": _b64(numbers.e)}
    raw = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return RecoveryKey.objects.create(id=id, public=public, private=SEAL.close(raw))


def _b64(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
