"""A definition in the reader's words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Component, Indicator, Measure, Unclear, parse
from dampingi.foundation.ui import formats
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.wording import AREAS, DIRECTIONS, EVERY, KINDS, LEVELS, OVER, SIGNS, STEPS
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS, written

TEXTS = ("name", "why", "formula", "source", "unit", "limits", "target")


def said(definition: Indicator) -> list[tuple[str, Any]]:
    """(what, words): everything a figure of it stands on."""
    rows = [
        (_("Mengapa penting"), definition.why),
        (_("Bidang"), AREAS[definition.area]),
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
    called = [_part(p, counting.get(p.indicator)) for p in definition.parts]
    missing = _("dilewati") if definition.skips else _("gabungannya belum ada data")
    return [(_("Gabungan dari"), "; ".join(called)), (_("Bila bagian belum ada data"), missing)]


def _part(part: Component, held: Indicator | None) -> str:
    if held is None:
        return part.indicator
    words = {
        "name": held.name,
        "weight": part.weight,
        "zero": written(held, part.zero),
        "full": written(held, part.full),
    }
    return _("%(name)s (bobot %(weight)s, dari %(zero)s sampai %(full)s)") % words


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


def as_written(owner: str, body: Mapping[str, Any]) -> Indicator:
    """An office's, before it counts: what it is made of and what was typed for it are the office's too. Raises Unclear."""
    return replace(parse(body, DATASETS), owner=owner)


def differences(
    owner: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """(part, before, after) of what two bodies say differently, in the words they are read in; none where one can no longer be read."""
    try:
        old, new = (dict(_in_full(as_written(owner, body))) for body in (before, after))
    except Unclear:
        return []
    return [
        (label, old.get(label, formats.MISSING), new.get(label, formats.MISSING))
        for label in dict.fromkeys([*new, *old])
        if old.get(label) != new.get(label)
    ]


def _in_full(definition: Indicator) -> list[tuple[str, str]]:
    named = [(_("Nama"), definition.name), *said(definition)]
    return [(label, str(words)) for label, words in named] + [
        (_("Angka di belakang koma"), str(definition.decimals))
    ]
