import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.sheets import download
from dampingi.outcomes.plans import actions, freezing, queries
from dampingi.outcomes.plans.allocating import costed
from dampingi.outcomes.plans.forms import AllocationForm, CostingForm
from dampingi.outcomes.plans.models import OPEN, Allocation, Costing
from dampingi.outcomes.plans.shares import measured
from dampingi.outcomes.plans.sheet import workbook
from dampingi.outcomes.plans.shown import allocation_shown
from dampingi.records.programmes.rosters import today_in

SEE, DRAFT = queries.SEE, queries.DRAFT


@require_GET
@requires(SEE)
def plan_workbook(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.plan(request.actor, workplan_id)
    body = freezing.told(found)
    return download(
        workbook(found, body, made_for=request.actor.name),
        f"renja-{found.region}-{found.year}-edisi-{found.edition}",
    )


@requires(DRAFT)
@require_http_methods(["GET", "POST"])
def plan_allocations(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """What each activity costs and does, and a budget to share over them."""
    found = queries.drafting(request.actor, workplan_id)
    form = AllocationForm(request.POST or None, initial={"budget": found.ceiling})
    if form.is_valid():
        told = {"budget": form.cleaned_data["budget"], "floor": form.cleaned_data["floor"] or 0}
        made = attempt(form, lambda: actions.ask_for_allocation(by=request.actor, plan=found, **told))
        if made:
            messages.success(request, _("Pembagian sedang dihitung; halaman ini boleh ditutup."))
            return redirect("plan_allocation", made.id)
    costs = {c.activity_id: c for c in costed(found)}
    rows = [(a, costs.get(a.id)) for a in freezing.standing(found)]
    runs = Allocation.objects.unscoped("of a plan in hand").filter(plan=found).order_by("-at", "id")[:20]
    context = {
        "form": form,
        "plan": found,
        "place": name_of(found.region),
        "rows": rows,
        "costed": len(costs),
        "runs": runs,
        "works": found.state in OPEN,
    }
    return render(request, "plans/allocations.html", context, status=422 if form.errors else 200)


@requires(DRAFT)
@require_http_methods(["GET", "POST"])
def plan_costing(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    row = queries.activity(request.actor, activity_id)
    request.actor.require(DRAFT, region=row.region)
    held = Costing.objects.unscoped("of an activity in hand").filter(activity=row).first()
    form = CostingForm(request.POST or None, initial=_initial(row, held))
    if form.is_valid():
        made = attempt(
            form, lambda: actions.cost_out(by=request.actor, plan=row.plan, activity=row.id, **form.told())
        )
        if made:
            messages.success(request, _("Biaya satuan tersimpan."))
            return redirect("plan_allocations", row.plan_id)
    field = form["field"].value() or ""
    seen = (
        measured(request.actor, row.region, field, today_in(row.region))
        if field in dict(form.fields["field"].choices) and field
        else None
    )
    context = {"form": form, "row": row, "plan": row.plan, "seen": seen, "field": field}
    return render(request, "plans/costing.html", context, status=422 if form.errors else 200)


def _initial(row: Any, held: Costing | None) -> dict[str, Any]:
    if held is None:
        kind, _sign, code = row.proposal.partition(":")
        return {"field": code if kind == "bidang" else ""}
    return {name: getattr(held, name) for name in CostingForm.base_fields}


@require_GET
@requires(SEE)
def plan_allocation(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    row = queries.allocation(request.actor, allocation_id)
    works = request.actor.may(DRAFT, region=row.region) and row.plan.state in OPEN and not row.adopted_at
    context = {
        "row": row,
        "plan": row.plan,
        "place": name_of(row.region),
        "works": works,
        "budget": formats.money(row.asked["budget"]),
    }
    return render(request, "plans/allocation.html", context | allocation_shown(row))


@requires(DRAFT)
@require_POST
def plan_allocation_adoption(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    row = queries.allocation(request.actor, allocation_id)
    actions.adopt(by=request.actor, allocation=row)
    messages.success(request, _("Anggaran dan lokasi kegiatan mengikuti pembagian ini."))
    return redirect("plan", row.plan_id)
