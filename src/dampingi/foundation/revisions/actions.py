import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.batches import insert_many
from dampingi.foundation.canonical import canonical
from dampingi.foundation.errors import Conflict
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.revisions.queries import version_of, versions_of
from dampingi.foundation.rows import new_ids


def change(
    *,
    by: Actor,
    record: models.Model,
    kind: str,
    values: dict[str, Any],
    origin: Origin | None = None,
    act: str = "edit",
    reason: str = "",
    on: datetime.date | None = None,
    undoes: Revision | None = None,
) -> dict[str, list[Any]]:
    """Set the fields that differ, save them and keep old and new; returns {field: [old, new]}, empty if nothing differs.

    Call inside the action's transaction, with the record locked (`select_for_update`).
    """
    changes = {f: [plain(getattr(record, f)), plain(v)] for f, v in values.items() if getattr(record, f) != v}
    if not changes:
        return {}
    for field in changes:
        setattr(record, field, values[field])
    record.save(update_fields=list(changes))
    Revision.objects.create(
        kind=kind, subject_id=record.pk, version=version_of(kind, record.pk) + 1, by=by.label, origin=origin,
        changes=changes, act=act, reason=reason, on=on, undoes=undoes,
    )  # fmt: skip
    return changes


_COLUMNS = ("id", "kind", "subject_id", "version", "at", "by", "origin", "changes", "act", "reason", "undoes")


def keep_many(
    *,
    by: Actor,
    kind: str,
    changes: Mapping[Any, dict[str, list[Any]]],
    origin: Origin,
    act: str = "edit",
    reason: str = "",
    undoes: Mapping[Any, Any] = MappingProxyType({}),
) -> None:
    """Old and new of many records at once, {id: {field: [old, new]}}; the caller has locked and written the records.

    `undoes` names, for a record, the revision that its change takes back.
    """
    now, versions = timezone.now(), versions_of(kind, changes)
    rows = (
        (
            id, kind, subject, versions.get(subject, 0) + 1, now, by.label, origin.id, told,
            "undo" if undoes.get(subject) else act, reason, undoes.get(subject),
        )
        for id, (subject, told) in zip(new_ids(len(changes)), changes.items(), strict=True)
    )  # fmt: skip
    insert_many(Revision, _COLUMNS, rows)


def earlier_values(*, record: models.Model, revision: Revision, fields: Iterable[str]) -> dict[str, Any]:
    """What undoing the revision would set these fields to. Refused where a field was changed again since."""
    found = {}
    for field in fields:
        old, new = revision.changes[field]
        if getattr(record, field) != typed(record, field, new):
            raise Conflict(
                _("Kolom ini sudah diubah lagi sesudahnya. Batalkan dahulu perubahan yang lebih baru.")
            )
        found[field] = typed(record, field, old)
    return found


def typed(record: models.Model, field: str, value: Any) -> Any:
    """A value as revisions keep it, back as the model holds it."""
    return record._meta.get_field(field).to_python(value)


def plain(value: Any) -> Any:
    """A value as revisions keep it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return value if isinstance(value, list | dict) else canonical(value).decode().strip('"')
