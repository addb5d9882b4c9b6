import uuid

from django.utils.translation import gettext as _

from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused


def imports(actor: Actor):
    """The sheets brought within reach, newest first."""
    return (
        Import.objects.for_actor(actor, Permission.IMPORT_SHEETS)
        .select_related("programme", "job")
        .order_by("-created_at")
    )


def import_(actor: Actor, id: uuid.UUID) -> Import:
    found = imports(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Impor itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def same_file(actor: Actor, sha256: str, kind: str, region: str) -> Import | None:
    """An earlier import of the very same file that is still in force."""
    rows = imports(actor).filter(sha256=sha256, kind=kind, region=region, undone_at=None)
    return rows.exclude(committed_at=None).first()
