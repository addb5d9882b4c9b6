"""Two people edit one record: what each changed is kept, and where both changed the same field a person decides."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.foundation.revisions.actions import typed
from dampingi.foundation.revisions.models import Revision


@dataclass(frozen=True)
class Overlap:
    """A field that both changed: what stood before, what I wrote, what was stored meanwhile by whom."""

    field: str
    before: Any
    mine: Any
    theirs: Any
    by: str
    at: datetime.datetime


class Overlapping(Conflict):
    """Somebody else changed the same fields to something else since the form was shown. `mine`: all that I changed."""

    def __init__(self, overlaps: list[Overlap], mine: set[str]) -> None:
        super().__init__(
            _("Kolom yang sama baru saja diubah orang lain. Pilih isian mana yang benar, lalu simpan lagi.")
        )
        self.overlaps, self.mine = overlaps, mine


def changed_since_shown(
    *, record: models.Model, kind: str, values: dict[str, Any], base: int
) -> dict[str, Any]:
    """Of a form's values, those that its writer changed from what version `base` showed.

    The others are left as they are now, whoever changed them since. Raises Overlapping where both changed a field.
    Call with the record locked.
    """
    since: dict[str, list[Revision]] = {}
    for revision in Revision.objects.filter(kind=kind, subject_id=record.pk, version__gt=base).order_by(
        "version"
    ):
        for field in revision.changes:
            since.setdefault(field, []).append(revision)
    mine, overlaps = {}, []
    for field, value in values.items():
        theirs = since.get(field)
        now = getattr(record, field)
        before = typed(record, field, theirs[0].changes[field][0]) if theirs else now
        if value in (before, now):
            continue
        mine[field] = value
        if theirs and now != before:
            overlaps.append(Overlap(field, before, value, now, theirs[-1].by, theirs[-1].at))
    if overlaps:
        raise Overlapping(overlaps, set(mine))
    return mine
