"""The region of every row, from the names it states or from the region the sheet was brought for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dampingi.engines.sheets.faults import Problem
from dampingi.engines.sheets.regions import Place, RegionFinder, as_code, place
from dampingi.engines.sheets.tables import Table

Pair = tuple[str, str]
"""(kelurahan, kecamatan) as written."""


def places_of(
    table: Table, finder: RegionFinder, within: str, chosen: Mapping[Pair, str]
) -> dict[Pair, Place]:
    pairs = set(pairs_of(table))
    return {pair: _place(pair, finder, within, chosen.get(pair)) for pair in sorted(pairs)}


def _place(pair: Pair, finder: RegionFinder, within: str, chosen: str | None) -> Place:
    """As stated; or the other way round, where kelurahan and kecamatan stand in each other's column."""
    found = place(pair[0] or None, pair[1] or None, finder, within, chosen)
    if found.fault and all(pair):
        crossed = place(pair[1], pair[0], finder, within)
        if not crossed.fault:
            data = {"said": pair[0], "used": finder.name_of(crossed.code)}
            return Place(crossed.code, "places_exchanged", data=data)
    return found


def codes_first(table: Table, finder: RegionFinder, within: str) -> None:
    """A region's code says it more surely than a name; an unknown one only where there is no name."""
    if "region_code" not in table.columns:
        return
    villages, districts = list(table.column("kelurahan")), table.column("kecamatan")
    for at, written in enumerate(table.columns["region_code"]):
        code = as_code(str(written or ""))
        known = bool(code) and code.startswith(within) and finder.name_of(code) != code
        if known or (written and not villages[at] and not districts[at]):
            villages[at] = written
    columns = table.columns
    assert isinstance(columns, dict)
    columns["kelurahan"] = villages


def pairs_of(table: Table) -> list[Pair]:
    """(kelurahan, kecamatan) as written, "" where empty, per row."""
    return list(zip(_written(table.column("kelurahan")), _written(table.column("kecamatan")), strict=True))


def _written(names: Sequence[object]) -> Iterator[str]:
    shown = {name: str(name or "") for name in set(names)}
    return map(shown.__getitem__, names)


def everywhere(table: Table, within: str) -> None:
    columns = table.columns
    assert isinstance(columns, dict)
    columns["region"] = [within] * len(table)


def located(table: Table, places: Mapping[Pair, Place]) -> list[Problem]:
    """Set the `region` column; a doubtful place is a problem of its row."""
    pairs = pairs_of(table)
    columns = table.columns
    assert isinstance(columns, dict)
    columns["region"] = [places[pair].code for pair in pairs]
    doubtful = {pair: found for pair, found in places.items() if found.fault}
    return [
        Problem(
            table.sheets[at],
            table.rows[at],
            None,
            "kelurahan",
            doubtful[pair].fault,
            "refuse" if doubtful[pair].refused else "warn",
            pair[0] or pair[1],
            doubtful[pair].data,
        )
        for at, pair in enumerate(pairs)
        if pair in doubtful
    ]
