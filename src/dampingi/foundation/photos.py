"""Photos from the field: a small copy without position or camera data is shown; the original is kept encrypted, never served."""

import io
import struct
import zlib

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from dampingi.foundation.errors import Refused

LARGEST = 12 * 2**20
MOST_PIXELS = 80_000_000
LONG_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    OverflowError,
    TypeError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for torn or forged pictures."""


def reencoded(raw: bytes) -> bytes:
    """A JPEG of the picture alone, upright, at most 1600 pixels long. Refuses what is no photo, or far too large."""
    if len(raw) > LARGEST:
        raise Refused(
            _("Foto lebih besar dari 12 MB. Kecilkan resolusi kamera, lalu ambil ulang."), status=413
        )
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(_("Resolusi foto terlalu besar. Kecilkan resolusi kamera, lalu ambil ulang."))
            opened.thumbnail((LONG_SIDE, LONG_SIDE))  # before any copy: 80 megapixels are 320 MB a copy
            upright = ImageOps.exif_transpose(opened)
            shown = Image.new("RGB", upright.size, "white")
            rgba = upright.convert("RGBA")
            shown.paste(rgba, mask=rgba.getchannel("A"))
    except UNREADABLE as error:
        raise Refused(
            _("Berkas itu bukan foto yang dapat dibaca. Kirim foto JPEG, PNG, atau WebP.")
        ) from error
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
