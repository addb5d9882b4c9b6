"""Counts, each with what it takes to open the rows behind it."""

import uuid
from collections import Counter
from typing import Any

from django.db.models import Count, Q

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.meetings.models import RoadShow


def by_field(rows: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str, list[tuple[str, int]], int]]]:
    """(fields with their names, per kecamatan: code, name, count per field, all). Fields nobody raised are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for region, field, n in rows.order_by().values_list("region", "field").annotate(n=Count("id")):
        found[region, field] += n
    raised = {field for _region, field in found}
    fields = [(code, name) for code, name in choices("constraint_fields").items() if code in raised]
    called = names(region for region, _field in found)
    table = []
    for region in sorted({region for region, _field in found}):
        each = [(code, found[region, code]) for code, _name in fields]
        table.append(
            (region, called.get(region, region), each, sum(n for (r, _f), n in found.items() if r == region))
        )
    return fields, table


def heard_at(show: RoadShow) -> dict[uuid.UUID, tuple[int, int]]:
    """Meeting -> (aspirations heard, of which answered). The caller has checked that the road-show may be seen."""
    rows = Aspiration.objects.unscoped("counts of a road-show in hand").filter(meeting__roadshow=show)
    answered = Count("id", filter=Q(answered_at__isnull=False))
    told = rows.order_by().values_list("meeting").annotate(heard=Count("id"), answered=answered)
    return {meeting: (heard, done) for meeting, heard, done in told}
