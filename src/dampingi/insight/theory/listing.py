"""The table as a list: it filters, it is taken along as a workbook, and every finding is a door."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.insight.theory.models import Level, Theory, Verdict
from dampingi.insight.theory.queries import current
from dampingi.insight.theory.sources import found, named

STATES = {
    Verdict.REACHED: State.GOOD, Verdict.PARTLY: State.WATCH, Verdict.NOT_REACHED: State.LATE,
    Verdict.NOT_ASSESSABLE: State.NONE,
}  # fmt: skip
UNJUDGED = "belum"


def theory_rows(actor: Actor, theory: Theory, *, today: datetime.date) -> Rows:
    judged, sources = current(theory), named(theory.programme.region)
    tells = found(actor, theory.programme, [row["source"] for row in theory.rows], today)
    rows = Rows()
    for row in theory.rows:
        j, told = judged.get(row["code"]), tells.get(row["source"])
        rows.append(
            row
            | {
                "level_name": str(Level(row["level"]).label),
                "href": reverse("theory_row", args=[theory.id, row["code"]]),
                "found": told.text if told else "", "door": told.door if told else "",
                "evidence": sources.get(row["source"], "") or (j.evidence if j else ""),
                "verdict": j.verdict if j else UNJUDGED,
                "state": (STATES[Verdict(j.verdict)], j.get_verdict_display()) if j else (State.NONE, _now("Belum dinilai")),
                "why": j.reason if j else "", "signed": _signed(j) if j else "",
            }
        )  # fmt: skip
    return rows


def _signed(j: Any) -> str:
    return _now("%(name)s, %(day)s") % {"name": j.by_name or "–", "day": formats.short_day(j.at)}


def _verdicts() -> list[tuple[str, Any]]:
    return [*Verdict.choices, (UNJUDGED, _("Belum dinilai"))]


LIST = ListOf(
    name="teori-program",
    noun=_("baris"),
    columns=(
        Column("level", _("Tingkat"), "level_name"),
        Column("text", _("Uraian"), href=lambda r: r["href"]),
        Column("planned", _("Rencana")),
        Column("found", _("Temuan"), href=lambda r: r["door"] or None),
        Column("evidence", _("Bukti")),
        Column("state", _("Penilaian"), kind="state", note=lambda r: r["why"]),
        Column("signed", _("Dinilai oleh")),
    ),
    order="level",
    filters=(
        Filter("tingkat", _("Tingkat"), lambda: Level.choices, lambda rows, v: _only(rows, "level", v)),
        Filter("penilaian", _("Penilaian"), _verdicts, lambda rows, v: _only(rows, "verdict", v)),
    ),
)  # fmt: skip


def _only(rows: Rows, name: str, value: str) -> Rows:
    return Rows(row for row in rows if row[name] == value)


def tallied(rows: Rows) -> list[dict[str, Any]]:
    """How many rows got which judgement, each a door to them."""
    told = [(value, label, sum(row["verdict"] == value for row in rows)) for value, label in _verdicts()]
    return [
        {"label": label, "n": n, "value": value, "state": STATES[Verdict(value)] if value in Verdict.values else State.NONE} for value, label, n in told
    ]  # fmt: skip
