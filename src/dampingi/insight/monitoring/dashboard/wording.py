"""Figures and groups as people read them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.engines.indicators import Figure, Indicator
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.records.businesses.models import Sex
from dampingi.records.programmes.models import Mentor, Programme, Stage


def written(indicator: Indicator, value: Any) -> str:
    """79,4% or 1,25; a change carries its sign."""
    if indicator.kind == "mean":
        return formats.number(value, indicator.decimals)
    sign = "+" if indicator.kind == "change" and value is not None and value > 0 else ""
    return sign + formats.percent(value, indicator.decimals)


def moved(indicator: Indicator, now: Decimal | None, before: Decimal | None) -> tuple[str, str]:
    """(icon, words) of what changed; ("", "") where one of them is missing."""
    if now is None or before is None:
        return "", ""
    places = indicator.decimals if indicator.kind == "mean" else indicator.decimals + 2
    gap = round(now - before, places)
    icon = "rise" if gap > 0 else "fall" if gap < 0 else "level"
    if gap == 0:
        return icon, _("tetap")
    if indicator.kind == "mean":
        return icon, _signed(gap, indicator.decimals)
    return icon, _("%(gap)s poin") % {"gap": _signed(gap * 100, indicator.decimals)}


def _signed(gap: Decimal, places: int) -> str:
    return ("+" if gap > 0 else "") + formats.number(gap, places)


def counted(indicator: Indicator, figure: Figure) -> str:
    """What the value was divided from, in full."""
    if indicator.parts:
        return _("gabungan %(n)s indikator") % {"n": formats.number(len(indicator.parts))}
    words = {"n": formats.number(figure.numerator), "d": formats.number(figure.denominator)}
    if indicator.entered and not indicator.entered.denominator:
        return _("diisi: %(n)s") % words
    if indicator.kind == "change":
        return _("%(n)s dari %(d)s") % {"n": _millions(figure.numerator), "d": _millions(figure.denominator)}
    return (
        _("%(n)s dari %(d)s") % words if indicator.kind == "proportion" else _("%(n)s dibagi %(d)s") % words
    )


def _millions(rupiah: int) -> str:
    millions = formats.number(abs(round(Decimal(rupiah) / 1_000_000)))
    return _("−Rp %(n)s juta") % {"n": millions} if rupiah < 0 else _("Rp %(n)s juta") % {"n": millions}


def within(text: str) -> str:
    """A name inside a sentence: small first letter, unless it is an abbreviation such as NIB."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def labels(grouping: str, keys: Iterable[str], *programmes: Programme) -> dict[str, str]:
    """group -> what it is called."""
    wanted = list(keys)
    known = _known(grouping, wanted, programmes)
    if grouping in ("kecamatan", "kelurahan"):
        known = _told_apart(known)
    return {key: known.get(key) or (key if key else _("Tidak tercatat")) for key in wanted}


def _told_apart(known: dict[str, str]) -> dict[str, str]:
    """Names that stand twice (Curug is a kelurahan in two kecamatan) with the place above."""
    twice = {name for name, n in Counter(known.values()).items() if n > 1}
    above = names({code.rpartition(".")[0] for code, name in known.items() if name in twice})
    return {
        code: f"{name} ({above.get(code.rpartition('.')[0], '')})" if name in twice else name
        for code, name in known.items()
    }


def _known(grouping: str, keys: list[str], programmes: Sequence[Programme]) -> dict[str, str]:
    match grouping:
        case "sex":
            return {value: str(label) for value, label in Sex.choices}
        case "sector":
            return choices("sectors")
        case "constraint":
            return choices("constraints")
        case "blocker":
            return choices("capital_blockers")
        case "field":
            return choices("constraint_fields")
        case "stage":
            return dict(Stage.objects.filter(programme__in=programmes).values_list("code", "name"))
        case "mentor":
            own = Mentor.objects.unscoped("names of groups the reader's figures hold").filter(
                programme__in=programmes
            )
            return {str(id): name for id, name in own.values_list("id", "name")}
        case "month":
            return {key: formats.month(date.fromisoformat(f"{key}-01")) for key in keys}
        case _:
            return names(keys)


GROUPINGS = {
    "province": gettext_lazy("provinsi"),
    "city": gettext_lazy("kota"),
    "kecamatan": gettext_lazy("kecamatan"),
    "kelurahan": gettext_lazy("kelurahan"),
    "month": gettext_lazy("bulan"),
    "sex": gettext_lazy("jenis kelamin"),
    "sector": gettext_lazy("sektor"),
    "stage": gettext_lazy("tahap"),
    "constraint": gettext_lazy("kendala"),
    "mentor": gettext_lazy("pendamping"),
    "field": gettext_lazy("bidang"),
    "blocker": gettext_lazy("hambatan"),
}
