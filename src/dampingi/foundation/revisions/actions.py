from typing import Any

from django.db import models
from django.db.models import Max

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import canonical
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.revisions.models import Revision


def change(
    *, by: Actor, record: models.Model, kind: str, values: dict[str, Any], origin: Origin | None = None
) -> dict[str, list[Any]]:
    """Set the fields that differ, save them and keep old and new; returns {field: [old, new]}, empty if nothing differs.

    Call inside the action's transaction, with the record locked (`select_for_update`).
    """
    changes = {
        f: [_plain(getattr(record, f)), _plain(v)] for f, v in values.items() if getattr(record, f) != v
    }
    if not changes:
        return {}
    for field in changes:
        setattr(record, field, values[field])
    record.save(update_fields=list(changes))
    version = version_of(kind, record.pk) + 1
    Revision.objects.create(
        kind=kind, subject_id=record.pk, version=version, by=by.label, origin=origin, changes=changes
    )
    return changes


def version_of(kind: str, subject_id: Any) -> int:
    """0 for a record never changed since it came."""
    top = Revision.objects.filter(kind=kind, subject_id=subject_id).aggregate(top=Max("version"))["top"]
    return top or 0


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return value if isinstance(value, list | dict) else canonical(value).decode().strip('"')
