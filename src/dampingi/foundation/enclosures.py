"""Papers people enclose: known by their content, never by their name; kept sealed; images are drawn anew before anyone sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.sealing import Seal

LARGEST_PDF = 5 * 2**20


@dataclass(frozen=True)
class Paper:
    kind: str
    original: bytes
    shown: bytes
    """Sealed, as is the original; empty for a PDF."""


def received(raw: bytes, seal: Seal) -> Paper:
    """What came, told apart by its first bytes and sealed. Raises Refused for what is neither a photo nor a PDF of at most 5 MB."""
    if not raw:
        raise Refused(_("Berkasnya kosong. Pilih berkas lain."))
    if raw.startswith(b"%PDF-"):
        if len(raw) > LARGEST_PDF:
            raise Refused(_("PDF lebih besar dari 5 MB. Kecilkan, atau kirim foto halamannya."), status=413)
        if b"%%EOF" not in raw[-2048:]:
            raise Refused(_("PDF itu tidak utuh. Simpan ulang berkasnya, lalu kirim lagi."))
        return Paper("pdf", seal.close(raw), b"")
    return Paper("image", seal.close(raw), seal.close(reencoded(raw)))


def delete_files(files: Iterable[FieldFile]) -> None:
    """What a committed transaction no longer names."""
    for file in files:
        file.storage.delete(file.name)
