"""The topics and the lines of the authority matrix as they hold in a place: as shipped, and what editions of the nation, the province and the place added or took out of use."""

from collections.abc import Iterable
from typing import Any

from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.problems.models import ListEdition

SHIPPED = {ListEdition.Kind.TOPICS: "problem_topics", ListEdition.Kind.MATTERS: "authorities"}
MOST = 80
"""Lines in use in one place."""


def lines(kind: str, region: str) -> dict[str, dict[str, Any]]:
    """code -> line, those in use in a region; a line that an edition added says whose in `of`."""
    named = choices(SHIPPED[ListEdition.Kind(kind)])
    told = {row["code"]: row | {"name": named[row["code"]]} for row in load(SHIPPED[ListEdition.Kind(kind)])}
    for edition in above(kind, region):
        told |= _own(edition)
        told = {code: row for code, row in told.items() if code not in edition.body["without"]}
    return told


def retired(kind: str, region: str) -> dict[str, dict[str, Any]]:
    """Those the place itself took out of use, and may take up again."""
    edition = in_force(kind, region)
    if edition is None:
        return {}
    named = choices(SHIPPED[ListEdition.Kind(kind)])
    known = {row["code"]: row | {"name": named[row["code"]]} for row in load(SHIPPED[ListEdition.Kind(kind)])}
    for each in above(kind, region):
        known |= _own(each)
    return {code: known[code] for code in edition.body["without"] if code in known}


def names(kind: str, regions: Iterable[str] | None = None) -> dict[str, str]:
    """code -> name of every line there ever was; of those `regions` concern: theirs, those above and those below."""
    told = choices(SHIPPED[ListEdition.Kind(kind)])
    held = None if regions is None else tuple(regions)
    for edition in (
        _approved().filter(kind=kind).order_by("region", "number")
    ):  # each holds all lines of those before
        if held is None or any(r.startswith(edition.region) or edition.region.startswith(r) for r in held):
            told |= {row["code"]: row["name"] for row in edition.body["rows"]}
    return told


def above(kind: str, region: str) -> list[ListEdition]:
    """In force there: the nation's first, then the province's, then the place's."""
    places = [ancestor(region, d) for d in range(min(depth(region), 2) + 1)]
    rows = _approved().filter(kind=kind, region__in=places).order_by("number")
    latest = {row.region: row for row in rows}
    return [latest[place] for place in places if place in latest]


def in_force(kind: str, region: str) -> ListEdition | None:
    return _approved().filter(kind=kind, region=region).order_by("-number").first()


def editions(kind: str, region: str) -> list[ListEdition]:
    rows = ListEdition.objects.unscoped("the lists of a place are no secret").filter(kind=kind, region=region)
    return list(rows.order_by("-number"))


def _approved() -> Any:
    rows = ListEdition.objects.unscoped("the lists of a place are no secret")
    return rows.filter(state=ListEdition.State.APPROVED)


def _own(edition: ListEdition) -> dict[str, dict[str, Any]]:
    return {row["code"]: row | {"of": edition.region} for row in edition.body["rows"]}
