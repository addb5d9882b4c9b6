"""A definition in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator, Measure
from dampingi.foundation.ui import formats
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.wording import DIRECTIONS, EVERY, KINDS, LEVELS, OVER, SIGNS, STEPS
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS, written

TEXTS = ("name", "why", "formula", "source", "unit", "limits", "target")


def said(definition: Indicator) -> list[tuple[str, Any]]:
    """(what, words): everything a figure of it stands on."""
    rows = [
        (_("Mengapa penting"), definition.why),
        (_("Tingkat dalam teori program"), STEPS.get(definition.step, formats.MISSING)),
        (_("Rumus"), definition.formula),
        *(
            _counted(definition)
            if definition.dataset
            else _typed(definition)
            if definition.entered
            else _composed(definition)
        ),
        (_("Cara membaca"), f"{KINDS[definition.kind]}. {DIRECTIONS[definition.direction]}."),
        (_("Satuan"), definition.unit),
        (_("Dapat dirinci menurut"), ", ".join(str(GROUPINGS.get(g, g)) for g in definition.groupings)),
        (_("Titik awal"), baseline(definition)),
        (_("Dasar atau sumber"), definition.source),
        (_("Batas tafsir"), definition.limits),
        (_("Patokan"), definition.target),
    ]
    return [(label, words) for label, words in rows if words]


def _counted(definition: Indicator) -> list[tuple[str, Any]]:
    dataset = DATASETS[definition.dataset]
    return [
        (_("Data"), f"{_(dataset.title)}: {_(dataset.says)}"),
        (_("Pembilang"), measure(definition.numerator, dataset.columns)),
        (_("Penyebut"), measure(definition.denominator, dataset.columns)),
        (
            _("Hanya baris dengan"),
            "; ".join(f"{c.column} {SIGNS[c.operator]} {c.value}" for c in definition.filter),
        ),
    ]


def _composed(definition: Indicator) -> list[tuple[str, Any]]:
    counting = catalogue(definition.owner)
    called = [
        f"{counting[p.indicator].name if p.indicator in counting else p.indicator} ({p.weight})"
        for p in definition.parts
    ]
    missing = _("dilewati") if definition.skips else _("gabungannya belum ada data")
    return [(_("Gabungan dari (bobot)"), ", ".join(called)), (_("Bila bagian belum ada data"), missing)]


def _typed(definition: Indicator) -> list[tuple[str, Any]]:
    typed = definition.entered
    assert typed is not None
    return [
        (_("Yang diisi"), typed.numerator),
        (_("Dari seluruh"), typed.denominator),
        (_("Diisi untuk tiap"), f"{LEVELS[typed.level]}, {str(EVERY[typed.every]).lower()}"),
        (_("Bila periodenya banyak"), str(OVER[typed.over])),
    ]


def measure(told: Measure, columns: Mapping[str, Any]) -> str:
    """products - base_products: produk yang ditawarkan, dikurangi produk pada titik awal."""
    signs = [("+", name) for name in told.plus] + [("-", name) for name in told.minus]
    formula = " ".join(f"{sign} {name}" for sign, name in signs).removeprefix("+ ")
    words = [_(columns[name].says) for name in told.plus]
    words += [_("dikurangi %(what)s") % {"what": _(columns[name].says)} for name in told.minus]
    return f"{formula}: {', '.join(words)}"


def baseline(definition: Indicator) -> str:
    told = definition.baseline
    if told is None:
        return ""
    words = {"value": written(definition, told.value), "year": told.year, "source": told.source}
    return _("%(value)s pada %(year)s (%(source)s)") % words


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(part, before, after) of what two bodies say differently."""
    return [
        (str(names().get(part, part)), _plain(before.get(part)), _plain(after.get(part)))
        for part in sorted({*before, *after}, key=lambda p: list(names()).index(p) if p in names() else 99)
        if before.get(part) != after.get(part)
    ]


def _plain(value: Any) -> str:
    if value in (None, "", [], {}):
        return formats.MISSING
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "; ".join(" ".join(str(SIGNS.get(v, v)) for v in c.values()) for c in value)
    if isinstance(value, Mapping):
        return ", ".join(str(v) for v in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def names() -> dict[str, str]:
    return {
        "name": _("Nama"), "step": _("Tingkat dalam teori program"), "why": _("Mengapa penting"), "dataset": _("Data"),
        "numerator": _("Pembilang"), "denominator": _("Penyebut"), "filter": _("Hanya baris dengan"), "kind": _("Cara membaca"),
        "direction": _("Arah"), "unit": _("Satuan"), "decimals": _("Angka di belakang koma"), "groupings": _("Dapat dirinci menurut"),
        "baseline": _("Titik awal"), "formula": _("Rumus"), "source": _("Dasar atau sumber"), "limits": _("Batas tafsir"),
        "target": _("Patokan"), "parts": _("Gabungan dari (bobot)"), "skips": _("Bila bagian belum ada data"), "entered": _("Yang diisi"),
    }  # fmt: skip
