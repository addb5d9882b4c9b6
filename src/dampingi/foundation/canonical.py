"""One byte form of a value, so that equal content always has the equal hash."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

_encoded = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8; dates, UUIDs and decimals as their text. Floats keep repr digits."""
    return _encoded(value).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_rows(rows: Iterable[Any]) -> str:
    """One digest over many rows in their order, without holding them."""
    running = hashlib.sha256()
    for row in rows:
        running.update(canonical(row))
        running.update(b"\n")
    return running.hexdigest()
