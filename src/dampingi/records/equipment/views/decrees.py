import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.budgets.queries.budgets import standing
from dampingi.records.equipment import doubles
from dampingi.records.equipment.actions import decrees as actions
from dampingi.records.equipment.forms import DecreeForm
from dampingi.records.equipment.listing import decrees_list, item_state, needs_list
from dampingi.records.equipment.models import Award, Decree
from dampingi.records.equipment.priorities import reasons
from dampingi.records.equipment.queries import items as queries
from dampingi.records.equipment.queries import needs

SEE, MANAGE, APPROVE = Permission.VIEW_EQUIPMENT, Permission.MANAGE_EQUIPMENT, Permission.APPROVE_EQUIPMENT
SUGGESTED = 10


@requires(MANAGE, APPROVE)
@require_GET
def equipment_decrees(request: HttpRequest) -> HttpResponse:
    live = Q(awards__voided_on=None) | Q(state=Decree.State.RETURNED)
    rows = queries.decrees(request.actor).annotate(
        lines=Count("awards", filter=live), amount=Sum("awards__amount", filter=live)
    )
    return respond(request, decrees_list(), rows, "equipment/decrees.html")


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_equipment_decree(request: HttpRequest) -> HttpResponse:
    """The needs that were ticked, or the first of the priority list; what of each is written, and why in spite of earlier aid."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:20_000])
    chosen = _chosen(request, params)
    earlier = doubles.doubles_of([n.business for n in chosen])
    doubled = {id for id, found in earlier.items() if found}
    for need in chosen:
        need.told, need.earlier = reasons(need), earlier[need.business_id]
        need.proposed = "; ".join(r.name for r in need.told)[:300]
    form = DecreeForm(request.POST or None, needs=chosen, doubled=doubled)
    if request.method == "POST" and chosen and form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form, lambda: actions.propose(by=request.actor, title=told["title"], basis=told["basis"], lines=form.lines())
        )  # fmt: skip
        if made:
            messages.success(request, _("Keputusan diajukan; orang lain yang menetapkannya."))
            return redirect("equipment_decree", made.id)
    context = {
        "form": form, "needs": chosen, "doubled": len(doubled), "sum": sum(n.estimate for n in chosen),
        "chosen": "&".join(f"pilih={n.id}" for n in chosen), "ticked": bool(params.getlist("pilih")),
    }  # fmt: skip
    return render(request, "equipment/new_decree.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, params: QueryDict) -> list[Any]:
    rows = Listing(needs_list(request.actor, pick=True), needs.needs(request.actor), params).matching
    rows, ticked = needs.to_award(request.actor, rows).order_by("-points", "on", "id"), []
    for value in params.getlist("pilih")[: actions.MOST_LINES]:
        try:
            ticked.append(uuid.UUID(value))
        except ValueError:
            continue
    narrowed = ticked or any(params.get(key) for key in ("keadaan", "jenis", "wilayah", "cari"))
    found = rows.filter(id__in=ticked) if ticked else rows
    return list(found[: actions.MOST_LINES if narrowed else SUGGESTED])


@requires(MANAGE, APPROVE, Permission.SEE_AUDIT)
@require_GET
def equipment_decree(request: HttpRequest, equipment_decree_id: uuid.UUID) -> HttpResponse:
    found = queries.decree(request.actor, equipment_decree_id)
    awards, approvals = queries.lines_of(found), list(approvals_of(actions.DECREE, found.id))
    called = choices("equipment_priorities")
    live = [a for a in awards if not a.voided_on]
    states = {a.id: a for a in queries.told(Award.objects.unscoped("lines in hand").filter(decree=found)).select_related("handover")}  # fmt: skip
    lines = [
        (a, [called.get(c, c) for c in a.reasons], [_told(d) for d in a.doubles], item_state(states[a.id]))
        for a in awards
    ]
    context = {
        "decree": found, "lines": lines, "place": name_of(found.region), "approvals": approvals, "amount": sum(a.amount for a in live or awards),
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "doubled": sum(a.doubled for a in awards),
        "holds": digest(actions.frozen(found, awards)) == found.hash, "free": standing([found.budget])[found.budget.id] if found.budget else None,
        "sees_money": request.actor.holds(Permission.VIEW_MONEY),
    }  # fmt: skip
    return render(request, "equipment/decree.html", context)


def _told(double: list[str]) -> tuple[str, str, str]:
    why, what, on = double
    return str(doubles.WHY.get(why, why)), what, formats.day(datetime.date.fromisoformat(on))


@requires(APPROVE)
@require_POST
def equipment_decree_verdict(request: HttpRequest, equipment_decree_id: uuid.UUID) -> HttpResponse:
    found = queries.decree(request.actor, equipment_decree_id)
    passed = settle(
        by=request.actor, subject=(actions.DECREE, found.id), decision=request.POST.get("decision", ""), comment=request.POST.get("comment", "")
    )  # fmt: skip
    messages.success(
        request, _("Keputusan ditetapkan.") if passed else _("Keputusan dikembalikan; usulannya bebas lagi.")
    )
    return redirect("equipment_decree", found.id)
