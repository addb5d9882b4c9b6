"""Files that lie encrypted in storage: sheets as they came, photos with their position.

A nonce of 12 bytes, then the AES-GCM ciphertext. The key hangs on the installation's `identifiers` secret and on the
purpose, so a sheet cannot pose as a photo.
"""

import hashlib
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


@dataclass(frozen=True)
class Seal:
    purpose: str
    """Part of the key: another name, and what was sealed no longer opens."""
    bound: bytes
    """Authenticated with every file, not stored in it."""

    def close(self, content: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._cipher().encrypt(nonce, content, self.bound)

    def open(self, stored: bytes) -> bytes:
        """Raises cryptography's InvalidTag if the file was tampered with or sealed for something else."""
        return self._cipher().decrypt(stored[:12], stored[12:], self.bound)

    def _cipher(self) -> AESGCM:
        return AESGCM(hashlib.sha256(f"{self.purpose}:{settings.IDENTIFIER_KEY}".encode()).digest())
