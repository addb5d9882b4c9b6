"""Taking a list of cooperatives back: those nothing rests on are archived, the rest is listed with the reason."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports.kinds.manner import Subject
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.queries import changed
from dampingi.records.cooperatives.batches import archive_listed
from dampingi.records.cooperatives.models import BookYear, Cooperative

WHY = "rows of a list whose undoing was required and granted"


def undo_cooperatives(*, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
    ids = [id for kind, id in subjects if kind == "cooperative"]
    rows = Cooperative.objects.unscoped(WHY).filter(id__in=ids, origin=origin, archived_at=None)
    found = dict(rows.values_list("id", "name"))
    stay = dict.fromkeys(changed("cooperative", found), _("sudah diubah")) | _used(origin, found)
    archived = archive_listed(by=by, origin=origin, ids=found.keys() - stay.keys())
    return {
        "archived": archived,
        "kept": [_kept(id, found[id], why) for id, why in stay.items()] + _years(subjects),
    }


def _used(origin: Origin, found: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """Whatever names a cooperative rests on it, but for the book year that came with it and nobody touched."""
    used: dict[uuid.UUID, str] = {}
    for relation in Cooperative._meta.related_objects:
        rows = relation.related_model._base_manager.all()
        if relation.related_model is BookYear:
            rows = BookYear.objects.filter(id__in=_written_since(found))
        for id in _among(rows, relation.field.name, found):
            used[id] = _("sudah dipakai")
    return used


def _written_since(found: dict[uuid.UUID, str]) -> list[uuid.UUID]:
    """Book years noted or corrected after the list: at another moment than their cooperative, or with a revision."""
    rows = BookYear.objects.filter(cooperative__in=list(found)).select_related("cooperative")
    years = {y.id: y for y in rows}
    revised = changed("book_year", years)
    return [id for id, y in years.items() if id in revised or (y.at - y.cooperative.noted_at).total_seconds() > 60]  # fmt: skip


def _among(rows: Any, field: str, found: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    ids, used = list(found), set()
    for start in range(0, len(ids), 500):
        chunk = rows.filter(**{f"{field}__in": ids[start : start + 500]})
        used.update(chunk.values_list(f"{field}_id", flat=True))
    return used


def _years(subjects: Sequence[Subject]) -> list[dict[str, str]]:
    ids = [id for kind, id in subjects if kind == "book_year"]
    names = Cooperative.objects.unscoped(WHY).filter(id__in=ids).values_list("id", "name")
    return [_kept(id, name, _("tahun bukunya tetap; perbaiki di halamannya")) for id, name in names]


def _kept(id: uuid.UUID, name: str, why: str) -> dict[str, str]:
    return {"kind": "cooperative", "id": str(id), "name": name, "why": why}
