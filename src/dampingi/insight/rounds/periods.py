"""The periods a round can be about, as `2026-07`, `2026-Q3` or `2026`."""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.rounds.models import Kind

ROMAN = ("I", "II", "III", "IV")
MONTHS = {Kind.MONTHLY: 1, Kind.QUARTERLY: 3, Kind.YEARLY: 12}
SHOWN = {Kind.MONTHLY: 12, Kind.QUARTERLY: 6, Kind.YEARLY: 3}
"""How many periods back a round can be opened for."""


@dataclass(frozen=True)
class Span:
    kind: Kind
    starts_on: datetime.date

    @property
    def ends_on(self) -> datetime.date:
        return moved(self.starts_on, MONTHS[self.kind]) - datetime.timedelta(days=1)

    @property
    def code(self) -> str:
        day = self.starts_on
        return {
            Kind.MONTHLY: f"{day.year}-{day.month:02d}",
            Kind.QUARTERLY: f"{day.year}-Q{(day.month + 2) // 3}",
            Kind.YEARLY: f"{day.year}",
        }[self.kind]

    @property
    def name(self) -> str:
        return named(self.kind, self.starts_on)


def moved(first: datetime.date, months: int) -> datetime.date:
    count = first.year * 12 + first.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)


def named(kind: str, starts_on: datetime.date) -> str:
    if kind == Kind.MONTHLY:
        return formats.month(starts_on)
    if kind == Kind.QUARTERLY:
        quarter = ROMAN[(starts_on.month - 1) // 3]
        return _("Triwulan %(quarter)s %(year)d") % {"quarter": quarter, "year": starts_on.year}
    return _("Tahun %(year)d") % {"year": starts_on.year}


def offered(kind: Kind, today: datetime.date) -> list[Span]:
    """The period of today and those before it, newest first."""
    size = MONTHS[kind]
    first = datetime.date(today.year, (today.month - 1) // size * size + 1, 1)
    return [Span(kind, moved(first, -size * back)) for back in range(SHOWN[kind] + 1)]


def read(code: str) -> Span:
    """Raises Refused for anything else."""
    found = re.fullmatch(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?", code, re.ASCII)
    if found is None:
        raise Refused(_("Pilih periode dari daftar."))
    year, month, quarter = found.groups()
    if month:
        return Span(Kind.MONTHLY, datetime.date(int(year), int(month), 1))
    if quarter:
        return Span(Kind.QUARTERLY, datetime.date(int(year), int(quarter) * 3 - 2, 1))
    return Span(Kind.YEARLY, datetime.date(int(year), 1, 1))
