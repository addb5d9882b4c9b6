"""What a record's fields held, since when, by whom and through which door, as one reader may see it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.queries import people_named
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.actions import plain
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.revisions.queries import field_history, history
from dampingi.records.businesses.actions.undo import UNDOABLE
from dampingi.records.businesses.words import DERIVED, Words

DOORS = {
    "import": lazy("impor Excel"),
    "field": lazy("aplikasi lapangan"),
    "api": lazy("sistem lain"),
    "page": lazy("formulir"),
    "command": lazy("perintah admin"),
    "demo": lazy("kota peraga"),
}
ACTS = {
    "edit": lazy("Data diubah"),
    "undo": lazy("Perubahan dibatalkan"),
    "move": lazy("Pindah tempat"),
    "change_owner": lazy("Berganti pemilik"),
    "archive": lazy("Diarsipkan"),
    "restore": lazy("Dipulihkan"),
    "merge": lazy("Digabungkan dengan data lain"),
    "unmerge": lazy("Penggabungan dibatalkan"),
}


def door(origin: Origin | None) -> str:
    """A change without an origin of its own was made on a page."""
    return str(DOORS.get(origin.door, origin.door)) if origin else str(DOORS["page"])


def of_record(
    record: models.Model,
    *,
    kind: str,
    labels: dict[str, Any],
    field: str,
    open_contact: bool,
    may_undo: set[str],
) -> dict[str, Any]:
    """`changes`: every change, newest first; `values`: of the field asked for, each value it held."""
    revisions = list(history(kind, record.pk))
    field = field if field in labels else ""
    current = plain(getattr(record, field)) if field else None
    words = Words(revisions, open_contact=open_contact, more={field: current} if field else None)
    people = people_named([r.by for r in revisions] + [record.origin.by])
    latest = _latest(revisions)
    return {
        "field": field,
        "label": labels.get(field, ""),
        "labels": [{"field": f, "label": label, "current": f == field} for f, label in _changed(revisions, labels)],
        "values": _values(record, revisions, field, current, words, people) if field else [],
        "changes": [
            _change(r, words, people, labels, may_undo=may_undo, latest=latest)
            for r in revisions
            if not field or field in r.changes
        ],
        "since": record.created_at,
        "since_by": people[record.origin.by],
        "since_door": door(record.origin),
    }  # fmt: skip


def _changed(revisions: Iterable[Revision], labels: dict[str, Any]) -> list[tuple[str, Any]]:
    held = {f for r in revisions for f in r.changes}
    return [(f, label) for f, label in labels.items() if f in held and f not in DERIVED]


def _latest(revisions: Iterable[Revision]) -> dict[str, Any]:
    """Of each field the change that nothing came after: the only one that can be undone."""
    found: dict[str, Any] = {}
    for revision in revisions:  # newest first
        for field in revision.changes:
            found.setdefault(field, revision.id)
    return found


def _values(
    record: Any, revisions: list[Revision], field: str, current: Any, words: Words, people: dict[str, str]
):
    for held in field_history(revisions, field, current):
        came = held.revision
        yield {
            "value": words.say(field, held.value),
            "since": came.at if came else record.created_at,
            "until": held.until,
            "by": people[came.by if came else record.origin.by],
            "door": door(came.origin if came else record.origin),
            "reason": came.reason if came else "",
        }


def _change(
    revision: Revision,
    words: Words,
    people: dict[str, str],
    labels: dict[str, Any],
    *,
    may_undo: set[str],
    latest: dict,
) -> dict[str, Any]:
    lines = words.changes(revision, labels)
    for line in lines:
        f = line["field"]
        line["undoable"] = revision.act in UNDOABLE and f in may_undo and latest[f] == revision.id
    told = ACTS.get(revision.act, ACTS["edit"])
    return {
        "id": revision.id, "act": told, "at": revision.at, "by": people[revision.by], "door": door(revision.origin),
        "on": revision.on, "reason": revision.reason, "undoes": revision.undoes, "lines": lines,
        "whole": len(lines) > 1 and all(line["undoable"] for line in lines),
    }  # fmt: skip
