"""Taking a difference back: records nobody touched since get their old values again, the rest is listed."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import typed
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses.actions import Edit, edit_businesses, edit_persons, take_back_listed
from dampingi.records.businesses.actions.edit import EDITABLE, PERSON_EDITABLE
from dampingi.records.businesses.actions.edit_many import NIK
from dampingi.records.businesses.models import Business, Person, Verification

CHUNK = 500
WHY = "records of a batch whose undoing was required and granted"


def restore_values(*, by: Actor, origin: Origin) -> dict[str, Any]:
    """{restored, kept: [{kind, id, name, why}]}."""
    found: dict[str, Any] = {"restored": 0, "kept": []}
    for kind, model, restore, columns in (
        ("business", Business, edit_businesses, EDITABLE),
        ("person", Person, edit_persons, PERSON_EDITABLE | NIK),
    ):
        revisions = {r.subject_id: r for r in Revision.objects.filter(origin=origin, kind=kind, undoes=None)}
        reasons = _touched(kind, model, revisions)
        edits = [_back(model, r, columns) for id, r in revisions.items() if id not in reasons]
        done = restore(by=by, edits=edits, origin=origin)
        reasons |= {id: _("sudah diubah lagi") for id, _fields in done.stale}
        reasons |= dict.fromkeys(done.missing, _("sudah diarsipkan atau di luar wilayah Anda"))
        found["restored"] += len(done.changed)
        names = _names(model, reasons)
        found["kept"] += [
            {"kind": kind, "id": str(id), "name": names.get(id, ""), "why": why}
            for id, why in reasons.items()
        ]
    found["restored"] += len(take_back_listed(by=by, origin=origin))
    return found


def _back(model: Any, revision: Revision, columns: set[str]) -> Edit:
    blank, told = model(), {c: both for c, both in revision.changes.items() if c in columns}
    was = {c: typed(blank, c, old) for c, (old, _new) in told.items()}
    became = {c: typed(blank, c, new) for c, (_old, new) in told.items()}
    return Edit(revision.subject_id, was, became, undoes=revision.id)


def _touched(kind: str, model: Any, revisions: dict[uuid.UUID, Revision]) -> dict[uuid.UUID, str]:
    reasons: dict[uuid.UUID, str] = {}
    for ids in _chunks(revisions):
        rows = Revision.objects.filter(kind=kind, subject_id__in=ids).values("subject_id")
        for id, top in rows.annotate(top=Max("version")).values_list("subject_id", "top"):
            if top != revisions[id].version:
                reasons[id] = _("sudah diubah lagi")
        if model is Business:
            for id, at in Verification.objects.filter(business__in=ids).values_list("business_id", "at"):
                if at >= revisions[id].at:
                    reasons.setdefault(id, _("sudah diverifikasi"))
    return reasons


def _names(model: Any, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = model.objects.unscoped(WHY)
    return {
        id: name for chunk in _chunks(ids) for id, name in rows.filter(id__in=chunk).values_list("id", "name")
    }


def _chunks(ids: Iterable[uuid.UUID]) -> list[list[uuid.UUID]]:
    wanted = list(ids)
    return [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
