import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import insert_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.kbli.models import Code, Publication
from dampingi.foundation.kbli.queries import EDITIONS
from dampingi.foundation.kbli.reading import read_list
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.rows import new_id


def load_publication(
    *, by: Actor, edition: str, content: bytes, file_name: str, door: str = "command"
) -> Publication:
    """Put a full official list into use, all or nothing; the one before stays and comes back by `undo_publication`.

    Codes are the country's: only whoever may do this everywhere may load them (the command; no page).
    """
    by.require(Permission.MANAGE_REFERENCE_DATA, region="")
    if edition not in EDITIONS:
        raise Refused(_("Edisi %(edition)s tidak dikenal. Pakai 2020 atau 2025.") % {"edition": edition[:10]})
    lines, sha256 = read_list(content), hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        own = Publication.objects.select_for_update().filter(edition=edition)
        list(own.values_list("id"))
        newest = own.filter(undone_at=None).order_by("-version").first()
        if newest and newest.sha256 == sha256:
            raise Conflict(_("Daftar yang sama sudah dipakai. Tidak ada yang perlu diganti."))
        made = Publication.objects.create(
            edition=edition,
            version=(own.aggregate(top=Max("version"))["top"] or 0) + 1,
            file_name=file_name[:200],
            sha256=sha256,
            count=len(lines),
            origin=open_origin(by=by, door=door, reference=file_name[:200], hash=sha256),
            loaded_by=by.name or by.label,
        )
        rows = ((new_id(), made.id, line.code, line.title, line.category) for line in lines)
        insert_many(Code, ("id", "publication", "code", "title", "category"), rows)
        _record(by, "load_kbli", made)
    return made


@transaction.atomic
def undo_publication(*, by: Actor, edition: str) -> Publication:
    by.require(Permission.MANAGE_REFERENCE_DATA, region="")
    found = Publication.objects.select_for_update().filter(edition=edition, undone_at=None)
    newest = found.order_by("-version").first()
    if newest is None:
        raise Conflict(_("Tidak ada daftar KBLI %(edition)s yang dimuat.") % {"edition": edition[:10]})
    newest.undone_at = timezone.now()
    newest.save(update_fields=["undone_at"])
    _record(by, "undo_kbli", newest)
    return newest


def _record(by: Actor, action: str, made: Publication) -> None:
    record_event(
        by=by,
        action=action,
        subject=("kbli", made.id),
        detail={"edition": made.edition, "version": made.version, "codes": made.count},
        values=[made.sha256],
    )
