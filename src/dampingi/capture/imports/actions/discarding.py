from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict


def discard_sheet(*, by: Actor, sheet: Import) -> None:
    """Throw away a sheet that was brought but never recorded; its file goes once that is certain."""
    require(by, sheet)
    with transaction.atomic():
        found = held(sheet)
        if found.state in ("committed", "undone", "running"):
            raise Conflict(_("Berkas yang sudah diimpor tidak dapat dibuang. Batalkan impornya."))
        record_event(by=by, action="discard_sheet", subject=("import", found.id), region=found.region)
        kept = found.file
        found.delete()
        transaction.on_commit(lambda: kept.storage.delete(kept.name))
