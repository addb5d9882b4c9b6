"""Ids as nobody outside the office can know them again.

HMAC-SHA-256 (RFC 2104) of the id under the office's key, cut to 128 bits: the same id is the same pseudonym wherever it stands in the office's
rows, so that they join; another office's key gives another one, so that two offices' rows never do. Without the key nobody can say whose
it is, not even with a list of all ids. Written as 32 hexadecimal digits, which every engine reads, compares and joins alike.
"""

import hmac
import uuid

_KEPT = 200_000
"""Ids that stand in many rows (a mentor's, a programme's) are worked out once."""


class Pseudonyms:
    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, str] = {}

    def of(self, value: object) -> str | None:
        """Of an id as a database gives it: a UUID, its 32 digits, or its 36 characters. None stays None."""
        if value is None:
            return None
        text = value.hex if isinstance(value, uuid.UUID) else str(value).replace("-", "")
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[text] = hmac.digest(self._key, text.encode(), "sha256")[:16].hex()
        return found


def publisher(key: bytes) -> str:
    """Tells offices apart, and says nothing of the key: rows of one publisher join, rows of two never."""
    return hmac.digest(key, b"publisher", "sha256")[:8].hex()
