"""Counts, each with what it takes to open the rows behind it."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.records.aspirations.models import Aspiration, Door, State
from dampingi.records.aspirations.queries.reading import standing
from dampingi.records.aspirations.queries.themes import names_of
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
    rows = standing(
        Aspiration.objects.unscoped("counts of a road-show in hand").filter(meeting__roadshow=show)
    )
    answered = Count("id", filter=Q(replied_at__isnull=False))
    told = rows.order_by().values_list("meeting").annotate(heard=Count("id"), answered=answered)
    return {meeting: (heard, done) for meeting, heard, done in told}


@dataclass(frozen=True)
class Line:
    """A theme of the board: `code` '' is none yet. `cells`: (kecamatan, count) in the columns' order."""

    code: str
    name: str
    cells: list[tuple[str, int]]
    total: int
    unanswered: int
    wishes: int
    """Different ones: those that say the same count once."""


@dataclass(frozen=True)
class Board:
    places: list[tuple[str, str]]
    lines: list[Line]
    totals: list[tuple[str, int]]
    total: int
    states: list[tuple[str, str, int]]


def board(rows: Any, office: str) -> Board:
    """Themes by kecamatan of the rows a reader sees; themes nobody raised are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    late: Counter[str] = Counter()
    wishes: Counter[str] = Counter()
    states: Counter[str] = Counter()
    told = rows.order_by().values_list("theme", "region", "now", "replied_at", "joins")
    for theme, region, now, replied, joins in told.iterator(chunk_size=2000):
        counts[theme, region] += 1
        states[now] += 1
        late[theme] += replied is None
        wishes[theme] += joins is None
    regions = sorted({region for _theme, region in counts})
    called, named = names(regions), names_of(office)
    order = [
        *(c for c in named if any(t == c for t, _r in counts)),
        *sorted({t for t, _r in counts} - set(named) - {""}),
    ]
    lines = [
        Line(
            code, named.get(code, code) if code else gettext("Belum bertema"), [(r, counts[code, r]) for r in regions],
            sum(counts[code, r] for r in regions), late[code], wishes[code],
        )
        for code in [*order, *([""] if any(not t for t, _r in counts) else [])]
    ]  # fmt: skip
    return Board(
        [(r, called.get(r, r)) for r in regions], lines, [(r, sum(n for (_t, at), n in counts.items() if at == r)) for r in regions],
        counts.total(), [(s.value, str(s.label), states[s.value]) for s in State],
    )  # fmt: skip


def sent_in(regions: list[str]) -> dict[str, int]:
    """Kecamatan -> aspirations by its public link. The caller has checked that the reader answers there."""
    rows = Aspiration.objects.unscoped("counts of kecamatan the caller answers for")
    told = rows.filter(door=Door.LINK, region__in=regions).order_by().values_list("region")
    return dict(told.annotate(n=Count("id")))
