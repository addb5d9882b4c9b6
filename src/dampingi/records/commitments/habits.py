"""The parts of a day that the quick pattern asks about."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    code: str
    name: Any
    starts: datetime.time
    ends: datetime.time


def _part(code: str, name: Any, starts: int, ends: int) -> Part:
    return Part(code, name, datetime.time(starts), datetime.time(ends))


PARTS = (
    _part("dini", _("Dini hari"), 4, 7),
    _part("pagi", _("Pagi"), 7, 10),
    _part("siang", _("Siang"), 10, 14),
    _part("sore", _("Sore"), 14, 18),
    _part("malam", _("Malam"), 18, 21),
)
CELLS = {f"{day}{part.code}": (day, part) for part in PARTS for day in range(7)}
"""What a ticked box says: `0pagi` is Monday morning."""
