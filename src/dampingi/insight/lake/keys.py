"""The office's own key for pseudonyms: it never leaves the office, and who loses it publishes under new pseudonyms from then on. And the key that
a province gives its cities for the extracts it links."""

import hmac
from functools import lru_cache
from hashlib import scrypt

from django.conf import settings
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused

SHORTEST = 32


def lake_key() -> bytes:
    return _key(settings.LAKE_KEY, "lake")


def extract_key() -> bytes:
    """Of the pseudonyms in an extract: others than the lake's, so that nobody but the office can lay the two side by side."""
    return hmac.digest(lake_key(), b"extract", "sha256")


def province_key() -> bytes:
    """Raises Refused."""
    if len(settings.PROVINCE_KEY) < SHORTEST:
        raise Refused(
            _(
                "Kunci provinsi belum ada, atau lebih pendek dari %(n)d huruf. Minta kepada pemegang kunci di provinsi, lalu simpan di keys/province atau DAMPINGI_KEY_PROVINCE."
            )
            % {"n": SHORTEST}
        )
    return _key(settings.PROVINCE_KEY, "province")


@lru_cache(maxsize=4)
def _key(secret: str, purpose: str) -> bytes:
    return scrypt(secret.encode(), salt=f"dampingi/{purpose}".encode(), n=2**12, r=8, p=1, dklen=32)
