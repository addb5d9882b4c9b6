"""A photo as it is kept: sealed as it came, drawn anew for the page, and small for the list."""

import io
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from PIL import Image

from dampingi.foundation.errors import Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.sealing import Seal

SEAL = Seal("photos", b"product")
SMALL, SMALL_QUALITY = (400, 400), 68


@dataclass(frozen=True)
class Picture:
    shown: bytes
    small: bytes
    sealed: bytes
    sha256: str


def picture(raw: bytes) -> Picture:
    """Raises Refused for what is no photo. Before the transaction: it draws for half a second."""
    if not raw:
        raise Refused(_("Berkasnya kosong. Pilih foto lain."))
    shown = reencoded(raw)
    return Picture(shown, _small(shown), SEAL.close(raw), sha256(raw).hexdigest())


def _small(shown: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(shown)) as opened:
        opened.thumbnail(SMALL)
        opened.save(out, "JPEG", quality=SMALL_QUALITY, optimize=True)
    return out.getvalue()
