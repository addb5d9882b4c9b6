import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.fields import done
from dampingi.records.partners.queries import today_in
from dampingi.records.placements import actions, queries
from dampingi.records.placements.forms import DayForm, PassingForm
from dampingi.records.placements.listing import LIGHTS
from dampingi.records.placements.models import Settlement
from dampingi.records.placements.views.answering import back

P = Permission
State = Settlement.State


@requires(P.VIEW_PLACEMENTS)
@require_GET
def settlement(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    """The settlement as it was worked out, to be printed."""
    rows = Settlement.objects.for_actor(request.actor, P.VIEW_PLACEMENTS)
    found = queries.settlement_of(rows, settlement_id)
    proposed = found.state == State.PROPOSED and queries.reached(
        request.actor, P.REPORT_PLACEMENTS, found.placement_id
    )
    context = {
        "settlement": found, "light": LIGHTS[found.state], "own": found.made_by == request.actor.user_id,
        "answers": proposed and found.made_by != request.actor.user_id,
        "pays": found.state == State.AGREED and queries.reached(request.actor, P.KEEP_PLACEMENTS, found.placement_id),
        "form": DayForm(initial={"on": today_in(found.placement.region)}), **_passing(request, found),
    }  # fmt: skip
    return render(request, "placements/settlement.html", context)


def _passing(request: HttpRequest, found: Settlement) -> dict[str, Any]:
    """Who of the businesses has their money, for the office alone: a partner need not read whom it reached."""
    if found.state != State.PAID or not queries.reached(request.actor, P.KEEP_PLACEMENTS, found.placement_id):
        return {}
    first = {"on": today_in(found.placement.region)}
    shares = queries.shares_of(found)
    forms = [PassingForm(initial=first, auto_id=f"t{n}_%s") for n in range(len(shares))]
    return {
        "shares": list(zip(shares, forms, strict=True)),
        "waiting": sum(s.net for s in shares if not s.passed),
    }


@requires(P.REPORT_PLACEMENTS)
@require_POST
def answering_settlement(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    rows = Settlement.objects.for_actor(request.actor, P.REPORT_PLACEMENTS)
    found, reason = queries.settlement_of(rows, settlement_id), request.POST.get("alasan", "")
    if request.POST.get("hasil") == "setuju":
        act: Callable[[], Any] = lambda: actions.agree_to(by=request.actor, settlement=found.id)  # noqa: E731
    else:
        act = lambda: actions.dispute(by=request.actor, settlement=found.id, reason=reason)  # noqa: E731
    return back(request, found.placement_id, _("Jawaban Anda tersimpan."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def paying(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    rows = Settlement.objects.for_actor(request.actor, P.KEEP_PLACEMENTS)
    found, form = queries.settlement_of(rows, settlement_id), DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Periksa tanggal pembayarannya."))
        return redirect("settlement", found.id)
    on = form.cleaned_data["on"]
    act = lambda: actions.note_paid(by=request.actor, settlement=found.id, on=on)  # noqa: E731
    return back(request, found.placement_id, _("Tercatat lunas."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def passing_on(request: HttpRequest, settlement_id: uuid.UUID, business_id: uuid.UUID) -> HttpResponse:
    form = PassingForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        pass_on = partial(actions.pass_on, by=request.actor, settlement=settlement_id, business=business_id)
        done(request, _("Tercatat diteruskan; pemilik usaha diberi tahu."), partial(pass_on, **told))
    else:
        messages.error(request, _("Isi tanggal dan nomor buktinya."))
    return redirect("settlement", settlement_id)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def taking_back_passing(
    request: HttpRequest, settlement_id: uuid.UUID, business_id: uuid.UUID
) -> HttpResponse:
    act = lambda: actions.take_back_passing(by=request.actor, settlement=settlement_id, business=business_id)  # noqa: E731
    done(request, _("Catatan penerusan dibatalkan."), act)
    return redirect("settlement", settlement_id)
