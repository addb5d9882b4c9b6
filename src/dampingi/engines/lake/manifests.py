"""A place's edition: which files are its rows, and what stands in them."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA = 1
"""One more with every change of what files hold. A reader takes older ones, whose columns it lacks are empty, and refuses newer ones."""


_PLACE = re.compile(r"\d{2}(\.\d{2})?")
_PUBLISHER = re.compile(r"[0-9a-f]{16}")
_FILE = re.compile(r"tables/([a-z_]+)/province=(\d{2})/city=([\d.]+)/year=(\d{1,4})/[0-9a-f]{8,64}\.parquet")


class Unreadable(ValueError):
    """No edition that can be read. `problem`: newer (by `schema`) or broken."""

    def __init__(self, problem: str, schema: int = 0) -> None:
        super().__init__(f"{problem} {schema or ''}".strip())
        self.problem, self.schema = problem, schema


@dataclass(frozen=True)
class Stored:
    """A file: `path` below the root. `digest`: of the records its rows were made from (`Tally`); `sha256`: of its bytes."""

    path: str
    year: int
    rows: int
    bytes: int
    sha256: str
    digest: str


@dataclass(frozen=True)
class Manifest:
    """`seq`: 1, then one more with each edition. `at`: the moment it tells of, ISO 8601 in UTC. `columns`: table -> those its files have.

    `before`: what the edition before listed and this one does not, kept one edition longer for whoever reads it still.
    """

    place: str
    publisher: str
    seq: int
    at: str
    columns: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[Stored, ...]]
    before: tuple[str, ...] = field(default=())
    schema: int = SCHEMA

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(each.path for files in self.tables.values() for each in files)

    @property
    def rows(self) -> int:
        return sum(each.rows for files in self.tables.values() for each in files)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(each.bytes for files in self.tables.values() for each in files)

    def digests(self) -> dict[tuple[str, int], Stored]:
        """(table, year) -> its file."""
        return {(table, each.year): each for table, files in self.tables.items() for each in files}

    def written(self) -> bytes:
        told = {
            "schema": self.schema, "place": self.place, "publisher": self.publisher, "seq": self.seq, "at": self.at,
            "tables": {
                table: {
                    "columns": list(self.columns[table]),
                    "files": [vars(each) for each in sorted(files, key=lambda f: (f.year, f.path))],
                }
                for table, files in sorted(self.tables.items())
            },
            "before": sorted(self.before),
        }  # fmt: skip
        return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def read(cls, body: bytes) -> "Manifest":
        """Raises Unreadable."""
        try:
            told = json.loads(body)
            schema = int(told["schema"])
        except (ValueError, TypeError, KeyError, UnicodeDecodeError):
            raise Unreadable("broken") from None
        if schema > SCHEMA:
            raise Unreadable("newer", schema)
        try:
            return _manifest(told, schema)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Unreadable("broken") from None


def _manifest(told: Mapping[str, Any], schema: int) -> Manifest:
    """Whoever may write to the lake could write anything: an edition names files of its own place only, and a moment with its zone."""
    place, at = str(told["place"]), str(told["at"])
    whose = str(told["publisher"])  # becomes a part of names of files
    if not (_PLACE.fullmatch(place) and _PUBLISHER.fullmatch(whose)):
        raise ValueError("no place or no publisher")
    if datetime.datetime.fromisoformat(at).tzinfo is None:
        raise ValueError("no moment")
    before = tuple(map(str, told.get("before", ())))
    for path in before:
        _whose(path, place)
    return Manifest(
        place=place,
        publisher=whose,
        seq=int(told["seq"]),
        at=at,
        columns={table: tuple(map(str, said["columns"])) for table, said in told["tables"].items()},
        tables={
            table: tuple(_stored(each, table, place) for each in said["files"])
            for table, said in told["tables"].items()
        },
        before=before,
        schema=schema,
    )


def _stored(told: Mapping[str, Any], table: str, place: str) -> Stored:
    path = str(told["path"])
    numbers = {name: int(told[name]) for name in ("year", "rows", "bytes")}
    if _whose(path, place) != (table, numbers["year"]):
        raise ValueError("a file of another table or year")
    return Stored(path=path, sha256=str(told["sha256"]), digest=str(told.get("digest", "")), **numbers)


def _whose(path: str, place: str) -> tuple[str, int]:
    """(table, year) of a file of the place."""
    found = _FILE.fullmatch(path)
    if found is None or (found[2], found[3]) != (place[:2], place):
        raise ValueError("a file outside the place's own")
    return found[1], int(found[4])


def obsolete(previous: Manifest | None, new: Manifest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(what to keep one edition longer, what nobody needs any more) once `new` stands in the place of `previous`."""
    if previous is None:
        return (), ()
    kept = previous.paths - new.paths
    gone = frozenset(previous.before) - new.paths - kept
    return tuple(sorted(kept)), tuple(sorted(gone))


def newest(manifests: Iterable[Manifest]) -> str:
    return max((each.at for each in manifests), default="")
