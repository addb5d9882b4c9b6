"""Papers of loan applications: foundation/enclosures under the key of this app."""

from dampingi.foundation import enclosures
from dampingi.foundation.enclosures import Paper, delete_files
from dampingi.foundation.sealing import Seal

__all__ = ["SEAL", "Paper", "delete_files", "opened", "received"]

SEAL = Seal("loans", b"loan applicant's paper")


def received(raw: bytes) -> Paper:
    return enclosures.received(raw, SEAL)


def opened(stored: bytes) -> bytes:
    return SEAL.open(stored)
