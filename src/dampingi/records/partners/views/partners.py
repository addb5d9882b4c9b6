import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.partners import actions, queries
from dampingi.records.partners.forms import EndForm, PartnerForm
from dampingi.records.partners.listing import partners_list, places_for, state_of, talk_state
from dampingi.records.partners.panels import panels_of

MANAGE = Permission.MANAGE_PARTNERS
HISTORY, TALKS = 20, 10


@require_GET
@requires(Permission.VIEW_PARTNERS)
def partners(request: HttpRequest) -> HttpResponse:
    return respond(
        request, partners_list(request.actor), queries.partners(request.actor), "partners/partners.html",
        {"manages": request.actor.holds(MANAGE)},
    )  # fmt: skip


@require_GET
@requires(Permission.VIEW_PARTNERS)
def partner(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.partners(request.actor), partner_id)
    kept = Revision.objects.filter(kind="partner", subject_id=found.id).order_by("-at")[:HISTORY]
    labels = {name: field.label for name, field in PartnerForm.base_fields.items()}
    labels |= {"ended_on": _("Berakhir pada"), "ended_reason": _("Alasan berakhir")}
    context = {
        "partner": found, "kind": choices("partner_kinds").get(found.kind, found.kind), "place": name_of(found.region),
        "state": state_of(found), "contacts": list(found.contacts.filter(left_at=None).order_by("name")),
        "members": list(found.members.filter(until=None).select_related("user").order_by("user__name")),
        "history": [(r, ", ".join(str(labels.get(f, f)) for f in r.changes)) for r in kept],
        "manages": request.actor.may(MANAGE, region=found.region),
        "talks": [(t, talk_state(t, queries.today_in(found.region))) for t in found.talks.order_by("-on", "-at")[:TALKS]],
        "panels": panels_of(request.actor, found),
        "reads_contacts": request.actor.may(Permission.VIEW_CONTACTS, region=found.region),
    }  # fmt: skip
    return render(request, "partners/partner.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_partner(request: HttpRequest) -> HttpResponse:
    places = places_for(request.actor, MANAGE)
    form = PartnerForm(request.POST or None, places=places, initial={"partner": new_id()})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["partner"]
        made = attempt(form, lambda: actions.register_partner(by=request.actor, told=form.told(), id=key))
        if made:
            messages.success(
                request, _("Mitra tercatat. Tambahkan siapa yang dihubungi."), extra_tags="mitra:baru"
            )
            return redirect("partner", made.id)
    context = {"form": form, "draft": "mitra:baru"}
    return render(request, "partners/form.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def edit_partner(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    form = PartnerForm(
        request.POST or None, places=places_for(request.actor, MANAGE), initial=PartnerForm.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        told, reason = form.told(), form.cleaned_data["reason"]
        if attempt(
            form,
            lambda: actions.correct_partner(by=request.actor, partner=found.id, told=told, reason=reason),
        ):
            messages.success(request, _("Perubahan tersimpan."), extra_tags=f"mitra:{found.id}")
            return redirect("partner", found.id)
    context = {"form": form, "partner": found, "draft": f"mitra:{found.id}"}
    return render(request, "partners/form.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def partner_ending(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = queries.partner_of(queries.managed(request.actor), partner_id)
    form = EndForm(request.POST or None, initial={"on": queries.today_in(found.region)})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: actions.end_partner(by=request.actor, partner=found.id, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("Kemitraan diakhiri. Riwayatnya tetap tersimpan."))
            return redirect("partner", found.id)
    context = {"form": form, "partner": found}
    return render(request, "partners/ending.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_POST
def partner_resuming(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = actions.resume_partner(by=request.actor, partner=partner_id)
    messages.success(request, _("Kemitraan dilanjutkan."))
    return redirect("partner", found.id)
