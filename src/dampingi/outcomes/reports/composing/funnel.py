"""Which kelurahan lie outside what chance alone explains: a reason to look, never a verdict."""

from typing import Any

import numpy as np

from dampingi.engines.appraisal import binomial_limits
from dampingi.engines.indicators import Figure
from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.composing.material import Material

CODE = "pass_rate"
LEAST_UNITS = 8


def funnel(material: Material) -> dict[str, Any] | None:
    """Pass rate of each kelurahan by its number of participants, with exact 95% limits around the whole region's rate."""
    centre = material.figure(CODE).value
    told = [(v.name, material.village_enrolled.of(CODE, v.code)) for v in material.villages]
    told = [(name, figure) for name, figure in told if figure.denominator]
    if centre is None or len(told) < LEAST_UNITS:
        return None
    sizes = sorted({f.denominator for _name, f in told})
    limits = binomial_limits(float(centre), np.arange(sizes[0], sizes[-1] + 1, dtype=float))
    edges = {int(n): (lo, hi) for n, lo, hi in zip(limits.size, limits.low_95, limits.high_95, strict=True)}
    points = [_point(name, figure, *edges[figure.denominator]) for name, figure in told]
    outside = [p for p in points if p["named"]]
    return {
        "points": points,
        "limits": [
            {"size": n, "low": round(float(lo), 4), "high": round(float(hi), 4)}
            for n, (lo, hi) in edges.items()
        ],
        "centre": round(float(centre), 4),
        "format": ".0%",
        "size_title": "Peserta",
        "takeaway": _takeaway(outside, len(points)),
        "words": "; ".join(
            f"{p['label']}: {formats.percent(p['value'])} dari {p['size']} peserta" for p in outside
        ),
        "source": "laporan pendamping; batas 95% binomial (Spiegelhalter 2005)",
    }


def _point(name: str, figure: Figure, low: float, high: float) -> dict[str, Any]:
    rate = float(figure.value or 0)
    outside = not low <= rate <= high
    state = "watch" if rate < low else "good" if outside else "none"
    return {
        "label": name,
        "size": figure.denominator,
        "value": round(rate, 4),
        "state": state,
        "named": outside,
    }


def _takeaway(outside: list[dict[str, Any]], units: int) -> str:
    if not outside:
        return f"Selisih {formats.number(units)} kelurahan masih dapat terjadi karena kebetulan."
    return (
        f"{formats.number(len(outside))} dari {formats.number(units)} kelurahan berada di luar batas kebetulan: layak dilihat lebih dekat, "
        "bukan dihukum."
    )
