import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.regions.queries import names
from dampingi.records.budgets.queries.budgets import standing
from dampingi.records.equipment.doubles import WHY
from dampingi.records.grants.actions import selecting as actions
from dampingi.records.grants.candidates import reason_names
from dampingi.records.grants.models import Selection
from dampingi.records.grants.queries import grants as queries
from dampingi.records.grants.views.studies import MANAGE, OFFICE


@requires(*OFFICE)
@require_GET
def grant_selection(request: HttpRequest, grant_selection_id: uuid.UUID) -> HttpResponse:
    found = queries.selection(request.actor, grant_selection_id)
    rows = list(found.candidates.select_related("agreement").order_by("rank"))
    called, approvals = names({c.region for c in rows}), list(approvals_of(actions.SELECTION, found.id))
    open_ = found.state == Selection.State.OPEN
    lines = [(c, called.get(c.region, c.region), reason_names(c.reasons), [(str(WHY.get(d[0], d[0])), *d[1:]) for d in c.doubles]) for c in rows]  # fmt: skip
    context = {
        "selection": found, "lines": lines, "approvals": approvals, "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "manages": open_ and request.actor.may(MANAGE, region=found.region), "left": sum(c.chosen is None for c in rows),
        "chosen": [c for c in rows if c.chosen], "amount": sum(c.amount for c in rows if c.chosen),
        "free": standing([found.budget])[found.budget.id] if found.budget else None, "sees_money": request.actor.holds(Permission.VIEW_MONEY),
    }  # fmt: skip
    return render(request, "grants/selection.html", context)


@requires(MANAGE)
@require_POST
def grant_candidate(request: HttpRequest, grant_candidate_id: uuid.UUID) -> HttpResponse:
    """Chosen or not, and why."""
    found = actions.decide_candidate(
        by=request.actor, candidate=grant_candidate_id, chosen=request.POST.get("chosen") == "ya", reason=request.POST.get("reason", "")[:300]
    )  # fmt: skip
    return redirect(f"/hibah/seleksi/{found.selection_id}/#calon-{found.rank}")


@requires(MANAGE)
@require_POST
def grant_selection_submit(request: HttpRequest, grant_selection_id: uuid.UUID) -> HttpResponse:
    actions.submit_selection(by=request.actor, selection=grant_selection_id)
    messages.success(request, _("Seleksi diajukan dan anggarannya dicadangkan. Orang lain yang menetapkan."))
    return redirect("grant_selection", grant_selection_id)


@requires(Permission.APPROVE_GRANTS)
@require_POST
def grant_selection_verdict(request: HttpRequest, grant_selection_id: uuid.UUID) -> HttpResponse:
    found = queries.selection(request.actor, grant_selection_id)
    passed = settle(
        by=request.actor, subject=(actions.SELECTION, found.id), decision=request.POST.get("decision", ""),
        comment=request.POST.get("comment", ""), version=request.POST.get("version"),
    )  # fmt: skip
    messages.success(
        request, _("Penerima ditetapkan.") if passed else _("Seleksi dikembalikan; cadangannya dilepas.")
    )
    return redirect("grant_selection", found.id)
