"""What a lesson may rest on, what that tells now, and the door to it."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.lessons.counting import CONSTRAINTS, Told, recorded
from dampingi.insight.lessons.models import Factor
from dampingi.insight.lessons.queries import factors
from dampingi.insight.reviews.queries import READ
from dampingi.insight.theory.models import Theory
from dampingi.insight.theory.queries import current, theory_of
from dampingi.insight.theory.sources import Found, found, named
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

THEORY, FACTOR = "teori", "faktor"
READ_FROM = ("angka", "indikator", "dampak")


def options(actor: Actor, programme: Programme) -> list[tuple[str, Any]]:
    """For a choice in a form, in groups."""
    theory = theory_of(programme)
    rows = [(f"{THEORY}:{row['code']}", row["text"]) for row in theory.rows] if theory else []
    counted = [
        (f"{CONSTRAINTS}:{t.code}", t.name) for t in recorded(actor, programme) if t.source == CONSTRAINTS
    ]
    said = [(f"{FACTOR}:{f.id}", f.text[:120]) for f in factors(actor, programme)]
    figures = [
        (code, name) for code, name in named(programme.region).items() if code.partition(":")[0] in READ_FROM
    ]
    groups = [
        (_("Baris teori program"), rows), (_("Kendala usaha peserta"), counted), (_("Faktor yang ditambahkan"), said),
        (_("Angka, indikator, dan dampak"), figures),
    ]  # fmt: skip
    return [("", _("Pilih dasarnya")), *((name, told) for name, told in groups if told)]


def told(actor: Actor, programme: Programme, basis: str) -> Found | None:
    """What it tells today; None where it is not known or tells nothing."""
    kind, _sign, code = basis.partition(":")
    if kind == THEORY:
        return _row(actor, programme, code)
    if kind == FACTOR:
        return _factor(actor, code)
    if kind == CONSTRAINTS:
        rows = recorded(actor, programme)
        return next((_constraint(t) for t in rows if (t.source, t.code) == (CONSTRAINTS, code)), None)
    if kind not in READ_FROM:
        return None
    seen = found(actor, programme, [basis], today_in(programme.region)).get(basis)
    return Found(f"{named(programme.region)[basis]}: {seen.text}", seen.door) if seen else None


def _constraint(t: Told) -> Found:
    return Found(_("%(name)s: %(n)d kali tercatat") % {"name": t.name, "n": t.n}, t.door())


def _row(actor: Actor, programme: Programme, code: str) -> Found | None:
    theory = theory_of(programme)
    row = next((r for r in theory.rows if r["code"] == code), None) if theory else None
    if theory is None or row is None:
        return None
    return Found(_said(actor, theory, row), reverse("theory_row", args=[theory.id, code]))


def _said(actor: Actor, theory: Theory, row: dict[str, str]) -> str:
    seen = found(actor, theory.programme, [row["source"]], today_in(theory.region)).get(row["source"])
    judged = current(theory).get(row["code"])
    parts = [seen.text if seen else "", judged.get_verdict_display() if judged else ""]
    return ": ".join([row["text"], ", ".join(p for p in parts if p)]).removesuffix(": ")


def _factor(actor: Actor, code: str) -> Found | None:
    try:
        id = uuid.UUID(code)
    except ValueError:
        return None
    row = Factor.objects.for_actor(actor, READ).filter(id=id).first()
    return Found(row.text, reverse("factor", args=[row.id])) if row else None
