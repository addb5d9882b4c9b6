"""Where a followed-by link leads: apps above register the kinds they tie to aspirations, at start-up."""

import uuid
from collections.abc import Callable

_addresses: dict[str, Callable[[uuid.UUID], str]] = {}


def register(kind: str, address: Callable[[uuid.UUID], str]) -> None:
    _addresses[kind] = address


def address_of(kind: str, ref: uuid.UUID | None) -> str:
    """'' where it is told in words alone."""
    return _addresses[kind](ref) if ref and kind in _addresses else ""
