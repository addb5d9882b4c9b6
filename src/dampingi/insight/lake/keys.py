"""The office's own key for pseudonyms. It never leaves the office; who loses it publishes under new pseudonyms from then on."""

from functools import lru_cache
from hashlib import scrypt

from django.conf import settings


def lake_key() -> bytes:
    return _key(settings.LAKE_KEY)


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return scrypt(secret.encode(), salt=b"dampingi/lake", n=2**12, r=8, p=1, dklen=32)
