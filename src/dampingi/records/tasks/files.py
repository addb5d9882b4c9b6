"""What may be handed in: photos and office documents, told by their content and never by their name."""

import io
import re
import zipfile
from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.sealing import Seal
from dampingi.records.tasks.intake import FileIntake
from dampingi.records.tasks.models import Attachment

Kind = Attachment.Kind
SEAL = Seal("photos", b"task file")
LARGEST = 12 * 2**20
MOST = 5
MOST_PARTS = 2_000
_OFFICE = {"word/": Kind.WORD, "xl/": Kind.EXCEL, "ppt/": Kind.SLIDES}
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class Examined:
    kind: str
    name: str
    content: bytes
    shown: bytes
    """A photo's copy without position and camera data; b'' for a document."""


def examined(sent: FileIntake) -> Examined:
    """Raises Refused for what is neither a photo nor a document we know, or too large."""
    words = {"name": _harmless(sent.name)}
    if len(sent.content) > LARGEST:
        raise Refused(
            _("Berkas %(name)s lebih besar dari 12 MB. Kecilkan, lalu kirim ulang.") % words, status=413
        )
    kind = _kind(sent.content)
    if kind is None:
        raise Refused(
            _("Berkas %(name)s bukan foto, PDF, Word, Excel, atau PowerPoint yang dapat dibaca.") % words
        )
    shown = reencoded(sent.content) if kind == Kind.PHOTO else b""
    return Examined(kind, _named(words["name"], kind), sent.content, shown)


def _kind(content: bytes) -> str | None:
    if content.startswith(_PHOTOS):
        return Kind.PHOTO
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> str | None:
    """None for a zip that is no office document, and for one that carries macros."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if (
        len(names) > MOST_PARTS
        or "[Content_Types].xml" not in names
        or any("vbaproject" in n.lower() for n in names)
    ):
        return None
    return next((kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), None)


def _harmless(name: str) -> str:
    kept = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return kept[-80:] or "berkas"


def _named(name: str, kind: str) -> str:
    """With the ending that its content has, whatever it was called."""
    ending = "jpg" if kind == Kind.PHOTO else kind
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return f"{stem or 'berkas'}.{ending}"


def keep(attachment: Attachment, found: Examined) -> Attachment:
    """After every check of the batch: what a later failure leaves behind is swept (foundation/stored.py)."""
    attachment.kind, attachment.name = found.kind, found.name
    attachment.bytes, attachment.sha256 = len(found.content), sha256(found.content).hexdigest()
    if found.shown:
        attachment.shown.save(f"{attachment.id}.jpg", ContentFile(found.shown), save=False)
    attachment.original.save(f"{attachment.id}.bin", ContentFile(SEAL.close(found.content)), save=False)
    return attachment


def opened(attachment: Attachment) -> bytes:
    """A document as it came. Photos are shown by their copy; their original leaves its seal for nobody."""
    if attachment.kind == Kind.PHOTO:
        raise Refused(_("Foto hanya ditampilkan sebagai salinan."), status=404)
    with attachment.original.open() as file:
        return SEAL.open(file.read())
