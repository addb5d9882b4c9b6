import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.budgets.actions.earmarks import carry_over, commit_money, move_on
from dampingi.records.budgets.earmarking import EARMARK
from dampingi.records.budgets.forms import EarmarkForm, StepForm
from dampingi.records.budgets.models import Budget, Earmark, Entry
from dampingi.records.budgets.queries import budgets as queries
from dampingi.records.programmes.rosters import today_in

MANAGE = Permission.MANAGE_MONEY


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_earmark(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """Promise money for something that has no record of its own."""
    found = queries.budget(request.actor, budget_id)
    request.actor.require(MANAGE, region=found.region)
    form, today = EarmarkForm(request.POST or None), today_in(found.region)
    if form.is_valid():
        told = dict(form.cleaned_data)
        key = str(told.pop("press"))
        made = attempt(form, lambda: commit_money(by=request.actor, budget=found, on=today, key=key, **told))
        if made:
            messages.success(request, _("Dicadangkan."))
            return redirect("budget_earmark", made.id)
    context = {"form": form, "budget": found, "standing": queries.standing([found])[found.id]}
    return render(request, "budgets/new_earmark.html", context, status=422 if form.errors else 200)


@requires(queries.SEE)
@require_http_methods(["GET", "POST"])
def earmark(request: HttpRequest, earmark_id: uuid.UUID) -> HttpResponse:
    """What is reserved, owed and paid of a promise, each step, and the next one."""
    found = queries.earmark(request.actor, earmark_id)
    held = queries.held((EARMARK, found.id))
    now = _current(found, held)
    initial = {"on": today_in(found.region), "budget": str(now.id)}
    form = StepForm(request.POST or None, initial=initial, held=[h["budget"] for h in held])
    if form.is_valid():
        told = dict(form.cleaned_data)
        key, where = str(told.pop("press")), told.pop("budget", "")
        of = next((h["budget"] for h in held if str(h["budget"].id) == where), now)
        if attempt(form, lambda: move_on(by=request.actor, earmark=found, budget=of, key=key, **told)):
            messages.success(request, _("Dicatat."))
            return redirect("budget_earmark", found.id)
    steps = (
        Entry.objects.for_actor(request.actor, queries.SEE)
        .filter(subject_kind=EARMARK, subject_id=found.id)
        .select_related("reversal")
    )
    context = {
        "earmark": found, "held": held, "steps": steps.order_by("-at"), "form": form, "now": now, "next": _next(now),
        "may": request.actor.may(MANAGE, region=found.region),
        "reserved": sum(h["reserved"] for h in held if h["budget"] == now),
    }  # fmt: skip
    return render(request, "budgets/earmark.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_POST
def carry(request: HttpRequest, earmark_id: uuid.UUID) -> HttpResponse:
    found = queries.earmark(request.actor, earmark_id)
    now = _current(found, queries.held((EARMARK, found.id)))
    to = _next(now)
    if to is None:
        raise Refused(_("Belum ada anggaran tahun berikutnya untuk kegunaan ini. Catat penetapan pagunya lebih dahulu."))  # fmt: skip
    carry_over(by=request.actor, earmark=found, budget=now, to=to, on=today_in(found.region))
    messages.success(request, _("Cadangannya dibawa ke %(budget)s.") % {"budget": to})
    return redirect("budget_earmark", found.id)


def _current(found: Earmark, held: list[dict]) -> Budget:
    """Where it stands now: the first year's budget in which something of it is reserved still, or owed; after that its last."""
    for kind in ("reserved", "owed"):
        for each in held:
            if each[kind]:
                return each["budget"]
    return held[-1]["budget"] if held else found.budget


def _next(now: Budget) -> Budget | None:
    rows = Budget.objects.unscoped("of the same office").filter(region=now.region, purpose=now.purpose)
    return rows.filter(year__gt=now.year).order_by("year").first()
