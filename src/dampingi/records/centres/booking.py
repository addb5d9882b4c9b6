"""Rooms of the city's centres as whoever owns a business books them, or speaks for its owner."""

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
from dampingi.foundation.errors import Refused
from dampingi.records.centres import actions, queries
from dampingi.records.centres.actions.booking import AHEAD
from dampingi.records.programmes.rosters import today_in

BOOK = Permission.BOOK_ROOMS


@require_GET
@requires(BOOK)
def own_rooms(request: HttpRequest) -> HttpResponse:
    shop = queries.shop(request.actor, request.GET.get("usaha", ""))
    if shop is None:
        return render(request, "centres/own.html", {"shop": None})
    today = today_in(shop.region)
    day = _day(request.GET.get("hari", ""), today)
    context = {
        "shop": shop, "called": shop.name or shop.owner.name, "shops": queries.own_shops(request.actor), "day": day, "today": today,
        "days": [today + datetime.timedelta(days=n) for n in range(14)], "mine": queries.own_hours(shop, today),
        "rooms": [(r, queries.hours_of(r, day)) for r in queries.rooms_for(shop)],
    }  # fmt: skip
    return render(request, "centres/own.html", context)


@require_POST
@requires(BOOK)
def own_room_hour(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    shop = queries.shop(request.actor, request.POST.get("business", ""))
    if shop is None:
        raise Refused(_("Pilih usahanya dari daftar."), status=404)
    try:
        day = datetime.date.fromisoformat(request.POST.get("day", ""))
        starts = datetime.time.fromisoformat(request.POST.get("starts", ""))
    except ValueError as error:
        raise Refused(_("Pilih jam yang tersedia pada daftar.")) from error
    actions.book_hour(by=request.actor, room=room_id, business=shop.id, day=day, starts=starts)
    messages.success(request, _("Ruang Anda pesan."))
    return redirect(f"{reverse('own_rooms')}?usaha={shop.id}&hari={day.isoformat()}")


@require_POST
@requires(BOOK)
def own_room_return(request: HttpRequest, hour_id: uuid.UUID) -> HttpResponse:
    found = actions.give_hour_back(by=request.actor, hour=hour_id)
    messages.success(request, _("Jam dikembalikan."))
    return redirect(f"{reverse('own_rooms')}?usaha={found.business_id}&hari={found.day.isoformat()}")


def _day(said: str, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return today
    return day if today <= day <= today + AHEAD else today
