import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.revisions.models import Revision


def history(kind: str, subject_id: Any):
    """Every change of a record, newest first. The caller has checked that the record may be seen."""
    return (
        Revision.objects.filter(kind=kind, subject_id=subject_id)
        .select_related("origin", "undoes")
        .order_by("-version")
    )


def version_of(kind: str, subject_id: Any) -> int:
    """0 for a record never changed since it came."""
    top = Revision.objects.filter(kind=kind, subject_id=subject_id).aggregate(top=Max("version"))["top"]
    return top or 0


def versions_of(kind: str, ids: Iterable[Any]) -> dict[Any, int]:
    """{id: version}, without those never changed."""
    wanted, found = list(ids), {}
    for start in range(0, len(wanted), 500):
        rows = Revision.objects.filter(kind=kind, subject_id__in=wanted[start : start + 500])
        found |= dict(rows.values("subject_id").annotate(top=Max("version")).values_list("subject_id", "top"))
    return found


def changed(kind: str, ids: Iterable[Any], *, besides: Any = ()) -> set[Any]:
    """Those of the records that were changed since they came, not counting revisions of the origins `besides`."""
    wanted, found = list(ids), set()
    for start in range(0, len(wanted), 500):
        rows = Revision.objects.filter(kind=kind, subject_id__in=wanted[start : start + 500])
        rows = rows.exclude(origin__in=besides, origin__isnull=False)
        found.update(rows.values_list("subject_id", flat=True))
    return found


@dataclass(frozen=True)
class Held:
    """A value a field had: until when, and the revision that brought it (None: the record came with it)."""

    value: Any
    revision: Revision | None
    until: datetime.datetime | None


def field_history(revisions: Iterable[Revision], field: str, current: Any) -> list[Held]:
    """The values of one field, newest first, from the record's history (newest first) and its value now."""
    found: list[Held] = []
    value, until = current, None
    for revision in revisions:
        if field in revision.changes:
            old, new = revision.changes[field]
            found.append(Held(new, revision, until))
            value, until = old, revision.at
    return [*found, Held(value, None, until)]


def changes_by(
    actor: Actor, subjects: Mapping[str, Collection[Any]]
) -> Iterator[tuple[str, Any, datetime.datetime]]:
    """(kind, id, when) of every change this person made to these records; `subjects` is {kind: ids}."""
    for kind, ids in subjects.items():
        wanted = list(ids)
        for start in range(0, len(wanted), 500):
            rows = Revision.objects.filter(
                kind=kind, subject_id__in=wanted[start : start + 500], by=actor.label
            )
            yield from rows.values_list("kind", "subject_id", "at")
