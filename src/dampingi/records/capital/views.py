import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import respond
from dampingi.records.capital import actions, queries
from dampingi.records.capital.forms import BlockerForm, NeedForm, OutcomeForm
from dampingi.records.capital.listing import STATES, needs_list
from dampingi.records.capital.models import Need
from dampingi.records.cooperatives.queries import cooperative_of, managed

SEE, MANAGE = queries.SEE, queries.MANAGE
MILLION = 1_000_000


@require_GET
@requires(SEE)
def capital_needs(request: HttpRequest) -> HttpResponse:
    """Recapped by kabupaten and kota and by source, then one by one."""
    rows = queries.needs(request.actor)
    told, called = queries.recap(rows), choices("capital_blockers")
    places, sources = names(r.region for r in told), dict(Need.Source.choices)
    sums = {name: sum(getattr(r, name) for r in told) for name in ("needed", "applied", "granted")}
    context = {
        "recap": [(r, places.get(r.region, r.region), [(called[c], c, n) for c, n in r.blockers.most_common(3)]) for r in told],
        "millions": {name: number(rupiah / MILLION, 0) for name, rupiah in sums.items()},
        "blocked": sum(sum(r.blockers.values()) for r in told),
        "sources": [(code, sources[code], *n) for code, n in queries.by_source(rows).items()],
    }  # fmt: skip
    return respond(request, needs_list(request.actor), rows, "capital/needs.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_capital_need(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    found = cooperative_of(managed(request.actor), cooperative_id)
    form = NeedForm(request.POST or None, initial={"need": new_id()})
    if form.is_valid():
        key = form.cleaned_data["need"]
        made = attempt(
            form, lambda: actions.note_need(by=request.actor, cooperative=found.id, told=form.told(), id=key)
        )
        if made:
            messages.success(request, _("Kebutuhan modal tercatat."))
            return redirect("capital_need", made.id)
    context = {"form": form, "cooperative": found}
    return render(request, "capital/new.html", context, status=422 if form.errors else 200)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def capital_need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    found = queries.need_of(queries.needs(request.actor), need_id)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    manages = not found.outcome and request.actor.may(MANAGE, region=found.cooperative.region)
    blocker = BlockerForm(
        request.POST if act == "block" else None,
        initial={"blocker": found.blocker, "note": found.blocker_note},
    )
    outcome = OutcomeForm(request.POST if act == "end" else None)
    if request.method == "POST":
        if not manages:
            raise Refused(
                _("Langkah itu tidak terbuka untuk Anda sekarang. Muat ulang halamannya."), status=409
            )
        if _done(request, found, act, blocker, outcome):
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("capital_need", found.id)
    context = {
        "need": found, "state": STATES[found.state][0], "blocked": choices("capital_blockers").get(found.blocker, ""),
        "blocker": blocker if manages else None, "outcome": outcome if manages else None,
    }  # fmt: skip
    wrong = bool(blocker.errors or outcome.errors)
    return render(request, "capital/need.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, found: Need, act: str, blocker: BlockerForm, outcome: OutcomeForm) -> bool:
    by = request.actor
    if act == "apply":
        return bool(actions.note_application(by=by, need=found.id))
    if act == "block" and blocker.is_valid():
        return bool(
            attempt(blocker, lambda: actions.note_blocker(by=by, need=found.id, **blocker.cleaned_data))
        )
    if act == "end" and outcome.is_valid():
        return bool(attempt(outcome, lambda: actions.note_outcome(by=by, need=found.id, told=outcome.told())))
    return False
