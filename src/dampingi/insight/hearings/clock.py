"""Minutes of the day, as people write hours."""

import re


def clock(minute: int) -> str:
    return f"{minute // 60:02d}.{minute % 60:02d}"


def minute_of(text: str) -> int | None:
    """9.00, 09:00 or 9 -> 540; None for what is no hour."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[.:](\d{2}))?\s*", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
