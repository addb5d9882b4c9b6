"""An allocation as it is shown: the sentence, the curve, who gets what, and beside what it stands."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.formats import number, percent
from dampingi.outcomes.plans.models import Allocation

RULES = {
    "budget": gettext_lazy("anggaran"), "least": gettext_lazy("paling sedikit"), "most": gettext_lazy("paling banyak"),
    "floor": gettext_lazy("batas per kecamatan"), "where": gettext_lazy("lokasi"),
}  # fmt: skip


def allocation_shown(row: Allocation) -> dict[str, Any]:
    if row.found is None:
        return {"state": "waiting"}
    if not row.found["possible"]:
        return {"state": "impossible", "cure": _cure(row.found["least_budget"])}
    return {
        "state": "found", "takeaway": _takeaway(row.found), "effect": row.found["effect"], "proof": _proof(row.found), "drawing": _curve(row),
        "curve": [[formats.money(b), number(e, 0)] for b, e in row.found["curve"]], "columns": [_("Anggaran"), _("Usaha teratasi")], "last_million": _last_million(row.found),
        "table": _table(row), "compared": _compared(row.found), "assumptions": _assumptions(row.asked),
    }  # fmt: skip


def _cure(least: int | None) -> str:
    if least is None:
        return _(
            "Batas per kecamatan, paling sedikit, dan paling banyak saling bertentangan berapa pun anggarannya. Longgarkan salah satunya."
        )
    return _(
        "Syaratnya baru terpenuhi dengan anggaran %(least)s. Naikkan anggaran, atau turunkan batas per kecamatan."
    ) % {"least": formats.money(least)}


def _takeaway(found: dict[str, Any]) -> str:
    e = found["effect"]
    told = {
        "n": number(e["helped"], 0),
        "low": number(e["low"], 0),
        "high": number(e["high"], 0),
        "cost": formats.money(e["cost"]),
    }
    return (
        _("Diharapkan %(n)s usaha teratasi kendalanya (antara %(low)s dan %(high)s) dengan %(cost)s.") % told
    )


def _proof(found: dict[str, Any]) -> str:
    if found["proven"]:
        return _("Terbukti: tidak ada pembagian lain yang menolong lebih banyak dengan syarat yang sama.")
    return _("Waktu hitung habis: pembagian lain paling banyak %(gap)s lebih baik.") % {
        "gap": percent(found["gap"])
    }


def _last_million(found: dict[str, Any]) -> str:
    if found["marginal"] is None:
        return ""
    return _(
        "Satu juta rupiah terakhir menolong %(n)s usaha, dirata-rata atas bagian anggaran sebelum titik ini."
    ) % {"n": number(found["marginal"], 2)}


def _curve(row: Allocation) -> Any:
    from dampingi.foundation.ui.plots import trend

    points = [{"period": _millions(b), "value": e} for b, e in row.found["curve"]]
    if len([p for p in points if p["value"] is not None]) < 2:
        return None
    return trend(
        points,
        title=_("Anggaran dan hasil"),
        description=_("Usaha yang diharapkan teratasi menurut anggaran dalam juta rupiah."),
    )


def _millions(budget: int) -> str:
    return number(budget / 1_000_000, 0)


def _table(row: Allocation) -> dict[str, Any]:
    """Activities by district: units, and their money."""
    district = {p["id"]: p["district"] for p in row.asked["places"]}
    given: dict[tuple[str, str], int] = {}
    for a, p, n in row.found["units"]:
        given[a, district[p]] = given.get((a, district[p]), 0) + n
    rows = []
    for a in row.asked["activities"]:
        cells = [given.get((a["id"], code), 0) for code, _name in row.asked["districts"]]
        rows.append(
            {
                "id": a["id"],
                "title": a["title"],
                "cells": cells,
                "units": sum(cells),
                "cost": sum(cells) * a["unit_cost"],
            }
        )
    costs = [
        sum(r["cells"][n] * a["unit_cost"] for r, a in zip(rows, row.asked["activities"], strict=True))
        for n in range(len(row.asked["districts"]))
    ]
    called = {p["id"]: p["name"] for p in row.asked["places"]}
    titles = {a["id"]: a["title"] for a in row.asked["activities"]}
    fine = [(called[p], titles[a], n) for a, p, n in sorted(row.found["units"], key=lambda u: (u[1], u[0]))]
    return {
        "heads": [name for _code, name in row.asked["districts"]],
        "rows": rows,
        "costs": costs,
        "fine": fine,
    }


def _compared(found: dict[str, Any]) -> list[dict[str, Any]]:
    told = [{"name": _("Pembagian ini"), **found["effect"], "broken": ""}]
    for key, name in (("equal", _("Dibagi rata")), ("last", _("Seperti tahun lalu"))):
        if found[key]:
            broken = ", ".join(str(RULES[rule]) for rule in found[key]["broken"])
            told.append({"name": name, **found[key], "broken": broken})
    return told


def _assumptions(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": a["title"], "share": percent(a["share"], 0), "low": percent(a["low"], 0), "high": percent(a["high"], 0),
            "cases": number(a["cases"], 0) if a["cases"] else "", "why": a["why"], "by": a["by"],
        }
        for a in asked["activities"]
    ]  # fmt: skip
