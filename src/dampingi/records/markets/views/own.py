"""Stalls as whoever owns a business has them, or speaks for its owner: the dates, what was sold, swaps, and what is still missing."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions, queries
from dampingi.records.markets.calendars import calendar
from dampingi.records.markets.forms import SaleForm, SellerForm, initial_seller
from dampingi.records.markets.models import Turn
from dampingi.records.markets.readiness import missing
from dampingi.records.markets.sharing import history
from dampingi.records.programmes.rosters import today_in

JOIN = Permission.JOIN_MARKETS


@require_GET
@requires(JOIN)
def own_stalls(request: HttpRequest) -> HttpResponse:
    return _page(request, queries.shop(request.actor, request.GET.get("usaha", "")))


@require_POST
@requires(JOIN)
def own_joining(request: HttpRequest) -> HttpResponse:
    shop, form = _shop(request), SellerForm(request.POST)
    if not form.is_valid():
        return _page(request, shop, form)
    try:
        actions.join(by=request.actor, business=shop.id, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, shop, form)
    messages.success(request, _("Minat lapak tersimpan."))
    return _back(shop)


@require_POST
@requires(JOIN)
def own_leaving(request: HttpRequest) -> HttpResponse:
    shop = _shop(request)
    actions.withdraw(by=request.actor, business=shop.id)
    messages.success(request, _("Usaha ini tidak ikut jadwal berikutnya. Giliran yang sudah terbit tetap berlaku."))  # fmt: skip
    return _back(shop)


@require_POST
@requires(JOIN)
def own_taking(request: HttpRequest) -> HttpResponse:
    shop = _shop(request)
    try:
        stall, day = uuid.UUID(request.POST.get("stall", "")), datetime.date.fromisoformat(request.POST.get("day", ""))  # fmt: skip
    except ValueError as error:
        raise Refused(_("Pilih lapak dari daftar.")) from error
    actions.take_stall(by=request.actor, business=shop.id, stall=stall, day=day)
    messages.success(request, _("Lapak itu milik Anda pada hari tersebut."))
    return _back(shop)


@require_POST
@requires(JOIN, Permission.MANAGE_MARKETS)
def own_releasing(request: HttpRequest, turn_id: uuid.UUID) -> HttpResponse:
    found = actions.release_turn(by=request.actor, turn=turn_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Lapak dikembalikan. Terima kasih memberi tahu lebih awal."))
    return _back(found.business)


@require_POST
@requires(JOIN)
def own_selling(request: HttpRequest, turn_id: uuid.UUID) -> HttpResponse:
    form = SaleForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(e for errors in form.errors.values() for e in errors))
    made = actions.tell_sale(by=request.actor, turn=turn_id, **form.cleaned_data)
    messages.success(request, _("Penjualan tercatat."))
    return _back(made.turn.business)


@require_POST
@requires(JOIN)
def own_swapping(request: HttpRequest, turn_id: uuid.UUID) -> HttpResponse:
    try:
        wanted = uuid.UUID(request.POST.get("wanted", ""))
    except ValueError as error:
        raise Refused(_("Pilih giliran yang Anda inginkan dari daftar.")) from error
    made = actions.ask_swap(by=request.actor, turn=turn_id, wanted=wanted)
    messages.success(request, _("Permintaan tukar terkirim; berlaku setelah disetujui."))
    return _back(made.turn.business)


@require_POST
@requires(JOIN)
def own_swap_answer(request: HttpRequest, swap_id: uuid.UUID) -> HttpResponse:
    accept = request.POST.get("answer") == "ya"
    made = actions.answer_swap(by=request.actor, swap=swap_id, accept=accept)
    messages.success(request, _("Lapak ditukar.") if accept else _("Permintaan tukar ditolak."))
    return _back(made.wanted.business)


@require_POST
@requires(JOIN)
def own_swap_withdrawal(request: HttpRequest, swap_id: uuid.UUID) -> HttpResponse:
    made = actions.withdraw_swap(by=request.actor, swap=swap_id)
    messages.success(request, _("Permintaan tukar ditarik. Giliran Anda tetap."))
    return _back(made.turn.business)


@require_GET
@requires(JOIN)
def own_stalls_file(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """The dates to come for the phone's calendar."""
    shop = queries.shop(request.actor, str(business_id))
    if shop is None:
        raise Refused(_("Usaha itu tidak ada, atau bukan milik atau dampingan Anda."), status=404)
    coming, _past = queries.own_turns(shop, today_in(shop.region))
    return HttpResponse(
        calendar(coming), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="lapak.ics"'},
    )  # fmt: skip


def _page(request: HttpRequest, shop: Business | None, form: SellerForm | None = None) -> HttpResponse:
    if shop is None:
        return render(request, "markets/own.html", {"shop": None})
    today, seller, goods = today_in(shop.region), queries.seller_of(shop), choices("market_goods")
    coming, past = queries.own_turns(shop, today)
    for turn in (*coming, *past):
        turn.today = turn.day == today  # type: ignore[attr-defined]
        deadline = turn.day - datetime.timedelta(days=turn.stall.point.notice_days)
        turn.deadline = deadline if turn.state == Turn.State.GIVEN and today <= deadline else None  # type: ignore[attr-defined]
        turn.swappable = turn.state == Turn.State.GIVEN and turn.day > today  # type: ignore[attr-defined]
        turn.to_tell = turn.day <= today and turn.state in ("given", "attended")  # type: ignore[attr-defined]
    asked, asking = queries.swaps_of(shop, today)
    lacking = missing(seller) if seller else []
    context = {
        "shop": shop, "called": shop.name or shop.owner.name, "shops": queries.own_shops(request.actor), "seller": seller, "lacking": lacking,
        "goods": goods.get(seller.goods, "") if seller else "", "coming": coming, "past": past, "asked": asked, "asking": asking,
        "others": queries.others(shop, today) if any(t.swappable for t in coming) else [],  # type: ignore[attr-defined]
        "free": queries.free_stalls(shop, today) if seller and not lacking else [], "behind": history([shop.id], today)[shop.id].behind,
        "form": form or SellerForm(initial=initial_seller(seller)), "own": shop.owner.user_id == request.actor.user_id,
        "may_see_photo": seller is not None and seller.photo_on is None and shop.owner.user_id != request.actor.user_id,
    }  # fmt: skip
    return render(request, "markets/own.html", context, status=422 if form else 200)


def _shop(request: HttpRequest) -> Business:
    found = queries.shop(request.actor, request.POST.get("business", ""))
    if found is None:
        raise Refused(_("Pilih usahanya dari daftar."), status=404)
    return found


def _back(shop: Business) -> HttpResponse:
    return redirect(f"{reverse('own_stalls')}?usaha={shop.id}")
