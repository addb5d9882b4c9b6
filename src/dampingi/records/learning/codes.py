"""The code on the screen of a training, or of a session of mentors: signed, for a moment only, so that it is of no use to whom it is sent on."""

import uuid

import segno
from django.core import signing
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict, Refused

SHOWN, PRESSED = "learning.shown", "learning.pressed"
SCREEN_SECONDS, LIFE_SECONDS, PRESS_SECONDS = 45, 120, 600
"""How long a code stays on the screen, may be opened, and may be answered once it was opened."""


def shown(training: uuid.UUID) -> str:
    return signing.dumps(training.hex, salt=SHOWN)


def pressed(training: uuid.UUID, user: uuid.UUID) -> str:
    """What the opened page sends: good for the one who opened it."""
    return signing.dumps([training.hex, user.hex], salt=PRESSED)


def read_shown(code: str) -> uuid.UUID:
    return uuid.UUID(_load(code, SHOWN, LIFE_SECONDS))


def read_pressed(code: str, user: uuid.UUID) -> uuid.UUID:
    training, who = _load(code, PRESSED, PRESS_SECONDS)
    if who != user.hex:
        raise Refused(_("Halaman ini dibuka orang lain. Pindai sendiri kode di layar."))
    return uuid.UUID(training)


def picture(address: str) -> str:
    """As inline SVG, black on white with its quiet zone, in either theme."""
    return str(segno.make(address, error="m", micro=False).svg_inline(border=4, light="#fff", omitsize=True))


def _load(code: str, salt: str, seconds: int):
    try:
        return signing.loads(code, salt=salt, max_age=seconds)
    except signing.SignatureExpired as error:
        raise Conflict(_("Kode ini sudah berganti. Pindai kode yang sedang tampil di layar.")) from error
    except signing.BadSignature as error:
        raise Refused(_("Kode itu tidak dikenal. Pindai kode di layar pelatihan.")) from error
