"""What is handed out to read: checked, sealed, served. Of modules and of mentors' courses alike."""

from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.records.learning.models import Handout
from dampingi.records.learning.papers import opened, received

MOST = 20


def fields_of(title: str, raw: bytes, link: str) -> dict[str, Any]:
    """What a row of it holds. Drawing an image anew takes its time: do it before anything is locked."""
    if not title.strip():
        raise Refused(_("Isi judul bahan."))
    if bool(raw) == bool(link.strip()):
        raise Refused(_("Pilih satu berkas PDF atau gambar, atau isi satu tautan."))
    return {"title": title.strip()[:150], **_content(raw, link)}


def require_room(kept: int) -> None:
    if kept >= MOST:
        raise Refused(_("Bahannya sudah %(most)d. Hapus yang lama.") % {"most": MOST})


def files_of(found: Handout) -> list[Any]:
    return [f for f in (found.original, found.shown) if f]


def serve(found: Handout) -> HttpResponse:
    """A link is followed; an image is shown as drawn anew; a PDF is only ever downloaded."""
    if found.kind == Handout.Kind.LINK:
        return HttpResponseRedirect(found.link)
    image = found.kind == Handout.Kind.IMAGE
    with (found.shown if image else found.original).open("rb") as stored:
        body = opened(stored.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"{found.title}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = content_disposition_header(not image, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _content(raw: bytes, link: str) -> dict[str, Any]:
    if not raw:
        address = link.strip()
        if len(address) > 500 or not _leads_somewhere(address):
            raise Refused(_("Tautan dimulai dengan https:// dan paling panjang 500 huruf."))
        return {"kind": Handout.Kind.LINK, "link": address}
    paper, name = received(raw), f"{new_id()}.bin"
    shown = ContentFile(paper.shown, name=name) if paper.shown else ""
    return {"kind": paper.kind, "original": ContentFile(paper.original, name=name), "shown": shown}


def _leads_somewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # https://[x
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
