import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.equipment import doubles
from dampingi.records.equipment.actions import needs as actions
from dampingi.records.equipment.forms import NeedForm, ReasonForm
from dampingi.records.equipment.listing import needs_list, stage_of
from dampingi.records.equipment.models import Award
from dampingi.records.equipment.priorities import reasons
from dampingi.records.equipment.queries import needs as queries

SEE, NOTE, MANAGE = Permission.VIEW_EQUIPMENT, Permission.NOTE_EQUIPMENT, Permission.MANAGE_EQUIPMENT


@requires(SEE)
@require_GET
def equipment_needs(request: HttpRequest) -> HttpResponse:
    """Who needs what, first who comes first by criteria that are shown."""
    called = choices("equipment_priorities")
    told = [(called[c["code"]], c["points"], c["rule"]) for c in load("equipment_priorities")]
    spec = needs_list(request.actor, pick=bool(request.actor.regions(MANAGE)))
    return respond(
        request,
        spec,
        queries.needs(request.actor),
        "equipment/needs.html",
        {
            "criteria": told,
            "sees_decrees": request.actor.holds(MANAGE) or request.actor.holds(Permission.APPROVE_EQUIPMENT),
        },
    )


@requires(NOTE)
@require_http_methods(["GET", "POST"])
def equipment_need_new(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    business = queries.business_to_note(request.actor, business_id)
    form = NeedForm(request.POST or None, initial={"press": new_id()})
    if form.is_valid():
        told = dict(form.cleaned_data)
        id = told.pop("press")
        made = attempt(form, lambda: actions.note_need(by=request.actor, business=business.id, id=id, **told))
        if made:
            messages.success(request, _("Usulan tercatat dan masuk daftar prioritas."))
            return redirect("equipment_need", made.id)
    context = {"business": business, "form": form, "held": queries.of_business(business)[:10]}
    return render(request, "equipment/new_need.html", context, status=422 if form.errors else 200)


@requires(SEE)
@require_GET
def equipment_need(request: HttpRequest, equipment_need_id: uuid.UUID) -> HttpResponse:
    found = queries.need(request.actor, equipment_need_id)
    rows = Award.objects.unscoped("of a need in hand").filter(need=found).select_related("decree")
    awards = list(rows.order_by("-decree__on", "-decree__at"))
    held = next((a for a in awards if not a.voided_on), None)
    earlier = doubles.doubles_of([found.business], but={a.id for a in awards})[found.business_id]
    may = request.actor.holds(NOTE) and not held and not found.met_on and not found.dropped_on
    context = {
        "need": found, "kind": choices("equipment_kinds").get(found.kind, found.kind), "place": name_of(found.region), "reasons": reasons(found),
        "doubles": earlier, "names": queries.reads_names(request.actor, found.region), "awards": awards, "held": held,
        "state": stage_of(found, held is not None), "may_drop": may, "form": ReasonForm(auto_id="batal_%s") if may else None,
        "may_award": may and request.actor.may(MANAGE, region=found.region), "sees_decrees": bool(request.actor.regions(SEE)),
    }  # fmt: skip
    return render(request, "equipment/need.html", context)


@requires(NOTE)
@require_POST
def equipment_need_drop(request: HttpRequest, equipment_need_id: uuid.UUID) -> HttpResponse:
    actions.drop_need(by=request.actor, need=equipment_need_id, reason=request.POST.get("reason", "")[:500])
    messages.success(request, _("Usulan dibatalkan."))
    return redirect("equipment_need", equipment_need_id)
