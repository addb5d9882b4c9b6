import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.engines.consignment import WHOLE, total
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import percent
from dampingi.foundation.ui.lists import respond
from dampingi.records.pacts.queries import has_agreement
from dampingi.records.partners.queries import today_in
from dampingi.records.placements import actions, queries
from dampingi.records.placements.forms import DayForm, LineForm, PiecesForm, PlacementForm
from dampingi.records.placements.listing import LIGHTS, placements_list, state_of
from dampingi.records.placements.models import Movement, Placement
from dampingi.records.placements.views.answering import back

P = Permission


@requires(P.VIEW_PLACEMENTS)
@require_GET
def placement_list(request: HttpRequest) -> HttpResponse:
    context = {"keeps": request.actor.holds(P.KEEP_PLACEMENTS)}
    rows = queries.placements(request.actor)
    return respond(request, placements_list(request.actor), rows, "placements/placements.html", context)


@requires(P.KEEP_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def new_placement(request: HttpRequest) -> HttpResponse:
    partners = queries.partners_with_shelves(request.actor)
    first = {"id": new_id(), "partner": request.GET.get("mitra", "")}
    form = PlacementForm(request.POST or None, partners=partners, initial=first)
    if request.method == "POST" and form.is_valid():
        told, id = form.told(), form.cleaned_data["id"]
        if made := attempt(form, lambda: actions.open_placement(by=request.actor, told=told, id=id)):
            messages.success(request, _("Tersimpan. Pilih produk yang dititipkan."))
            return redirect("placement", made.id)
    context = {"form": form, "partners": partners}
    return render(request, "placements/form.html", context, status=422 if form.errors else 200)


@requires(P.VIEW_PLACEMENTS)
@require_GET
def placement(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    found = queries.placement_of(queries.placements(request.actor), placement_id)
    return render(request, "placements/placement.html", _told(request, found))


@requires(P.KEEP_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def listing_product(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    found = queries.placement_of(queries.placements(request.actor, P.KEEP_PLACEMENTS), placement_id)
    products = list(queries.placeable(request.actor, found)[:500])
    form = LineForm(request.POST or None, products=products)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        product, price = uuid.UUID(said["product"]), said["price"]
        if attempt(
            form,
            lambda: actions.list_product(by=request.actor, placement=found.id, product=product, price=price),
        ):
            messages.success(request, _("Masuk daftar. Catat pengirimannya bila barangnya dibawa."))
            return redirect("placement", found.id)
    return _form(request, form, found, _("Tambah produk titipan"))


@requires(P.KEEP_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def delivering(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    return _pieces(
        request, placement_id, P.KEEP_PLACEMENTS, actions.deliver, _("Catat pengiriman"), leaving=False
    )


@requires(P.REPORT_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def selling(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    return _pieces(request, placement_id, P.REPORT_PLACEMENTS, actions.report_sold, _("Catat yang terjual"))


@requires(P.REPORT_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def returning(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    return _pieces(
        request, placement_id, P.REPORT_PLACEMENTS, actions.report_returned, _("Catat yang dikembalikan")
    )


@requires(P.KEEP_PLACEMENTS)
@require_POST
def settling(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    act = lambda: actions.settle(by=request.actor, placement=placement_id)  # noqa: E731
    return back(request, placement_id, _("Perhitungan dibuat dan menunggu persetujuan mitra."), act)


@requires(P.KEEP_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, placement_id: uuid.UUID) -> HttpResponse:
    found = queries.placement_of(queries.placements(request.actor, P.KEEP_PLACEMENTS), placement_id)
    form = DayForm(request.POST or None, initial={"on": today_in(found.region)})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if attempt(form, lambda: actions.end_placement(by=request.actor, placement=found.id, on=on)):
            messages.success(request, _("Titip jual ini berakhir."))
            return redirect("placement", found.id)
    return _form(request, form, found, _("Akhiri titip jual"))


def _told(request: HttpRequest, found: Placement) -> dict[str, Any]:
    rows, state = queries.counted(queries.lines_of(found)), state_of(found)
    settlements = list(found.settlements.order_by("-number"))
    for each in settlements:
        each.light = LIGHTS[each.state]
    moved = Movement.objects.unscoped("of a placement in reach").filter(line__placement=found)
    return {
        "placement": found, "under_agreement": has_agreement(found.partner, today_in(found.region)), "share_words": percent(Decimal(found.share) / WHOLE, 2), "state": state[0], "state_words": state[1], "lines": rows, "total": total(r.owed for r in rows),
        "deliveries": found.deliveries.order_by("-number"), "settlements": settlements,
        "movements": moved.exclude(kind=Movement.Kind.DELIVERED).select_related("line__product__business").order_by("-on", "-at", "id")[:20],
        "keeps": queries.reached(request.actor, P.KEEP_PLACEMENTS, found.id) and not found.ended_on,
        "answers": not request.actor.regions(P.KEEP_PLACEMENTS) and queries.reached(request.actor, P.REPORT_PLACEMENTS, found.id),
        "reports": queries.reached(request.actor, P.REPORT_PLACEMENTS, found.id) and not found.ended_on and any(r.there for r in rows),
    }  # fmt: skip


def _pieces(
    request: HttpRequest, placement_id: uuid.UUID, permission: P, act: Callable[..., Any], title: str, *, leaving: bool = True
) -> HttpResponse:  # fmt: skip
    found = queries.placement_of(queries.placements(request.actor, permission), placement_id)
    first = {"on": today_in(found.region), "batch": new_id()}
    form = PiecesForm(request.POST or None, lines=queries.lines_of(found), leaving=leaving, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: act(by=request.actor, placement=found.id, told=told)):
            messages.success(request, _("Tersimpan."))
            return redirect("placement", found.id)
    context = {"form": form, "placement": found, "title": title}
    return render(request, "placements/pieces.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, form: Any, found: Placement, title: str) -> HttpResponse:
    context = {"form": form, "placement": found, "title": title}
    return render(request, "placements/one_form.html", context, status=422 if form.errors else 200)
