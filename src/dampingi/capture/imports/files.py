"""The sheets themselves: encrypted in storage, opened only to read or to give back."""

import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"imported sheet"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sealed(content: bytes) -> bytes:
    """A nonce of 12 bytes, then the ciphertext."""
    nonce = os.urandom(12)
    return nonce + _cipher().encrypt(nonce, content, PURPOSE)


def unsealed(stored: bytes) -> bytes:
    return _cipher().decrypt(stored[:12], stored[12:], PURPOSE)


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(f"imports:{settings.IDENTIFIER_KEY}".encode()).digest())
