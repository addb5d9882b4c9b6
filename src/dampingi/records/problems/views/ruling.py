"""Whose authority what is: the matrix with its sources, and where a place puts a line otherwise."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.problems import actions, queries
from dampingi.records.problems.authority import DECIDE, matters, ruled_by, rulings
from dampingi.records.problems.forms import RulingForm
from dampingi.records.problems.models import Level, Ruling
from dampingi.records.problems.views.overview import around


@require_GET
@requires(Permission.VIEW_PROBLEMS, Permission.NOTE_PROBLEMS)
def authorities(request: HttpRequest) -> HttpResponse:
    """The matrix as it holds where the reader works, and how many open problems rest on each line."""
    rows = queries.problems(request.actor).filter(closed_at=None, archived_at=None)
    used, told = list(rows.values_list("matter", flat=True)), matters(_here(request.actor))
    levels = [{"level": level.label, "rows": _lines(told, level, used)} for level in Level]
    context = around(request, "problem_authorities") | {
        "levels": levels,
        "rules": ruled_by(request.actor) is not None,
    }
    return render(request, "problems/authorities.html", context)


@requires(DECIDE)
@require_http_methods(["GET", "POST"])
def ruling(request: HttpRequest, matter: str) -> HttpResponse:
    where = ruled_by(request.actor) or ""
    line = matters(where).get(matter)
    if line is None:
        raise Refused(_("Urusan itu tidak ada dalam matriks kewenangan."), status=404)
    earlier = [r for r in rulings(where) if r.matter == matter]
    seen = max((r.number for r in earlier if r.region == where), default=0)
    form = RulingForm(
        request.POST or None, initial={"level": line["level"], "source": line["source"], "seen": seen}
    )

    def act() -> Ruling:
        return actions.rule(by=request.actor, matter=matter, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("Matriks diubah untuk yang dicatat mulai sekarang."))
        return redirect("problem_authorities")
    called = names(r.region for r in earlier)
    context = {
        "form": form, "name": line["name"], "place": name_of(where),
        "earlier": [{"ruling": r, "place": called.get(r.region, r.region)} for r in reversed(earlier)],
    }  # fmt: skip
    return render(request, "problems/ruling.html", context, status=422 if form.errors else 200)


def _here(actor: Actor) -> str:
    held = actor.regions(Permission.VIEW_PROBLEMS) or actor.regions(Permission.NOTE_PROBLEMS)
    return next(iter(held), "")


def _lines(told: dict[str, dict[str, Any]], level: str, used: list[str]) -> list[dict[str, Any]]:
    rows = [(code, row) for code, row in told.items() if row["level"] == level]
    whose = names(r["of"] for _c, r in rows if "of" in r)
    return [row | {"used": used.count(code), "whose": whose.get(row.get("of", ""), "")} for code, row in rows]
