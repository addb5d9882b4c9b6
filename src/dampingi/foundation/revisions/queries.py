from collections.abc import Iterable
from typing import Any

from dampingi.foundation.revisions.models import Revision


def history(kind: str, subject_id: Any):
    """Every change of a record, newest first. The caller has checked that the record may be seen."""
    return (
        Revision.objects.filter(kind=kind, subject_id=subject_id)
        .select_related("origin")
        .order_by("-version")
    )


def changed(kind: str, ids: Iterable[Any]) -> set[Any]:
    """Those of the records that were changed since they came."""
    wanted, found = list(ids), set()
    for start in range(0, len(wanted), 500):
        rows = Revision.objects.filter(kind=kind, subject_id__in=wanted[start : start + 500])
        found.update(rows.values_list("subject_id", flat=True))
    return found
