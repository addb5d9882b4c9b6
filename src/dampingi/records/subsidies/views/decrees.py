import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies import queries
from dampingi.records.subsidies.actions.decrees import SUBJECT, draw_up, enact
from dampingi.records.subsidies.forms import DecreeForm, EnactForm
from dampingi.records.subsidies.listing import DECREES
from dampingi.records.subsidies.models import LoanDecree
from dampingi.records.subsidies.tabs import tabs

HANDLE = Permission.HANDLE_LOANS


@require_GET
@requires(queries.NAMED)
def decrees(request: HttpRequest) -> HttpResponse:
    """Every decree in reach, and how many loans wait to be named in one."""
    waiting = sum(len(queries.undecreed(r)) for r in request.actor.regions(HANDLE))
    context = {"tabs": tabs(request.actor, "loan_decrees"), "waiting": waiting, "may": request.actor.holds(HANDLE)}  # fmt: skip
    return respond(request, DECREES, queries.decrees(request.actor), "subsidies/decrees.html", context)


@requires(HANDLE)
@require_http_methods(["GET", "POST"])
def new_decree(request: HttpRequest) -> HttpResponse:
    """Choose whom it names among those who wait for it."""
    regions = names(request.actor.regions(HANDLE))
    found = [a for r in regions for a in queries.undecreed(r)]
    form = DecreeForm(regions, [str(a.id) for a in found], request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        ids = [uuid.UUID(id) for id in told["applications"]]
        made = attempt(form, lambda: draw_up(by=request.actor, region=told["region"], applications=ids, basis=told["basis"]))  # fmt: skip
        if made:
            messages.success(request, _("Rancangan keputusan diajukan kepada kepala."))
            return redirect("loan_decree", made.id)
    chosen = set(form["applications"].value() or ()) if form.is_bound else {str(a.id) for a in found}
    places = names({a.region for a in found})
    rows = [(a, places.get(a.region, a.region), str(a.id) in chosen) for a in found]
    context = {"form": form, "rows": rows}
    return render(request, "subsidies/new_decree.html", context, status=422 if form.errors else 200)


@require_GET
@requires(queries.NAMED)
def decree(request: HttpRequest, loan_decree_id: uuid.UUID) -> HttpResponse:
    """Whom it names, and the next step of whoever looks."""
    found = queries.decree(request.actor, loan_decree_id)
    lines = list(found.lines.select_related("application__person", "application__business", "application__bank", "application__loan").order_by("application__submitted_on", "id"))  # fmt: skip
    places = names({n.application.region for n in lines})
    approvals = list(approvals_of(SUBJECT, found.id))
    enacts = found.state == LoanDecree.State.CLEARED and request.actor.may(HANDLE, region=found.region)
    context = {
        "decree": found, "lines": [(n, places.get(n.application.region, n.application.region)) for n in lines], "approvals": approvals,
        "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "form": EnactForm(initial={"on": today_in(found.region)}) if enacts else None, "place": names([found.region]).get(found.region, ""),
    }  # fmt: skip
    return render(request, "subsidies/decree.html", context)


@requires(Permission.APPROVE_MONEY)
@require_POST
def verdict(request: HttpRequest, loan_decree_id: uuid.UUID) -> HttpResponse:
    found = queries.decree(request.actor, loan_decree_id)
    decision, comment = request.POST.get("decision", ""), request.POST.get("comment", "")
    passed = settle(by=request.actor, subject=(SUBJECT, found.id), decision=decision, comment=comment)
    messages.success(
        request, _("Rancangan disetujui; siap ditandatangani wali kota.") if passed else _("Rancangan dikembalikan.")
    )  # fmt: skip
    return redirect("loan_decree", found.id)


@requires(HANDLE)
@require_POST
def enactment(request: HttpRequest, loan_decree_id: uuid.UUID) -> HttpResponse:
    """The number and day the mayor's office gave it."""
    found = queries.decree(request.actor, loan_decree_id)
    form = EnactForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi nomor dan tanggal keputusannya, lalu kirim lagi."))
    enact(by=request.actor, decree=found.id, **form.cleaned_data)
    messages.success(request, _("Keputusan dicatat; subsidi pinjamannya dapat ditagih."))
    return redirect("loan_decree", found.id)
