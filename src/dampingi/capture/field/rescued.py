"""A phone's exported queue, opened: what somebody recorded whose PIN nobody knows any more.

The file holds the phone's key, locked to our recovery key, and everything sealed with it as the app seals it (vault.js). Whoever can read the file reads
nothing. It proves nothing about who made it, for the public key is public: who brings it counts (actions/recovery.py).
"""

import json
import uuid
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from dampingi.capture.field.bodies import is_hash
from dampingi.capture.field.items import Item
from dampingi.capture.field.models import RecoveryKey
from dampingi.foundation.errors import Refused
from dampingi.foundation.sealing import Seal

SEAL = Seal("recovery", b"recovery key of the field app")
VERSION = 1
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


@dataclass(frozen=True)
class Shot:
    id: uuid.UUID
    sha256: str
    content: bytes


@dataclass(frozen=True)
class Rescued:
    device: uuid.UUID
    user: uuid.UUID
    items: list[Item]
    shots: list[Shot]
    unread: int
    """Entries that do not open: damaged, or of somebody else."""


def rescued(raw: bytes) -> Rescued:
    """Raises Refused for what is no such file, or one locked to another installation's key."""
    said = _read(raw)
    try:
        device, user = uuid.UUID(said["device"]), uuid.UUID(said["user"])
        entries, photos = list(said["items"]), list(said["photos"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _unreadable() from None
    opener = _Opener(_key(said.get("wrapped")), user)
    items = [item for entry in entries if (item := opener.item(entry))]
    shots = [shot for entry in photos if (shot := opener.shot(entry))]
    return Rescued(device, user, items, shots, len(entries) + len(photos) - len(items) - len(shots))


def _read(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("v") != VERSION:
        raise _unreadable()
    return said


def _unreadable() -> Refused:
    return Refused(
        _("Berkas ini bukan salinan antrean dari aplikasi lapangan, atau rusak. Ekspor lagi dari telepon.")
    )


def _key(wrapped: Any) -> AESGCM:
    try:
        found = RecoveryKey.objects.filter(id=uuid.UUID(wrapped["kid"])).first()
        locked = b64decode(wrapped["key"], validate=True)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _unreadable() from None
    if found is None:
        raise Refused(
            _("Berkas ini dikunci untuk server lain. Kirim ke kantor tempat telepon itu terdaftar.")
        )
    try:
        private: Any = serialization.load_der_private_key(SEAL.open(bytes(found.private)), None)
        return AESGCM(private.decrypt(locked, OAEP))
    except ValueError:
        raise _unreadable() from None


@dataclass(frozen=True)
class _Opener:
    key: AESGCM
    user: uuid.UUID

    def item(self, entry: Any) -> Item | None:
        """What it says is taken from what was sealed; the hash is checked where it is received."""
        content = self._opened(entry)
        try:
            body = json.loads(content)["body"] if content else None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return None if body is None else Item(entry["id"], entry.get("kind"), entry.get("hash"), body)

    def shot(self, entry: Any) -> Shot | None:
        content = self._opened(entry)
        try:
            found = Shot(uuid.UUID(entry["id"]), entry["sha256"], content or b"")
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return found if content and is_hash(found.sha256) else None

    def _opened(self, entry: Any) -> bytes | None:
        try:
            iv, data = (b64decode(entry[name], validate=True) for name in ("iv", "data"))
            return self.key.decrypt(iv, data, f"{self.user}/{entry['id']}".encode())
        except (KeyError, TypeError, ValueError, InvalidTag):
            return None


def pieces(shot: Shot, size: int, start: int = 0) -> Iterator[tuple[int, bytes]]:
    for at in range(start, len(shot.content), size):
        yield at, shot.content[at : at + size]
