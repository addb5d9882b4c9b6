"""Raw materials as an owner sees them: orders to join, what they would save, what they got and paid."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.materials import actions, queries
from dampingi.records.materials.forms import WantForm

OWN = queries.OWN
EXAMPLE = 10
"""Units in the example of what would be saved."""


@require_GET
@requires(OWN)
def own_materials(request: HttpRequest) -> HttpResponse:
    shops = Business.objects.for_actor(request.actor, OWN).filter(archived_at=None).select_related("owner")
    rows = list(queries.own_demands(request.actor))
    mine = {(d.pool_id, d.business_id): d for d in rows}
    offers = [
        {"pool": p, "shop": s, "mine": mine.get((p.id, s.id)), "share": p.share(EXAMPLE)}
        for s in shops.order_by("name", "created_at")
        for p in queries.open_to(s)
    ]
    context = {
        "offers": offers, "held": [d for d in rows if d.pool.state != "open"], "example": EXAMPLE,
        "saved": sum(d.share.saved for d in rows if d.good is not None),
    }  # fmt: skip
    return render(request, "materials/own.html", context)


@require_POST
@requires(OWN)
def own_demand(request: HttpRequest, pool_id: uuid.UUID) -> HttpResponse:
    form = WantForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi jumlahnya (angka bulat, paling sedikit 1) dan kapan diperlukan."))
    actions.join_pool(by=request.actor, pool=pool_id, **form.cleaned_data)
    messages.success(request, _("Permintaan Anda tercatat dan dapat diubah sampai ditutup."))
    return redirect("own_materials")


@require_POST
@requires(OWN)
def own_demand_withdrawal(request: HttpRequest, demand_id: uuid.UUID) -> HttpResponse:
    actions.withdraw_demand(by=request.actor, demand=demand_id)
    messages.success(request, _("Permintaan ditarik."))
    return redirect("own_materials")
