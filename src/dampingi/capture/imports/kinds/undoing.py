"""Taking a batch back: what nobody touched since is archived, the rest is listed with the reason."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.queries import changed
from dampingi.records.businesses.actions import archive_untouched
from dampingi.records.businesses.models import Business, Constraint, Person, Verification
from dampingi.records.duplicates.queries.merges import kept_by_merges
from dampingi.records.programmes.models import Application, Enrolment

WHY = "rows of a batch whose undoing was required and granted"
Kept = dict[uuid.UUID, tuple[str, str]]


def undo_register(*, by: Actor, origin: Origin) -> dict[str, Any]:
    """Businesses and persons that came with `origin`."""
    businesses = dict(_live(Business, origin))
    persons = dict(_live(Person, origin))
    kept_businesses = _touched_businesses(businesses)
    kept_persons = _touched_persons(persons, businesses.keys() - kept_businesses.keys())
    archived = archive_untouched(
        by=by,
        businesses=businesses.keys() - kept_businesses.keys(),
        persons=persons.keys() - kept_persons.keys(),
        origin=origin.id,
    )
    kept = [
        {"kind": "business", "id": str(id), "name": businesses[id], "why": why}
        for id, why in kept_businesses.items()
    ]
    kept += [
        {"kind": "person", "id": str(id), "name": persons[id], "why": why} for id, why in kept_persons.items()
    ]
    kept += [*_merged("business", Business, origin), *_merged("person", Person, origin)]
    return {"archived": archived, "kept": kept}


def _merged(kind: str, model: Any, origin: Origin) -> list[dict[str, str]]:
    """What came with the batch and was taken over by another record since: it lives on there."""
    rows = model.objects.unscoped(WHY).filter(origin=origin).exclude(merged_into=None)
    return [
        {
            "kind": kind,
            "id": str(id),
            "name": name,
            "why": _("sudah digabungkan ke %(name)s") % {"name": into},
        }
        for id, name, into in rows.values_list("id", "name", "merged_into__name")
    ]


def _live(model: Any, origin: Origin) -> list[tuple[uuid.UUID, str]]:
    return list(model.objects.unscoped(WHY).filter(origin=origin, archived_at=None).values_list("id", "name"))


def _touched_businesses(found: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """Which were revised or used since, and why they stay."""
    reasons: dict[uuid.UUID, str] = dict.fromkeys(_revised("business", found), _("sudah diubah"))
    for id in kept_by_merges("business", found):
        reasons[id] = _("data lain sudah digabungkan ke sini")
    uses = (
        (Verification.objects.all(), "business", _("sudah diverifikasi")),
        (Enrolment.objects.unscoped(WHY), "business", _("sudah menjadi usaha peserta")),
        (
            Constraint.objects.unscoped(WHY).exclude(source="import"),
            "business",
            _("kendalanya sudah dicatat"),
        ),
    )
    for rows, field, why in uses:
        for id in _among(rows, field, found):
            reasons.setdefault(id, why)
    return reasons


def _touched_persons(found: dict[uuid.UUID, str], leaving: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    reasons: dict[uuid.UUID, str] = dict.fromkeys(_revised("person", found), _("sudah diubah"))
    for id in kept_by_merges("person", found):
        reasons[id] = _("data lain sudah digabungkan ke sini")
    owned = Business.objects.unscoped(WHY).filter(archived_at=None)
    for start in range(0, len(found), 500):
        ids = list(found)[start : start + 500]
        for owner, business in owned.filter(owner__in=ids).values_list("owner_id", "id"):
            if business not in leaving:
                reasons.setdefault(owner, _("masih memiliki usaha lain"))
    applied = Application.objects.unscoped(WHY).exclude(state=Application.State.WITHDRAWN)
    for id in _among(applied, "person", found):
        reasons.setdefault(id, _("sudah mendaftar program"))
    return reasons


def _revised(kind: str, found: dict[uuid.UUID, str]) -> set[uuid.UUID]:
    """Those with a revision that still counts: what an import changed and gave back is as it was."""
    undone = Import.objects.unscoped(WHY).exclude(undone_at=None).values("origin")
    return changed(kind, found, besides=undone)


def _among(rows: Any, field: str, found: dict[uuid.UUID, str]) -> set[uuid.UUID]:
    ids, used = list(found), set()
    for start in range(0, len(ids), 500):
        chunk = rows.filter(**{f"{field}__in": ids[start : start + 500]})
        used.update(chunk.values_list(f"{field}_id", flat=True))
    return used
