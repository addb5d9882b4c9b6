"""The region of every row, from the names it states or from the region the sheet was brought for."""

from __future__ import annotations

from collections.abc import Mapping

from dampingi.engines.sheets.faults import Problem
from dampingi.engines.sheets.regions import Place, RegionFinder, place
from dampingi.engines.sheets.tables import Table

Pair = tuple[str, str]
"""(kelurahan, kecamatan) as written."""


def places_of(
    table: Table, finder: RegionFinder, within: str, chosen: Mapping[Pair, str]
) -> dict[Pair, Place]:
    pairs = set(pairs_of(table))
    return {
        pair: place(pair[0] or None, pair[1] or None, finder, within, chosen.get(pair))
        for pair in sorted(pairs)
    }


def pairs_of(table: Table) -> list[Pair]:
    """(kelurahan, kecamatan) as written, "" where empty, per row."""
    return [
        (str(village or ""), str(district or ""))
        for village, district in zip(table.column("kelurahan"), table.column("kecamatan"), strict=True)
    ]


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
