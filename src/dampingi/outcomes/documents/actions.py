import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import exists
from dampingi.outcomes.documents.codes import code_of
from dampingi.outcomes.documents.models import Document, Letterhead, Printing

LETTERHEAD_FIELDS = (
    "government",
    "office",
    "address",
    "contact",
    "place",
    "signatory",
    "signatory_title",
    "signatory_rank",
    "signatory_nip",
)


@transaction.atomic
def set_letterhead(*, by: Actor, region: str, values: dict[str, str]) -> Letterhead:
    """What the office's letters say from now on. Whoever administers the office's people may set it."""
    by.require(Permission.MANAGE_MENTORS, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada.") % {"code": region}, status=404)
    told = {field: values.get(field, "").strip() for field in LETTERHEAD_FIELDS}
    if not (told["government"] and told["office"] and told["place"]):
        raise Refused(_("Isi nama pemerintah daerah, nama dinas, dan tempat surat ditandatangani."))
    head, _new = Letterhead.objects.update_or_create(
        region=region, defaults={**told, "updated_at": timezone.now()}
    )
    record_event(
        by=by, action="set_letterhead", subject=("letterhead", head.id), region=region, values=[told]
    )
    return head


def succeed(*, old: Iterable[Document], new: Document) -> None:
    """Say of earlier documents which one stands in their place. The caller, inside a transaction, has made the new one."""
    ids = [document.id for document in old if document.id != new.id]
    Document.objects.unscoped("replaced by whoever may issue the new one").filter(id__in=ids).update(
        succeeded_by=new
    )


@transaction.atomic
def issue(
    *,
    by: Actor,
    kind: str,
    title: str,
    content_hash: str,
    region: str,
    programme: uuid.UUID | None,
    made_at: datetime,
    number: str = "",
) -> Document:
    """Enter a document into the register that the public page answers from. Equal content is the same document."""
    by.require(Permission.PRINT_REPORTS, region=region, programme=programme)
    document, new = Document.objects.unscoped("reach checked above").get_or_create(
        content_hash=content_hash,
        defaults={
            "kind": kind,
            "code": code_of(content_hash),
            "title": title,
            "number": number,
            "region": region,
            "programme": programme,
            "made_at": made_at,
        },
    )
    if new:
        record_event(
            by=by,
            action="issue_document",
            subject=("document", document.id),
            region=region,
            programme=programme,
            detail={"kind": kind, "code": document.code, "content": content_hash},
        )
    return document


@transaction.atomic
def keep_printing(*, by: Actor, document: Document, format: str, body: bytes) -> Printing:
    """Keep a file of the document as issued. One that is kept already stays as it is."""
    by.require(Permission.PRINT_REPORTS, region=document.region, programme=document.programme)
    kept = document.printings.filter(format=format).first()
    if kept:
        return kept
    printing = Printing(
        document=document, format=format, sha256=hashlib.sha256(body).hexdigest(), size=len(body)
    )
    printing.file.save(f"{document.code}.{format}", ContentFile(body), save=False)
    try:
        with transaction.atomic():
            printing.save(force_insert=True)
    except IntegrityError:  # somebody else was quicker; the file no row names is swept
        return document.printings.get(format=format)
    record_event(
        by=by,
        action="print_document",
        subject=("document", document.id),
        region=document.region,
        programme=document.programme,
        detail={"format": format, "sha256": printing.sha256},
    )
    return printing
