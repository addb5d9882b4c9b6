"""Receipts of grants: foundation/enclosures under the key of this app."""

from dampingi.foundation import enclosures
from dampingi.foundation.enclosures import Paper
from dampingi.foundation.sealing import Seal

__all__ = ["SEAL", "Paper", "opened", "received"]

SEAL = Seal("grants", b"receipt of a grant")


def received(raw: bytes) -> Paper:
    return enclosures.received(raw, SEAL)


def opened(stored: bytes) -> bytes:
    return SEAL.open(stored)
