"""Photos of equipment: a copy drawn anew is shown, the original is sealed and never served."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from dampingi.foundation.photos import reencoded
from dampingi.foundation.rows import new_id
from dampingi.foundation.sealing import Seal

ORIGINALS = Seal("photos", b"equipment photo")


@dataclass(frozen=True)
class Taken:
    """A photo ready to be kept: looked at before the transaction, because that takes its time."""

    shown: bytes
    original: bytes


def taken(raw: bytes) -> Taken:
    return Taken(reencoded(raw), raw)


def keep(photo: Taken, shown: FieldFile, original: FieldFile) -> None:
    """Beside the row, which the caller saves."""
    name = new_id()
    shown.save(f"{name}.jpg", ContentFile(photo.shown), save=False)
    original.save(f"{name}.bin", ContentFile(ORIGINALS.close(photo.original)), save=False)
