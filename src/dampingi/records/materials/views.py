import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.cooperatives.queries import managed
from dampingi.records.materials import actions, queries
from dampingi.records.materials.forms import DeliveryForm, PoolForm, ReasonForm, ReceiptForm
from dampingi.records.materials.listing import STATES, pools_list
from dampingi.records.materials.models import Demand

MANAGE, SEE = queries.MANAGE, queries.SEE


@require_GET
@requires(SEE)
def pools(request: HttpRequest) -> HttpResponse:
    rows = queries.pools(request.actor)
    figures = [
        (code, words, rows.filter(which).count())
        for code, (words, which) in STATES.items()
        if code != "cancelled"
    ]
    context = {"figures": figures, "manages": request.actor.holds(MANAGE)}
    return respond(request, pools_list(request.actor), rows, "materials/pools.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_pool(request: HttpRequest) -> HttpResponse:
    known = [(str(c.id), c.name) for c in managed(request.actor).filter(closed_on=None).order_by("name")]
    form = PoolForm(
        request.POST or None, places=_places(request), cooperatives=known, initial={"pool": new_id()}
    )
    if form.is_valid():
        key = form.cleaned_data["pool"]
        made = attempt(form, lambda: actions.open_pool(by=request.actor, told=form.told(), id=key))
        if made:
            messages.success(
                request, _("Pesanan bersama dibuka; usaha di wilayahnya dapat ikut."), extra_tags="bahan:baru"
            )
            return redirect("pool", made.id)
    return render(request, "materials/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires(SEE)
def pool(request: HttpRequest, pool_id: uuid.UUID) -> HttpResponse:
    found = queries.pool_of(queries.pools(request.actor), pool_id)
    return _page(request, found)


def _page(request: HttpRequest, found, form: DeliveryForm | None = None) -> HttpResponse:
    rows = list(queries.demands(found))
    manages = request.actor.may(MANAGE, region=found.region)
    ordered = manages and found.state == "ordered"
    context = {
        "pool": found, "place": name_of(found.region), "state": STATES[found.state][0], "demands": rows, "totals": queries.totals(rows), "manages": manages,
        "delivery": form or (DeliveryForm(demands=rows) if ordered else None), "reason": ReasonForm() if manages and found.state in ("open", "ordered") else None,
    }  # fmt: skip
    return render(request, "materials/pool.html", context, status=422 if form and form.errors else 200)


@requires(MANAGE)
@require_POST
def pool_order(request: HttpRequest, pool_id: uuid.UUID) -> HttpResponse:
    actions.place_order(by=request.actor, pool=pool_id)
    messages.success(request, _("Permintaan menjadi satu pesanan. Kirimkan kepada pemasok."))
    return redirect("pool", pool_id)


@requires(MANAGE)
@require_POST
def pool_delivery(request: HttpRequest, pool_id: uuid.UUID) -> HttpResponse:
    found = queries.pool_of(queries.pools(request.actor, MANAGE), pool_id)
    form = DeliveryForm(request.POST, demands=list(queries.demands(found)))
    if form.is_valid() and attempt(
        form, lambda: actions.note_delivery(by=request.actor, pool=found.id, arrived=form.arrived())
    ):
        messages.success(request, _("Penerimaan tercatat, dan pemesan diberi tahu."))
        return redirect("pool", found.id)
    return _page(request, found, form)


@requires(MANAGE)
@require_POST
def pool_cancelling(request: HttpRequest, pool_id: uuid.UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.cancel_pool(by=request.actor, pool=pool_id, reason=reason)
    messages.success(request, _("Pesanan dibatalkan, dan pemesan diberi tahu."))
    return redirect("pool", pool_id)


@requires(MANAGE)
@require_POST
def demand_payment(request: HttpRequest, demand_id: uuid.UUID) -> HttpResponse:
    form = ReceiptForm(request.POST)
    row = Demand.objects.for_actor(request.actor, MANAGE).filter(id=demand_id).first()
    if row is None:
        raise Refused(_("Permintaan itu tidak ada, atau di luar wilayah Anda."), status=404)
    receipt = form.cleaned_data["receipt"] if form.is_valid() else ""
    actions.note_payment(by=request.actor, demand=demand_id, receipt=receipt)
    messages.success(request, _("Pembayaran tercatat."))
    return redirect("pool", row.pool_id)


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Cities and kecamatan of the office."""
    found: list[tuple[str, str]] = []
    for prefix in request.actor.regions(MANAGE):
        if depth(prefix) < 2:
            raise Refused(
                _(
                    "Pilih kabupaten atau kota lebih dahulu; seluruh provinsi terlalu banyak untuk satu daftar."
                )
            )
        found.append((prefix, name_of(prefix)))
        found += [(k.code, k.name) for k in below(prefix, 3)]
    return found
