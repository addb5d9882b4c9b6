"""The four states a figure, a tile or a row can be in; colour always comes with a word and a shape."""

from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(StrEnum):
    GOOD = "good"
    WATCH = "watch"
    LATE = "late"
    NONE = "none"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.GOOD: pgettext_lazy("state", "Sesuai"),
    State.WATCH: _("Perlu perhatian"),
    State.LATE: _("Tertinggal"),
    State.NONE: _("Belum ada data"),
}


def against_target(
    value: Decimal | float | None,
    target: Decimal | float | None,
    *,
    watch: float = 0.85,
    lower_is_better: bool = False,
) -> State:
    """Good at the target, watch down to `watch` of it, late below; without both figures there is no state."""
    if value is None or target is None:
        return State.NONE
    reached, wanted = Decimal(str(value)), Decimal(str(target))
    if lower_is_better:
        reached, wanted = wanted, reached
    if reached >= wanted:
        return State.GOOD
    return State.WATCH if reached >= wanted * Decimal(str(watch)) else State.LATE
