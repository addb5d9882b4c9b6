"""Businesses that a newer edition no longer lists, sent into the queue of verification."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions.deciding import LOOK
from dampingi.capture.imports.actions.held import held, require
from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict
from dampingi.records.businesses.actions import ask_for_looks


@transaction.atomic
def ask_for_verification(*, by: Actor, sheet: Import) -> int:
    """For a list already recorded; returns how many were asked for. Asked again, those looked at since wait once more."""
    require(by, sheet)
    locked = held(sheet)
    if locked.state != "committed" or locked.origin is None:
        raise Conflict(_("Simpan impor ini dahulu; permintaan verifikasi hanya untuk daftar yang berlaku."))
    locked.choices = locked.choices | {"gone": LOOK}
    locked.save(update_fields=["choices"])
    return ask_for_looks(by=by, origin=locked.origin, businesses=gone_of(locked))


def gone_of(sheet: Import) -> list[uuid.UUID]:
    rows = sheet.rows.filter(outcome=ImportedRow.Outcome.GONE, subject_kind="business")
    return list(rows.values_list("subject_id", flat=True))
