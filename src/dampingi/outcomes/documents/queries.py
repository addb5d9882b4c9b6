import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import name_of
from dampingi.outcomes.documents.codes import heard
from dampingi.outcomes.documents.models import Document, Letterhead, Printing


@dataclass(frozen=True)
class Finding:
    """What the register says of a file someone holds. `printing` is None when it knows no such file."""

    sha256: str
    printing: Printing | None


def letterhead_for(region: str) -> Letterhead:
    """The office's letterhead, or the one of the region above it; else a plain one from the region's name, unsaved."""
    for level in range(depth(region), 0, -1):
        found = Letterhead.objects.filter(region=ancestor(region, level)).first()
        if found:
            return found
    office = ancestor(region, min(2, depth(region)))
    name = name_of(office)
    return Letterhead(
        region=office,
        government=f"Pemerintah {name}",
        office="Dinas Koperasi dan Usaha Mikro",
        place=_bare(name),
    )


def document_by_code(code: str) -> Document:
    """For anyone: the register tells of a document nothing but what stands on it."""
    public = Document.objects.unscoped("the public register: titles and hashes, no personal data")
    found = (
        public.select_related("succeeded_by").prefetch_related("printings").filter(code=heard(code)).first()
    )
    if found is None:
        raise Refused(
            _(
                "Tidak ada dokumen dengan kode itu di daftar kami. Periksa lagi kode di bawah gambar kotak (QR)."
            ),
            status=404,
        )
    return found


def finding(chunks: Iterable[bytes]) -> Finding:
    """Look a file up by what is in it, whatever it is called."""
    running = hashlib.sha256()
    for chunk in chunks:
        running.update(chunk)
    sha256 = running.hexdigest()
    known = Printing.objects.filter(sha256=sha256).select_related("document").order_by("made_at").first()
    return Finding(sha256, known)


def _bare(name: str) -> str:
    """`Kota Depok` -> `Depok`."""
    head, _space, rest = name.partition(" ")
    return rest if head.lower() in ("kota", "kabupaten", "kab.") and rest else name
