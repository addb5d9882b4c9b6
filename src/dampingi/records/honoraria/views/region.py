"""A region's honoraria, one of them, and what is decided about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.honoraria import actions, queries
from dampingi.records.honoraria.actions.drafting import missing as without_one
from dampingi.records.honoraria.counting import rates_for
from dampingi.records.honoraria.forms import ReasonForm
from dampingi.records.honoraria.listing import account_state, honoraria_list
from dampingi.records.honoraria.models import Honorarium
from dampingi.records.honoraria.presenting import state_of, steps_of
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme

State = Honorarium.State


@require_GET
@requires(Permission.VIEW_HONORARIA)
def honoraria(request: HttpRequest) -> HttpResponse:
    if not request.actor.regions(Permission.VIEW_HONORARIA):
        return redirect("own_honoraria")
    found = queries.honoraria(request.actor)
    spec = honoraria_list(request.actor, queries.months_with(found))
    params = request.GET.copy()
    for name in ("keadaan", "rekening"):
        params.pop(name, None)
    listing = Listing(spec, found, params)
    context = {"cards": _cards(listing), "may": bool(request.actor.regions(Permission.MANAGE_HONORARIA))}
    return respond(
        request, spec, found, "honoraria/honoraria.html", context | _owing(request, context["may"])
    )


def _cards(listing: Listing) -> list[dict[str, Any]]:
    """What waits, is ready, was paid and was sent back, of the month and region chosen; each opens its rows."""
    sums = queries.sums(listing.matching)
    shown = [s for s in State if s in (State.DRAFT, State.CHECKED, State.PAID) or sums[s]["count"]]
    address = lambda state: reverse("honoraria") + listing.address(keadaan=state.value, hal=None)  # noqa: E731
    return [{"label": s.label, "href": address(s), **sums[s]} for s in shown]


def _owing(request: HttpRequest, may: bool) -> dict[str, Any]:
    """Approved reports without an honorarium, because there were no rates."""
    programme = current_programme(request.actor) if may else None
    return {"programme": programme, "waiting": _without(programme) if programme else []}


def _without(programme: Programme) -> list[dict[str, Any]]:
    reports = MonthlyReport.objects.unscoped("of a programme in reach").filter(
        programme=programme, state=MonthlyReport.State.APPROVED
    )
    made = Honorarium.objects.unscoped("of a programme in reach").filter(programme=programme)
    known = set(made.values_list("report_id", "version"))
    counts: dict[Any, int] = {}
    for id, version, month in reports.order_by("month").values_list("id", "version", "month"):
        if (id, version) not in known:
            counts[month] = counts.get(month, 0) + 1
    return [{"month": m, "count": n, "rates": rates_for(programme, m) is not None} for m, n in counts.items()]


@require_POST
@requires(Permission.MANAGE_HONORARIA)
def missing(request: HttpRequest) -> HttpResponse:
    """Make them for every month that has rates now."""
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    count = 0
    for each in _without(programme):
        if each["rates"] and without_one(programme, each["month"]):
            count += actions.draft_missing(by=request.actor, programme=programme, month=each["month"])
    if not count:
        raise Refused(_("Belum ada tarif yang berlaku pada bulan itu. Isi tarifnya dahulu."))
    messages.success(
        request, ngettext("%(n)s honorarium dibuat.", "%(n)s honorarium dibuat.", count) % {"n": count}
    )
    return redirect("honoraria")


@require_GET
@requires(Permission.VIEW_HONORARIA)
def honorarium(request: HttpRequest, honorarium_id: uuid.UUID) -> HttpResponse:
    found = queries.honorarium(request.actor, honorarium_id)
    own = found.mentor.user_id == request.actor.user_id
    manages = not own and request.actor.may(Permission.MANAGE_HONORARIA, region=found.region)
    state, words = state_of(found)
    looks, account_words = account_state(found)
    context = {
        "honorarium": found, "steps": steps_of(found), "state": state, "state_words": words, "own": own,
        "title": _("Honorarium %(month)s") % {"month": written_month(found.month)},
        "account": queries.account(found.mentor), "account_looks": looks, "account_words": account_words,
        "may_check": manages and found.state == State.DRAFT,
        "may_pay": manages and found.state == State.CHECKED,
        "may_return": manages and found.state in (State.DRAFT, State.CHECKED),
        "may_recount": manages and found.state == State.RETURNED,
        "form": ReasonForm(), "manages": manages,
    }  # fmt: skip
    return render(request, "honoraria/honorarium.html", context)


@require_POST
@requires(Permission.MANAGE_HONORARIA)
def returning(request: HttpRequest, honorarium_id: uuid.UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Tulis apa yang perlu diperbaiki."))
    actions.return_honorarium(by=request.actor, honorarium=honorarium_id, reason=form.cleaned_data["reason"])
    messages.success(request, _("Dikembalikan; pendamping melihat alasannya."))
    return redirect("honorarium", honorarium_id)


@require_POST
@requires(Permission.MANAGE_HONORARIA)
def recounting(request: HttpRequest, honorarium_id: uuid.UUID) -> HttpResponse:
    actions.recompute(by=request.actor, honorarium=honorarium_id)
    messages.success(request, _("Dihitung ulang dengan tarif, pajak, dan rekening yang sekarang."))
    return redirect("honorarium", honorarium_id)
