import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.markets import actions, queries
from dampingi.records.markets.forms import RotaForm
from dampingi.records.markets.listing import rotas_list
from dampingi.records.markets.views.points import regions_of
from dampingi.records.programmes.rosters import today_in

SEE, MANAGE = Permission.VIEW_MARKETS, Permission.MANAGE_MARKETS
MONTH = datetime.timedelta(days=27)


@requires(SEE)
@require_GET
def market_rotas(request: HttpRequest) -> HttpResponse:
    context = {"may_manage": request.actor.holds(MANAGE)}
    return respond(request, rotas_list(), queries.rotas(request.actor), "markets/rotas.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_market_rota(request: HttpRequest) -> HttpResponse:
    regions = regions_of(request)
    today = today_in(regions[0].code)
    first = today + datetime.timedelta(days=7 - today.weekday())
    form = RotaForm(request.POST or None, regions=regions, initial={"first": first, "last": first + MONTH})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.draft_rota(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Rancangan jadwal dihitung. Belum ada yang mendapat lapak sampai Anda menerbitkannya."))  # fmt: skip
            return redirect("market_rota", made.id)
    return render(request, "markets/rota_form.html", {"form": form}, status=422 if form.errors else 200)


@requires(SEE)
@require_GET
def market_rota(request: HttpRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Who stands where, and who waits and why. What is shown is what was frozen."""
    found, goods = queries.rota(request.actor, rota_id), choices("market_goods")
    days = [
        (datetime.date.fromisoformat(day), point_id, point, stalls, [(g[1], g[4], goods.get(g[5], g[5]), g[6], g[3]) for g in given])
        for day, point_id, point, stalls, given in found.body["days"]
    ]  # fmt: skip
    told = {
        "closed": _("tidak ada titik yang buka pada hari yang dipilihnya"),
        "kind": _("jualan sejenis sudah sebanyak yang boleh di titik hari itu"),
        "turns": _("yang mendapat lapak gilirannya tidak lebih banyak"),
        "behind": _("dua kali tidak datang tanpa kabar, jadi paling akhir dalam antrean"),
    }
    context = {
        "rota": found, "days": days, "waiting": [(name, told[why], own, why) for _s, name, why, own, _o in found.body["waiting"]],
        "place": name_of(found.region), "holds": digest(found.body) == found.hash, "empty": found.body["stalls"] - found.body["given"],
        "may_manage": request.actor.may(MANAGE, region=found.region),
    }  # fmt: skip
    return render(request, "markets/rota.html", context)


@requires(MANAGE)
@require_POST
def market_rota_publishing(request: HttpRequest, rota_id: uuid.UUID) -> HttpResponse:
    found = actions.publish_rota(by=request.actor, rota=rota_id)
    messages.success(request, _("Jadwal terbit; setiap pemilik usaha diberi tahu."))
    return redirect("market_rota", found.id)


@requires(MANAGE)
@require_POST
def market_rota_discarding(request: HttpRequest, rota_id: uuid.UUID) -> HttpResponse:
    found = actions.discard_rota(by=request.actor, rota=rota_id)
    messages.success(request, _("Rancangan dibuang."))
    return redirect("market_rota", found.id)


@requires(SEE)
@require_GET
def market_swaps(request: HttpRequest) -> HttpResponse:
    rows = queries.swaps(request.actor).order_by("-at")[:100]
    context = {"swaps": [(s, request.actor.may(MANAGE, region=s.region)) for s in rows]}
    return render(request, "markets/swaps.html", context)


@requires(MANAGE)
@require_POST
def market_swap_forbidding(request: HttpRequest, swap_id: uuid.UUID) -> HttpResponse:
    actions.forbid_swap(by=request.actor, swap=swap_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Pertukaran dilarang; yang meminta diberi tahu."))
    return redirect("market_swaps")
