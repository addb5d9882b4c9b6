"""What is asked of a month, and within which bounds an answer lies."""

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import month as written

ASKED = {
    "turnover": (_("Omzet sebulan, rupiah"), 10**12),
    "weeks": (_("Minggu dengan penjualan"), 5),
    "workers": (_("Tenaga kerja, termasuk pemilik"), 10_000),
    "channels": (_("Saluran pemasaran"), 50),
}
"""figure -> (its name, the most it can be)."""

MOST_MONTHS = 6

Figures = Mapping[str, Mapping[str, int]]


def months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """First days from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [
        datetime.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count + 1)
    ]


def key(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def first_day(key: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{key}-01")


def check(figures: Figures, asked: list[datetime.date]) -> None:
    """All months asked, each with all figures. Raises Refused naming the month and the figure."""
    if set(figures) != {key(m) for m in asked}:
        raise Refused(_now("Isi angka semua bulan yang ditanyakan, dan hanya bulan itu."))
    for month in asked:
        said = figures[key(month)]
        for name, (label, most) in ASKED.items():
            value = said.get(name)
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
                raise Refused(
                    _now("%(figure)s bulan %(month)s: tulis angka 0 sampai %(most)d.")
                    % {"figure": label, "month": written(month), "most": most}
                )
