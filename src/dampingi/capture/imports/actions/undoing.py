"""Taking a recorded batch back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions.deciding import LOOK
from dampingi.capture.imports.actions.doubting import gone_of
from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.editions.restoring import restore_values
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.actions import withdraw_looks


@transaction.atomic
def undo_import(*, by: Actor, sheet: Import) -> Import:
    """Take the batch back: rows nobody touched since are archived, the rest stay and are listed with the reason."""
    require(by, sheet)
    locked = held(sheet)
    if not locked.committed_at or locked.origin is None:
        raise Refused(_("Berkas ini belum diimpor, jadi tidak ada yang dibatalkan."), status=409)
    if locked.undone_at:
        raise Conflict(_("Impor ini sudah dibatalkan."))
    subjects = [
        (kind, id)
        for kind, id in locked.rows.filter(outcome="accepted").values_list("subject_kind", "subject_id")
        if id is not None
    ]
    restored = restore_values(by=by, origin=locked.origin)
    if locked.choices.get("gone") == LOOK:
        withdraw_looks(by=by, origin=locked.origin, businesses=gone_of(locked))
    undone = KINDS[locked.kind].undo(by=by, origin=locked.origin, subjects=subjects)
    locked.undo_summary = undone | {
        "restored": restored["restored"],
        "kept": restored["kept"] + undone["kept"],
    }
    locked.undone_at, locked.undone_by = timezone.now(), by.label
    locked.save(update_fields=["undo_summary", "undone_at", "undone_by"])
    record_event(
        by=by, action="undo_import", subject=("import", sheet.id), region=locked.region, programme=locked.programme_id,
        detail={
            "archived": undone["archived"], "restored": restored["restored"], "kept": len(locked.undo_summary["kept"]),
        },
    )  # fmt: skip
    return locked
