"""One byte form of a value, so that equal content always has the equal hash."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

_encoded = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode
_quoted, _joined = json.encoder.encode_basestring, ",".join


def _row(row: Any) -> str:
    """The same text quicker where a row is plain texts, as those of a batch are."""
    if type(row) is tuple and all(type(value) is str for value in row):
        return f"[{_joined(map(_quoted, row))}]"
    return _encoded(row)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8; dates, UUIDs and decimals as their text. Floats keep repr digits."""
    return _encoded(value).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_rows(rows: Iterable[Any]) -> str:
    """One digest over many rows in their order, without holding them."""
    running = hashlib.sha256()
    for row in rows:
        running.update(f"{_row(row)}\n".encode())
    return running.hexdigest()
