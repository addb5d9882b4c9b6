"""What a target may be. Each refusal says what to do."""

from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Course, short
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.targets.intake import Wanted
from dampingi.insight.targets.reading import unit_of

LONGEST, LEAST = 1_000, 10
RANGES = {"proportion": (Decimal(0), Decimal(1)), "change": (Decimal(-1), Decimal(100)), "mean": (Decimal(-10_000_000), Decimal(10_000_000))}  # fmt: skip


def check_words(reason: str) -> None:
    if len(reason.strip()) < LEAST:
        raise Refused(_("Tulis dasar usulan ini, misalnya hasil tahun lalu atau arahan siapa."))
    if len(reason.strip()) > LONGEST:
        raise Refused(_("Tulis dasarnya paling banyak %(most)d huruf.") % {"most": LONGEST})


def check_range(indicator: Indicator, row: Wanted) -> None:
    low, high = RANGES[indicator.kind]
    for value in (row.value, row.baseline):
        if value is not None and not (value.is_finite() and low <= value <= high):
            raise Refused(
                _("%(place)s: isi angka antara %(low)s dan %(high)s.")
                % {
                    "place": name_of(row.region),
                    "low": written(indicator, low),
                    "high": written(indicator, high),
                }
            )
    if row.course not in ("", *get_args(Course)):
        raise Refused(_("Pilih jalan menuju target dari daftar."))
    if not 0 <= row.weight <= 10**9:
        raise Refused(_("Bobot wilayah tidak masuk akal. Muat ulang halamannya."))


def check_sum(indicator: Indicator, rows: Sequence[Wanted], whole: Decimal) -> None:
    wanted, weights = {r.region: r.value for r in rows}, {r.region: r.weight for r in rows}
    lacking = short(wanted, weights, whole, unit=unit_of(indicator))
    if lacking:
        raise Refused(not_summing(indicator, lacking, whole))


def not_summing(indicator: Indicator, lacking: Decimal, whole: Decimal) -> str:
    """In what is counted, not in points: 12 participants can be found."""
    words = {
        "n": formats.number(abs(lacking), 0 if abs(lacking) >= 1 else 2),
        "whole": written(indicator, whole),
    }
    if lacking > 0:
        return _("Bila dijumlahkan belum sampai %(whole)s: kurang %(n)s. Naikkan sebagian, atau mulai lagi dari pembagian yang diusulkan.") % words  # fmt: skip
    return _("Bila dijumlahkan melebihi %(whole)s: kelebihan %(n)s. Turunkan sebagian, atau naikkan dahulu target wilayah ini.") % words  # fmt: skip
