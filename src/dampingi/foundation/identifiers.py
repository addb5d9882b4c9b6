"""Personal identifiers (NIK, NPWP, bank account): sealed with AES-GCM, found only by their exact value.

The sealed text carries its key's id so that keys can be changed; the blind index is an HMAC, so equal values can be
compared without opening them. Neither is ever UNIQUE: two people may truthfully present the same number, and that
is a conflict to resolve, not a failed insert.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID = "1"


@lru_cache(maxsize=8)
def _key(purpose: str, secret: str) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=f"dampingi/{purpose}".encode(), n=2**12, r=8, p=1, dklen=32)


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_key("seal", secret))


def seal(kind: str, value: str) -> str:
    """`value` encrypted for storage; `kind` is bound to it, so a sealed NPWP cannot pose as a NIK. '' stays ''."""
    if not value:
        return ""
    nonce = os.urandom(12)
    sealed = _cipher(settings.IDENTIFIER_KEY).encrypt(nonce, value.encode(), kind.encode())
    return f"{KEY_ID}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def seals(kind: str, values: Sequence[str]) -> list[str]:
    """`seal` for a batch."""
    encrypt, said = _cipher(settings.IDENTIFIER_KEY).encrypt, kind.encode()
    nonces = os.urandom(12 * len(values))
    found = []
    for at, value in enumerate(values):
        nonce = nonces[12 * at : 12 * at + 12]
        raw = nonce + encrypt(nonce, value.encode(), said) if value else b""
        found.append(f"{KEY_ID}:{base64.urlsafe_b64encode(raw).decode()}" if value else "")
    return found


def unseal(kind: str, sealed: str) -> str:
    """The value back. Raises cryptography's InvalidTag if it was tampered with or sealed for another kind."""
    if not sealed:
        return ""
    raw = base64.urlsafe_b64decode(sealed.partition(":")[2])
    return _cipher(settings.IDENTIFIER_KEY).decrypt(raw[:12], raw[12:], kind.encode()).decode()


def blind_index(kind: str, value: str) -> str:
    """What to store and look up to find an exact value: 32 hex digits. '' stays ''."""
    if not value:
        return ""
    return blind_indexes(kind, [value])[0]


def blind_indexes(kind: str, values: Iterable[str]) -> list[str]:
    """`blind_index` for a batch."""
    key = _key("index", settings.IDENTIFIER_KEY)
    return [hmac.digest(key, f"{kind}\0{v}".encode(), "sha256").hex()[:32] if v else "" for v in values]
