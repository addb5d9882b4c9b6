"""Differences between two versions as rows a person reads: where, what, before, after."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation import proposing
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.instruments.differing import Difference, differences

Body = Mapping[str, Any]


def fields() -> dict[str, str]:
    return {
        "name": _("Nama"), "why": _("Tujuan"), "says": _("Penjelasan"), "order": _("Susunan"), "dimension": _("Dimensi"),
        "method": _("Cara mengukur"), "source": _("Sumber"), "unit": _("Satuan"), "target": _("Target"),
        "floor": _("Nilai terendah"), "weight": _("Bobot"), "least": _("Bukti sekurang-kurangnya"),
        "missing": _("Bila kosong"), "levels": _("Tingkat nilai"), "lower": _("Mulai"), "upper": _("Di bawah"),
        "probability": _("Peluang"), "quota": _("Kuota"), "reliability": _("Batas keterandalan"),
        "min_mentors": _("Paling sedikit pendamping"), "compared": _("Dibandingkan"), "top": _("Banyaknya terbaik yang disebut"),
        "level": _("Tingkat keyakinan"), "draws": _("Banyaknya ulangan hitungan"), "objection_days": _("Hari sanggah"),
        "nonresponse": _("Beda yang diam, simpangan baku"),
        "pool_years": _("Tahun sebelumnya yang ikut"), "pool_weight": _("Bobot tiap tahun sebelumnya"),
    }  # fmt: skip


def parts() -> dict[str, str]:
    return {
        "about": _("Umum"), "dimensions": _("Dimensi"), "criteria": _("Kriteria"), "covariates": _("Penyesuai"),
        "bands": _("Kelompok nilai"), "rules": _("Aturan"), "decisions": _("Usulan keputusan"),
    }  # fmt: skip


def compared(before: Body, after: Body) -> list[dict[str, str]]:
    """A whole part that is new or gone is one row, not one for each of its fields."""
    rows, told = [], set()
    for d in differences(before, after):
        if (d.field == "order" and _same_members(d)) or (
            d.field != "order" and (whole := _whole(before, after, d)) is None
        ):
            rows.append(_row(before, after, d))
        elif d.field != "order" and (d.part, d.key) not in told:
            told.add((d.part, d.key))
            rows.append(whole)
    return rows


def _same_members(d: Difference) -> bool:
    return sorted(d.before or ()) == sorted(d.after or ())


def _whole(before: Body, after: Body, d: Difference) -> dict[str, str] | None:
    if d.part not in ("dimensions", "criteria", "covariates", "bands"):
        return None
    old, new = named(before, d.part), named(after, d.part)
    if d.key in old and d.key in new:
        return None
    gone = d.key in old
    return {
        "part": d.part,
        "key": d.key,
        "where": f"{parts()[d.part]}: {(old if gone else new)[d.key]}",
        "what": _("Dihapus") if gone else _("Ditambahkan"),
        "before": old.get(d.key, "–"),
        "after": new.get(d.key, "–"),
    }


def _row(before: Body, after: Body, d: Difference) -> dict[str, str]:
    return {
        "part": d.part,
        "key": d.key,
        "where": _where(before, after, d),
        "what": fields().get(d.field, d.field),
        "before": _value(before, d, d.before),
        "after": _value(after, d, d.after),
    }


def _where(before: Body, after: Body, d: Difference) -> str:
    part = parts()[d.part]
    if not d.key:
        return part
    if d.part == "decisions":
        return f"{part}: {proposing.names().get(d.key, d.key)}"
    return f"{part}: {(named(before, d.part) | named(after, d.part))[d.key]}"


def _value(body: Body, d: Difference, value: Any) -> str:
    if value is None:
        return "–"
    if d.field == "order":
        return ", ".join(named(body, d.part).get(k, k) for k in value)
    if d.field == "levels":
        return " / ".join(str(v) for v in value)
    if d.field == "source":
        return ", ".join(str(v) for v in value.values())
    if isinstance(value, int | float):
        return number(value)
    return str(value)
