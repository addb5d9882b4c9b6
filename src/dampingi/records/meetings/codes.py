"""The short-lived code on the room's screen: whoever scans it is in the room, or has it from somebody who is, for minutes only."""

import uuid

import segno
from django.core import signing

SECONDS = 300
_SALT = "dampingi.meetings.screen"


def screen_code(meeting: uuid.UUID) -> str:
    return signing.dumps(meeting.hex, salt=_SALT)


def meeting_of(code: str) -> uuid.UUID | None:
    """Which meeting's screen showed it, within the last minutes."""
    try:
        return uuid.UUID(signing.loads(code, salt=_SALT, max_age=SECONDS))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def picture(text: str) -> str:
    """An SVG without style or script, black on white in both themes so that every phone reads it."""
    made = segno.make(text, error="m", micro=False)
    return made.svg_inline(scale=8, border=3, dark="#000", light="#fff", omitsize=True)
