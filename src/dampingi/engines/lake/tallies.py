"""Whether a set of rows is still the same, without holding or sorting them.

The sum of a hash of each row, modulo 2^128: rows may come in any order, and a row that comes twice counts twice. (A multiset hash by
addition, after Bellare and Micciancio, "A new paradigm for collision-free hashing", 1997. It guards against forgetting a change, not against a
forger.) Rows are tuples of what databases give: texts, whole numbers, truths, nothing, and dates or ids, which count by their text.
"""

import marshal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

_PLAIN = 2
"""The version of marshal that writes equal values as equal bytes: later ones refer back to objects they met."""


@dataclass
class Tally:
    rows: int = 0
    total: int = 0

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        total, count = self.total, 0
        for row in rows:
            total += int.from_bytes(blake2b(_bytes(row), digest_size=16).digest(), "big")
            count += 1
        self.rows, self.total = self.rows + count, total % 2**128

    @property
    def digest(self) -> str:
        return f"{self.rows}-{self.total:032x}"


def _bytes(row: Sequence[Any]) -> bytes:
    try:
        return marshal.dumps(tuple(row), _PLAIN)
    except ValueError:  # dates, ids
        return marshal.dumps(tuple(v if isinstance(v, str | int | None) else str(v) for v in row), _PLAIN)
