"""Goods left with a partner for sale: what is left of them, and what the partner owes for what it sold. In whole rupiah.

Source: KUH Perdata art. 1792 ff. (the partner sells for the owner's account); PSAK 72 par. B77 (unsold goods stay the owner's).
Assumption: the partner's share is rounded down for each line, so that a rounding never costs the small business.
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["WHOLE", "Due", "Impossible", "Stand", "Total", "due", "left", "total"]

WHOLE = 10_000
"""A share of 100%, in hundredths of a percent."""


class Impossible(ValueError):
    """More sold and returned than was delivered, or a figure below zero."""


@dataclass(frozen=True)
class Stand:
    """One product at one partner: pieces since the beginning, `settled` of them sold and already settled."""

    delivered: int
    sold: int = 0
    returned: int = 0
    settled: int = 0


@dataclass(frozen=True)
class Due:
    """What is owed for one line: `gross` = `share` (the partner's) + `net` (the owner's)."""

    pieces: int
    gross: int
    share: int
    net: int


@dataclass(frozen=True)
class Total:
    pieces: int
    gross: int
    share: int
    net: int


def left(stand: Stand) -> int:
    """Pieces still with the partner: delivered = sold + returned + left."""
    counts = (stand.delivered, stand.sold, stand.returned, stand.settled)
    rest = stand.delivered - stand.sold - stand.returned
    if min(counts) < 0 or rest < 0 or stand.settled > stand.sold:
        raise Impossible(f"{stand}")
    return rest


def due(stand: Stand, *, price: int, share: int) -> Due:
    """For what was sold since the last settlement. `price` in rupiah a piece, `share` in hundredths of a percent."""
    left(stand)
    if price < 0 or not 0 <= share <= WHOLE:
        raise Impossible(f"price {price}, share {share}")
    pieces = stand.sold - stand.settled
    gross = pieces * price
    kept = gross * share // WHOLE
    return Due(pieces, gross, kept, gross - kept)


def total(lines: Iterable[Due]) -> Total:
    rows = list(lines)
    return Total(*(sum(getattr(r, name) for r in rows) for name in ("pieces", "gross", "share", "net")))
