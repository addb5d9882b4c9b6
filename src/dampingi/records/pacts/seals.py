"""Scans of agreements and evidence: one seal for both."""

from dampingi.foundation.sealing import Seal

SEAL = Seal("pact scans", b"dampingi pact 1")
