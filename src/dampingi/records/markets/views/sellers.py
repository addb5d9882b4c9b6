import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions, queries
from dampingi.records.markets.listing import sellers_list

SEE, JOIN = Permission.VIEW_MARKETS, Permission.JOIN_MARKETS
SHOWN = 20


@requires(SEE, JOIN)
@require_GET
def market_sellers(request: HttpRequest) -> HttpResponse:
    """Who wants a stall and what is still missing; and businesses to sign up, by words of their name."""
    text = request.GET.get("usaha", "").replace("\0", "").strip()[:100]
    context = {"text": text, "shops": _shops(request, text), "may_join": request.actor.holds(JOIN)}
    return respond(
        request, sellers_list(), queries.sellers(request.actor), "markets/sellers.html", context, keep=("usaha",)
    )  # fmt: skip


@requires(JOIN)
@require_POST
def market_photo(request: HttpRequest, seller_id: uuid.UUID) -> HttpResponse:
    found = actions.see_photo(by=request.actor, seller=seller_id)
    messages.success(request, _("Foto produk tercatat sudah dilihat."))
    return redirect(f"{reverse('own_stalls')}?usaha={found.business_id}")


def _shops(request: HttpRequest, text: str) -> list[Business]:
    if not text:
        return []
    rows = Business.objects.for_actor(request.actor, JOIN).filter(archived_at=None)
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(owner__name__icontains=word) | Q(owner__phone__endswith=word)
        )
    return list(rows.select_related("owner").order_by("key", "id")[:SHOWN])
