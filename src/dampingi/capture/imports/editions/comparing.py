"""Three things are laid beside each other, field by field: the earlier edition, the register now, the new edition.

What the list changed since its earlier edition is a change. Where a person changed the register meanwhile, or no
earlier edition tells who is right, it is a conflict, and the register's value stands unless somebody chooses the
list's. A field that is empty in the new edition erases nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from dampingi.capture.imports.editions.values import FIELDS, Record
from dampingi.engines.sheets.repeats import key
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.regions.codes import contains

SAME_PERSON = 75
EMPTY = ("", None)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that differs. `old` is None where no earlier edition tells it."""

    key: str
    old: Any
    now: Any
    new: Any
    conflict: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One record whose row tells something else. `at` is the row's position in the table."""

    at: int
    record: Record
    how: str
    fields: tuple[Field, ...]

    @property
    def conflict(self) -> bool:
        return any(f.conflict for f in self.fields)


def compared(record: Record, new: Mapping[str, Any], old: Mapping[str, Any] | None) -> tuple[Field, ...]:
    """The fields in which `new` (and not already `old`) differs from the record."""
    found = []
    for name in FIELDS:
        said, now = new[name], record.values[name]
        before = old[name] if old else None
        if said in EMPTY or _equal(name, said, now) or (old and _same(said, before)):
            continue
        if name == "region" and contains(said, now):
            continue
        found.append(Field(name, before, now, said, _conflicts(name, now, before, old is not None)))
    return tuple(f for f in found if not _only_exchanged(f, record, new))


def _equal(name: str, said: Any, now: Any) -> bool:
    if name == "channels":  # a list names those it knows of, and ends none
        return set(said.split(",")) <= set(now.split(","))
    if name == "status":
        return said == (now or "active")
    return _same(blind_index("nik", said) if name == "nik" else said, now)


def _same(one: Any, other: Any) -> bool:
    """Capitals and spaces make no difference worth anybody's attention."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or one.lower().split() == other.lower().split()
    return bool(one == other)


def _conflicts(name: str, now: Any, before: Any, has_edition: bool) -> bool:
    if name == "nik":
        return now != ""
    if name == "channels":
        return False
    if not has_edition or before in EMPTY:
        return now not in EMPTY
    return not _equal(name, before, now)


def _only_exchanged(field: Field, record: Record, new: Mapping[str, Any]) -> bool:
    """The same two numbers in another order, or the second one alone, say nothing new."""
    if field.key not in ("phone", "other_phone"):
        return False
    return field.new in (record.values["phone"], record.values["other_phone"])


def is_same_person(now: str, new: str) -> bool:
    """A name corrected, rather than another owner: nearly the same, or one is the other shortened."""
    first, second = key(now), key(new)
    words, others = set(first.split()), set(second.split())
    return words <= others or others <= words or fuzz.ratio(first, second) >= SAME_PERSON
