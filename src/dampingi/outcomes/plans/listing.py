"""The list of a plan's activities, from what is frozen or as it stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.outcomes.plans.models import Fund, Origin

QUARTERS = (("q1", "I"), ("q2", "II"), ("q3", "III"), ("q4", "IV"))


def rows_of(body: dict[str, Any]) -> Rows:
    return Rows(body["activities"])


def activities_list(body: dict[str, Any]) -> ListOf:
    places = sorted({tuple(p) for a in body["activities"] for p in a["places"]})
    programmes = sorted({tuple(a["programme"]) for a in body["activities"] if a["code"]})
    return ListOf(
        name=f"rencana-{body['year']}",
        noun=_("kegiatan"),
        columns=(
            Column("title", _("Kegiatan"), href=lambda a: reverse("plan_activity", args=[a["id"]]), note=_sub),
            Column("target", _("Target"), _target, note=lambda a: a["indicator"]),
            Column("budget", _("Anggaran"), lambda a: a["budget"] or None, kind="money", note=_quarters),
            Column("where", _("Lokasi"), where),
            Column("reasons", _("Dasar"), _reasons, href=lambda a: reverse("plan_activity", args=[a["id"]]) + "#dasar"),
        ),
        order="title",
        per_page=100,
        filters=(
            Filter("program", _("Program"), lambda: [(c, f"{c} {n}") for c, n in programmes], lambda rows, v: _only(rows, lambda a: a["programme"][0] == v)),
            Filter("titik", _("Titik strategis"), lambda: choices("plan_points").items(), lambda rows, v: _only(rows, lambda a: a["point"] == v)),
            Filter("dana", _("Sumber dana"), lambda: Fund.choices, lambda rows, v: _only(rows, lambda a: a["fund"] == v)),
            Filter("lokasi", _("Lokasi"), lambda: places, _at),
            Filter("kurang", _("Kelengkapan"), lambda: (("ya", _("Belum lengkap")),), lambda rows, _v: _only(rows, _lacking)),
        ),
        search=lambda rows, text: _only(rows, lambda a: text.casefold() in f"{a['title']} {a['code']} {a['sub']} {a['owner']}".casefold()),
        search_label=_("Nama, kode, penanggung jawab"),
    )  # fmt: skip


def where(a: dict[str, Any]) -> str:
    return ", ".join(name for _code, name in a["places"]) or _now("Seluruh wilayah")


def _sub(a: dict[str, Any]) -> str:
    return f"{a['code']} {a['sub']}" if a["code"] else _now("Belum berkode")


def _quarters(a: dict[str, Any]) -> str:
    """In million rupiah; the workbook has them in full."""
    if not a["budget"]:
        return ""
    each = " · ".join(
        f"{label} {formats.number(a[q] / 1_000_000, 1 if a[q] % 1_000_000 else 0)}" for q, label in QUARTERS
    )
    return _now("juta: %(each)s") % {"each": each}


def _target(a: dict[str, Any]) -> str:
    return formats.MISSING if a["target"] is None else f"{formats.number(a['target'])} {a['unit']}".strip()


def _reasons(a: dict[str, Any]) -> str:
    n = len(a["sources"])
    return ngettext("%(n)d bukti", "%(n)d bukti", n) % {"n": n} if n else _now("Ditulis sendiri")


def _lacking(a: dict[str, Any]) -> bool:
    return not (a["code"] and a["indicator"] and a["target"] and a["budget"])


def _at(rows: Rows, code: str) -> Rows:
    """Everywhere is also there."""
    return _only(
        rows,
        lambda a: not a["places"] or any(contains(c, code) or contains(code, c) for c, _name in a["places"]),
    )


def _only(rows: Rows, fits: Any) -> Rows:
    return Rows(row for row in rows if fits(row))


def wishes_list(results: dict[str, tuple[str, str]]) -> ListOf:
    """`results`: indicator -> (words, door), for what came of a promise."""
    return ListOf(
        name="forum-perangkat-daerah",
        noun=_("usulan"),
        columns=(
            Column("text", _("Usulan"), href=lambda w: reverse("plan_wish", args=[w.id]), note=lambda w: w.place_name),
            Column("origin", _("Dari"), "get_origin_display", note=lambda w: w.reference),
            Column("goal", _("Sasaran RPJMD")),
            Column("answer", _("Jawaban"), _answered, kind="state"),
            Column("activity", _("Kegiatan atau alasan"), _into, href=_door),
            Column("result", _("Hasil"), lambda w: results.get(w.measure, ("", ""))[0], href=lambda w: results.get(w.measure, ("", ""))[1] or None),
        ),
        order="text",
        per_page=100,
        filters=(
            Filter("dari", _("Dari"), lambda: Origin.choices, lambda rows, v: _only(rows, lambda w: w.origin == v)),
            Filter("jawaban", _("Jawaban"), ANSWERS.items, lambda rows, v: _only(rows, lambda w: w.answer == v)),
        ),
        search=lambda rows, text: _only(rows, lambda w: text.casefold() in f"{w.text} {w.reference} {w.goal}".casefold()),
        search_label=_("Kata dalam usulan"),
    )  # fmt: skip


ANSWERS = {"open": _("Belum dijawab"), "accepted": _("Diterima"), "refused": _("Ditolak")}
STATES = {"open": State.WATCH, "accepted": State.GOOD, "refused": State.NONE}


def _answered(w: Any) -> tuple[State, str]:
    return STATES[w.answer], str(ANSWERS[w.answer])


def _into(w: Any) -> str:
    if w.verdict is None:
        return ""
    return w.verdict.activity.title if w.answer == "accepted" else w.verdict.reason


def _door(w: Any) -> str | None:
    return reverse("plan_activity", args=[w.verdict.activity_id]) if w.answer == "accepted" else None
