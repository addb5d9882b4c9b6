"""What has to be written again is; everything else is listed as it was. Writes files, never an edition: that is the action's last step."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dampingi.engines.lake import Manifest, Partition, Pseudonyms, Stored
from dampingi.insight.lake.layout import LakeTable, layout
from dampingi.insight.lake.parquet import sha256_of, write
from dampingi.insight.lake.places import Own
from dampingi.insight.lake.reading import Key, by_partition, one_moment, tallies
from dampingi.insight.lake.stores import Store


@dataclass
class Written:
    """place -> table -> its files; and how many rows and bytes had to be written."""

    files: dict[str, dict[str, list[Stored]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    rows: int = 0
    bytes: int = 0


def written(
    store: Store,
    *,
    own: Own,
    place: str,
    previous: Mapping[str, Manifest],
    pseudonyms: Pseudonyms,
    whole: bool,
) -> Written:
    """`whole`: everything again, whatever stands there."""
    found = Written()
    with one_moment(), tempfile.TemporaryDirectory(prefix="dampingi-lake-") as scratch:
        for table in layout().values():
            kept = {} if whole else _kept(table, previous)
            changed = _unchanged(table, own, place, kept, found) if kept else None
            if changed is None or changed:
                _write(
                    store, table, by_partition(table, own, place, changed), Path(scratch), pseudonyms, found
                )
    return found


def _kept(table: LakeTable, previous: Mapping[str, Manifest]) -> dict[Key, Stored]:
    """The last edition's files of the table, unless they have other columns than it now has."""
    return {
        (place, each.year): each
        for place, edition in previous.items()
        if edition.columns.get(table.name) == tuple(table.columns)
        for each in edition.tables[table.name]
    }


def _unchanged(table: LakeTable, own: Own, place: str, kept: dict[Key, Stored], found: Written) -> set[Key]:
    """Lists again what is still the same; gives what is not."""
    changed = set()
    for key, tally in tallies(table, own, place).items():
        stored = kept.get(key)
        if stored and stored.digest == tally.digest:
            found.files[key[0]][table.name].append(stored)
        else:
            changed.add(key)
    return changed


def _write(
    store: Store,
    table: LakeTable,
    partitions: Iterable[tuple[Key, Iterable]],
    scratch: Path,
    pseudonyms: Pseudonyms,
    found: Written,
) -> None:
    local = scratch / "rows.parquet"
    for (place, year), batches in partitions:
        tally = write(table, batches, local, pseudonyms)
        sha256, size = sha256_of(local), local.stat().st_size
        path = f"{Partition(table.name, place, year).folder}/{sha256[:32]}.parquet"
        store.keep(local, path)
        found.files[place][table.name].append(Stored(path, year, tally.rows, size, sha256, tally.digest))
        found.rows, found.bytes = found.rows + tally.rows, found.bytes + size
