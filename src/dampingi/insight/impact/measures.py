"""What is compared, month by month."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import money, number


@dataclass(frozen=True)
class Measure:
    """`figure` is the name in records.surveys.figures."""

    figure: str
    name: Promise
    unit: Promise
    decimals: int = 2
    axis: Promise | str = ""
    drawn_in: int = 1
    """The chart's unit: so many of the figure's, named by `axis`."""

    def written(self, value: float) -> str:
        return money(round(value)) if self.figure == "turnover" else number(value, self.decimals)

    def signed(self, value: float) -> str:
        return f"+{self.written(value)}" if value > 0 else self.written(value)


MEASURES = (
    Measure("weeks", _("Minggu dengan penjualan"), _("minggu sebulan")),
    Measure("turnover", _("Omzet"), _("sebulan"), 0, _("juta rupiah"), 1_000_000),
    Measure("workers", _("Tenaga kerja"), _("orang")),
    Measure("channels", _("Saluran pemasaran"), _("saluran")),
)
BY_FIGURE = {m.figure: m for m in MEASURES}
