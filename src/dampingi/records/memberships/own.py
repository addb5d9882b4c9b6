"""What an owner does about cooperatives: ask to join and take it back. Comparing them is a page above, which knows their health."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.memberships import actions, queries


@requires(queries.OWN)
@require_POST
def own_membership(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    sent = request.POST.get("business", "")
    shop = next((s for s in queries.own_shops(request.actor) if str(s.id) == sent), None)
    if shop is None:
        raise Refused(_("Pilih usaha Anda dari daftar."), status=404)
    actions.ask_to_join(
        by=request.actor, cooperative=cooperative_id, business=shop.id, wish=request.POST.get("wish", "")
    )
    messages.success(request, _("Permohonan terkirim. Pengurus koperasi yang memutuskan."))
    return redirect("own_cooperatives")


@requires(queries.OWN)
@require_POST
def own_withdrawal(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    actions.withdraw(by=request.actor, membership=membership_id)
    messages.success(request, _("Permohonan ditarik."))
    return redirect("own_cooperatives")
