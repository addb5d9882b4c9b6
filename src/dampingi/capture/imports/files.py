"""The sheets themselves: encrypted in storage, opened only to read or to give back."""

import hashlib

from dampingi.foundation.sealing import Seal

SEAL = Seal("imports", b"imported sheet")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
