"""What the numbers propose, in words: for whoever decides, and for whoever it is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.appraisal.proposals import BEYOND_QUOTA, LACKING, TIED, UNRELIABLE
from dampingi.foundation.ui.formats import number, percent
from dampingi.foundation.ui.states import State

Body = Mapping[str, Any]
STATES = {
    "honour": State.GOOD,
    "keep": State.GOOD,
    "coach": State.WATCH,
    "replace": State.LATE,
    "undecided": State.NONE,
}


def names() -> dict[str, str]:
    return {
        "honour": _("Apresiasi"), "keep": _("Pertahankan"), "coach": _("Bina"), "replace": _("Pertimbangkan penggantian"),
        "undecided": _("Lihat dahulu"),
    }  # fmt: skip


def proposal_state(body: Body) -> tuple[State, str] | None:
    """For a list; results of an earlier edition of the engine have none."""
    found = body.get("proposal")
    return (STATES[found["key"]], names()[found["key"]]) if found else None


def proposal_words(rules: Body, body: Body) -> str:
    """A sentence that says what, how sure, and whether other weights would say the same; '' where there is no proposal."""
    found = body.get("proposal")
    if not found:
        return ""
    told = {"chance": percent(found["probability"], 0), "robust": percent(found["robust"], 0)} | _limits(
        rules
    )
    texts = {
        "honour": _("Usulan hitungan: apresiasi. Peluang nilainya sedikitnya %(honour)s: %(chance)s."),
        "keep": _("Usulan hitungan: pertahankan. Peluang nilainya tidak di bawah %(coach)s: %(chance)s."),
        "coach": _("Usulan hitungan: bina dengan rencana. Peluang nilainya di bawah %(coach)s: %(chance)s."),
        "replace": _("Usulan hitungan: pertimbangkan penggantian. Peluang nilainya di bawah %(replace)s: %(chance)s."),
        "undecided": _("Usulan hitungan: lihat dahulu, jangan diputuskan dari angka."),
    }  # fmt: skip
    why = {
        LACKING: _("Buktinya belum cukup."),
        UNRELIABLE: _("Keterandalannya di bawah batas instrumen."),
        TIED: _("Nilainya sama dengan yang lain pada batas kuota apresiasi; orang yang menentukan."),
        BEYOND_QUOTA: _("Memenuhi batas apresiasi, tetapi kuotanya sudah penuh."),
    }
    kept = _("Dengan bobot lain yang masuk akal, usulannya tetap sama pada %(robust)s susunan.") % told
    parts = [texts[found["key"]] % told, *(why[r] for r in found["reasons"])]
    return " ".join(parts if LACKING in found["reasons"] else [*parts, kept])


def _limits(rules: Body) -> dict[str, str]:
    told = rules.get("decisions", {})
    usual = {"honour": 85, "coach": 55, "replace": 40}
    edges = {"honour": "lower", "coach": "upper", "replace": "upper"}
    return {key: number(told.get(key, {}).get(edges[key], usual[key])) for key in usual}


def _honour_words(row: Body) -> str:
    told = {
        "limit": number(row["lower"]),
        "chance": percent(row["probability"], 0),
        "quota": number(row.get("quota")),
    }
    if row.get("quota") is None:
        return _("Apresiasi diusulkan bila peluang nilainya sedikitnya %(limit)s mencapai %(chance)s.") % told
    return (
        _(
            "Apresiasi diusulkan bila peluang nilainya sedikitnya %(limit)s mencapai %(chance)s; paling banyak %(quota)s orang."
        )
        % told
    )


def rule_words(rules: Body) -> list[str]:
    """The decision rules as the instrument has them."""
    told = rules.get("decisions")
    if not told:
        return []
    limits = {k: percent(row["probability"], 0) for k, row in told.items()}
    lines = [
        _honour_words(told["honour"]),
        _("Pembinaan diusulkan bila peluang nilainya di bawah %(limit)s mencapai %(chance)s.")
        % {"limit": number(told["coach"]["upper"]), "chance": limits["coach"]},
        _("Penggantian diusulkan hanya bila peluang nilainya di bawah %(limit)s mencapai %(chance)s dan buktinya cukup serta terandal.")
        % {"limit": number(told["replace"]["upper"]), "chance": limits["replace"]},
    ]  # fmt: skip
    return lines
