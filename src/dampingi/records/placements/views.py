import uuid
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.engines.consignment import WHOLE, due, left, total
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import percent
from dampingi.foundation.ui.lists import respond
from dampingi.records.pacts.queries import has_agreement
from dampingi.records.partners.queries import today_in
from dampingi.records.placements import actions, queries
from dampingi.records.placements.forms import DayForm, LineForm, PassingForm, PiecesForm, PlacementForm
from dampingi.records.placements.listing import placements_list, state_of
from dampingi.records.placements.models import Line, Movement, Placement, Settlement

P = Permission
State = Settlement.State
LIGHTS = {State.PROPOSED: "watch", State.AGREED: "watch", State.PAID: "good", State.DISPUTED: "late"}


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
    return _done(request, placement_id, _("Perhitungan dibuat dan menunggu persetujuan mitra."), act)


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


@requires(P.VIEW_PLACEMENTS)
@require_GET
def delivery_note(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """The note that goes with the goods, to be printed and signed."""
    found = queries.delivery_of(request.actor, P.VIEW_PLACEMENTS, delivery_id)
    rows = list(
        found.movements.select_related("line__product__business").order_by("line__product__name", "id")
    )
    for row in rows:
        row.worth = row.pieces * row.line.price
    living = [r for r in rows if r.cancelled_at is None]
    context = {
        "delivery": found, "rows": rows, "pieces": sum(r.pieces for r in living), "worth": sum(r.worth for r in living),
        "reports": _reaches(request, P.REPORT_PLACEMENTS, found.placement_id) and not queries.brought_by(found, request.actor),
        "cancels": not found.received_at or bool(found.disputed), "keeps": _reaches(request, P.KEEP_PLACEMENTS, found.placement_id),
    }  # fmt: skip
    return render(request, "placements/delivery.html", context)


@requires(P.REPORT_PLACEMENTS)
@require_POST
def answering(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    found = queries.delivery_of(request.actor, P.REPORT_PLACEMENTS, delivery_id)
    problem = request.POST.get("masalah", "") if request.POST.get("hasil") == "kurang" else ""
    if request.POST.get("hasil") == "kurang" and not problem.strip():
        messages.error(request, _("Tulis apa yang kurang atau rusak."))
        return redirect("placement", found.placement_id)
    act = lambda: actions.answer_delivery(by=request.actor, delivery=found.id, problem=problem)  # noqa: E731
    return _done(request, found.placement_id, _("Jawaban Anda tersimpan."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def cancelling(request: HttpRequest, movement_id: uuid.UUID) -> HttpResponse:
    rows = Movement.objects.for_actor(request.actor, P.KEEP_PLACEMENTS).select_related("line")
    found = rows.filter(id=movement_id).first()
    if found is None:
        raise Refused(_("Catatan itu tidak ada, atau di luar wilayah Anda."), status=404)
    act = lambda: actions.cancel_movement(by=request.actor, movement=found.id)  # noqa: E731
    return _done(request, found.line.placement_id, _("Catatan itu dibatalkan."), act)


@requires(P.VIEW_PLACEMENTS)
@require_GET
def settlement(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    """The settlement as it was worked out, to be printed."""
    rows = Settlement.objects.for_actor(request.actor, P.VIEW_PLACEMENTS)
    found = queries.settlement_of(rows, settlement_id)
    proposed = found.state == State.PROPOSED and _reaches(request, P.REPORT_PLACEMENTS, found.placement_id)
    context = {
        "settlement": found, "light": LIGHTS[State(found.state)], "own": found.made_by == request.actor.user_id,
        "answers": proposed and found.made_by != request.actor.user_id,
        "pays": found.state == State.AGREED and _reaches(request, P.KEEP_PLACEMENTS, found.placement_id),
        "form": DayForm(initial={"on": today_in(found.placement.region)}), **_passing(request, found),
    }  # fmt: skip
    return render(request, "placements/settlement.html", context)


def _passing(request: HttpRequest, found: Settlement) -> dict[str, Any]:
    """Who of the businesses has their money, for the office alone: a partner need not read whom it reached."""
    if found.state != State.PAID or not _reaches(request, P.KEEP_PLACEMENTS, found.placement_id):
        return {}
    first = {"on": today_in(found.placement.region)}
    shares = queries.shares_of(found)
    forms = [PassingForm(initial=first, auto_id=f"t{n}_%s") for n in range(len(shares))]
    return {
        "shares": list(zip(shares, forms, strict=True)),
        "waiting": sum(s.net for s in shares if not s.passed),
    }


@requires(P.REPORT_PLACEMENTS)
@require_POST
def answering_settlement(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    rows = Settlement.objects.for_actor(request.actor, P.REPORT_PLACEMENTS)
    found, reason = queries.settlement_of(rows, settlement_id), request.POST.get("alasan", "")
    if request.POST.get("hasil") == "setuju":
        act: Callable[[], Any] = lambda: actions.agree_to(by=request.actor, settlement=found.id)  # noqa: E731
    else:
        act = lambda: actions.dispute(by=request.actor, settlement=found.id, reason=reason)  # noqa: E731
    return _done(request, found.placement_id, _("Jawaban Anda tersimpan."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def paying(request: HttpRequest, settlement_id: uuid.UUID) -> HttpResponse:
    rows = Settlement.objects.for_actor(request.actor, P.KEEP_PLACEMENTS)
    found, form = queries.settlement_of(rows, settlement_id), DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Periksa tanggal pembayarannya."))
        return redirect("settlement", found.id)
    on = form.cleaned_data["on"]
    act = lambda: actions.note_paid(by=request.actor, settlement=found.id, on=on)  # noqa: E731
    return _done(request, found.placement_id, _("Tercatat lunas."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def passing_on(request: HttpRequest, settlement_id: uuid.UUID, business_id: uuid.UUID) -> HttpResponse:
    form = PassingForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        pass_on = partial(actions.pass_on, by=request.actor, settlement=settlement_id, business=business_id)
        _said(request, _("Tercatat diteruskan; pemilik usaha diberi tahu."), partial(pass_on, **told))
    else:
        messages.error(request, _("Isi tanggal dan nomor buktinya."))
    return redirect("settlement", settlement_id)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def taking_back_passing(
    request: HttpRequest, settlement_id: uuid.UUID, business_id: uuid.UUID
) -> HttpResponse:
    act = lambda: actions.take_back_passing(by=request.actor, settlement=settlement_id, business=business_id)  # noqa: E731
    _said(request, _("Catatan penerusan dibatalkan."), act)
    return redirect("settlement", settlement_id)


@requires(P.SEE_OWN_PLACEMENTS)
@require_POST
def answering_listing(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    wanted = request.POST.get("jawab") == "ya"
    said = (
        _("Anda setuju menitipkannya.")
        if wanted
        else _("Jawaban Anda tersimpan; barang ini tidak dikirim ke sana.")
    )
    _said(request, said, lambda: actions.answer_listing(by=request.actor, line=line_id, wanted=wanted))
    return redirect("own_placements")


@requires(P.SEE_OWN_PLACEMENTS)
@require_GET
def own_lines(request: HttpRequest) -> HttpResponse:
    """A participant's goods at partners: what is left, what was sold, what is still to come."""
    rows = _counted(list(queries.own_lines(request.actor)[:200]))
    asked = [r for r in rows if r.wanted is None and not r.delivered and not r.placement.ended_on]
    context = {
        "lines": [r for r in rows if r not in asked],
        "asked": asked,
        "shares": queries.own_shares(rows),
    }
    for row in asked:
        row.share_words = percent(Decimal(row.placement.share) / WHOLE, 2)
    return render(request, "placements/own_lines.html", context)


def _told(request: HttpRequest, found: Placement) -> dict[str, Any]:
    rows, state = _counted(queries.lines_of(found)), state_of(found)
    settlements = list(found.settlements.order_by("-number"))
    for each in settlements:
        each.light = LIGHTS[State(each.state)]
    moved = Movement.objects.unscoped("of a placement in reach").filter(line__placement=found)
    return {
        "placement": found, "under_agreement": has_agreement(found.partner, today_in(found.region)), "share_words": percent(Decimal(found.share) / WHOLE, 2), "state": state[0], "state_words": state[1], "lines": rows, "total": total(r.owed for r in rows),
        "deliveries": found.deliveries.order_by("-number"), "settlements": settlements,
        "movements": moved.exclude(kind=Movement.Kind.DELIVERED).select_related("line__product__business").order_by("-on", "-at", "id")[:20],
        "keeps": _reaches(request, P.KEEP_PLACEMENTS, found.id) and not found.ended_on,
        "answers": not request.actor.regions(P.KEEP_PLACEMENTS) and _reaches(request, P.REPORT_PLACEMENTS, found.id),
        "reports": _reaches(request, P.REPORT_PLACEMENTS, found.id) and not found.ended_on and any(r.there for r in rows),
    }  # fmt: skip


def _counted(rows: list[Line]) -> list[Line]:
    """With `there` (pieces left) and `owed` (what was sold and not yet settled)."""
    for row in rows:
        row.there = left(row.stand)
        row.owed = due(row.stand, price=row.price, share=row.placement.share)
    return rows


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


def _reaches(request: HttpRequest, permission: P, id: uuid.UUID) -> bool:
    return queries.placements(request.actor, permission).filter(id=id).exists()


def _done(request: HttpRequest, placement_id: uuid.UUID, said: str, act: Callable[[], Any]) -> HttpResponse:
    _said(request, said, act)
    return redirect("placement", placement_id)


def _said(request: HttpRequest, said: str, act: Callable[[], Any]) -> None:
    try:
        act()
    except Denied:
        raise
    except Refused as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
