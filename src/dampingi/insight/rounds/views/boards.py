import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.rounds import actions, queries, standings
from dampingi.insight.rounds.flags import against_peers
from dampingi.insight.rounds.forms import RoundForm
from dampingi.insight.rounds.models import Entry, Round, Standing, State
from dampingi.insight.rounds.periods import named

MOST = 60
"""Rounds on the list: five years of monthly ones."""


@require_GET
@requires(queries.SEE)
def rounds(request: HttpRequest) -> HttpResponse:
    """What this person is asked for, and the rounds of their own region with how many have answered."""
    found = list(queries.rounds(request.actor)[:MOST])
    entries = list(queries.entries(request.actor).filter(round__in=[r.id for r in found]))
    places = names({r.region for r in found} | {e.region for e in entries})
    mine = [e for e in entries if queries.reports_for(request.actor, e.region) and not e.round.cancelled_at]
    editions = standings.latest_editions(mine)
    asked = [standings.standing(e, places.get(e.region, e.region), editions.get(e.id)) for e in mine]
    asked.sort(key=lambda s: (s.entry.state == State.ACCEPTED, -s.entry.round.due_on.toordinal(), s.place))
    seen = [r for r in found if request.actor.may(queries.SEE, region=r.region)]
    late = standings.late_ones(entries)
    held = [(r, named(r.kind, r.starts_on), places.get(r.region, r.region), _counts(r, entries, late)) for r in seen]  # fmt: skip
    context = {"asked": [(s, named(s.entry.round.kind, s.entry.round.starts_on), places.get(s.entry.round.region), standings.told_due(s.entry.round.due_on, standings.days_left(s.entry))) for s in asked],
               "held": held, "may_open": bool(_openable(request))}  # fmt: skip
    return render(request, "rounds/rounds.html", context)


def _counts(round: Round, entries: list[Entry], late: set[uuid.UUID]) -> dict[str, int]:
    """As the board counts; of a cancelled round nothing waits any more."""
    own = [e for e in entries if e.round_id == round.id]
    waiting = 0 if round.cancelled_at else sum(e.state == State.SUBMITTED for e in own)
    return {
        "all": len(own), "accepted": sum(e.state == State.ACCEPTED for e in own), "waiting": waiting, "late": sum(e.id in late for e in own),
    }  # fmt: skip


def _openable(request: HttpRequest) -> list[str]:
    return sorted(
        {s.region for s in request.actor.scopes(Permission.HOLD_ROUNDS) if depth(s.region) in (1, 2)}
    )


@requires(Permission.HOLD_ROUNDS)
@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest) -> HttpResponse:
    regions = _openable(request)
    if not regions:
        raise Denied(_("Putaran dibuka oleh provinsi atau kabupaten/kota; peran Anda tidak mencakup salah satunya."))  # fmt: skip
    called = names(regions)
    choices = [(r, called.get(r, r)) for r in regions]
    form = RoundForm(request.POST or None, regions=choices, today=timezone.localdate())
    if form.is_valid():
        made = attempt(form, lambda: actions.open_round(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Putaran dibuka; yang diundang sudah diberi tahu."))
            return redirect("round_board", made.id)
    return render(request, "rounds/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires(queries.SEE)
def round_board(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Who is where. Those who were only invited see their own line."""
    found = queries.round_(request.actor, round_id)
    entries = list(queries.entries(request.actor).filter(round=found).order_by("region"))
    places, editions = names({found.region, *(e.region for e in entries)}), standings.latest_editions(entries)
    whole = request.actor.may(queries.SEE, region=found.region)
    odd = against_peers(editions) if whole else {}
    rows = [
        standings.standing(e, places.get(e.region, e.region), editions.get(e.id), odd.get(e.id, {}))
        for e in entries
    ]
    holds = queries.holds_round(request.actor, found)
    accepted = any(r.entry.state == State.ACCEPTED for r in rows)
    context = {
        "round": found, "period": named(found.kind, found.starts_on), "place": places.get(found.region, found.region), "rows": rows,
        "count": {s.value: sum(r.entry.state == s for r in rows) for s in State}, "late": sum(r.late for r in rows), "holds": holds,
        "whole": whole, "minutes": list(found.minutes.order_by("number")) if whole else [], "may_minute": holds and accepted and not found.cancelled_at and not found.minutes.filter(state=Standing.WAITING).exists(), "awaited": any(r.entry.submitted_at is None for r in rows), "may_cancel": holds and not found.cancelled_at and not queries.ever_accepted(found),
    }  # fmt: skip
    return render(request, "rounds/board.html", context)


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_reminding(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    told = actions.remind(by=request.actor, round=round_id)
    messages.success(
        request, ngettext("%(n)d wilayah diingatkan.", "%(n)d wilayah diingatkan.", told) % {"n": told}
    )
    return redirect("round_board", round_id)


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_cancelling(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    actions.cancel_round(by=request.actor, round=round_id, why=request.POST.get("why", ""))
    messages.success(request, _("Putaran dibatalkan; yang diundang sudah diberi tahu."))
    return redirect("round_board", round_id)
