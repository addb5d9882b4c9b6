"""The clinic as whoever owns a business uses it, or speaks for its owner: places to take, what is coming, and the way out."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.clinic import actions, queries
from dampingi.records.clinic.calendars import calendar
from dampingi.records.clinic.models import Booking

OWN = Permission.GIVE_VOICE
SPEAKS = (OWN, Permission.ENTER_QUESTIONS)


@require_GET
@requires(*SPEAKS)
def own_clinic(request: HttpRequest) -> HttpResponse:
    shops, fields, now = queries.own_shops(request.actor), choices("constraint_fields"), timezone.now()
    shop = queries.shop_to_book(request.actor, request.GET.get("usaha", ""))
    field = request.GET.get("bidang", "") if request.GET.get("bidang", "") in fields else ""
    bookings = queries.own_bookings(shop) if shop else []
    open_now = [
        b for b in bookings if b.state in ("booked", "waiting") and not (b.slot and b.slot.starts_at < now)
    ]
    slots = queries.open_slots(shop, now, field) if shop else []
    mine = {b.field: b for b in open_now}
    for each in (*slots, *bookings):
        each.field_name = fields.get(each.field, each.field)  # type: ignore[attr-defined]
    for slot in slots:
        held = mine.get(slot.field)
        slot.mine = held is not None and held.slot_id == slot.id  # type: ignore[attr-defined]
        slot.instead = held if held and not slot.mine else None  # type: ignore[attr-defined]
        slot.free = max(0, slot.capacity - slot.taken)  # type: ignore[attr-defined]
    context = {
        "called": (shop.name or shop.owner.name) if shop else "", "own": shop is not None and shop in shops, "shops": shops, "shop": shop, "field": field, "fields": fields.items(), "slots": slots, "open": open_now,
        "past": [b for b in bookings if b not in open_now],
        "unasked": [(code, name) for code, name in fields.items() if code not in mine],
    }  # fmt: skip
    return render(request, "clinic/own.html", context)


@require_POST
@requires(*SPEAKS)
def own_place(request: HttpRequest, slot_id: uuid.UUID) -> HttpResponse:
    made = actions.take_place(
        by=request.actor, business=_shop(request).id, slot=slot_id, wish=request.POST.get("wish", "")
    )
    messages.success(request, _("Tempat Anda tersimpan. Sampai jumpa di klinik."))
    return redirect(f"{reverse('own_clinic')}?usaha={made.business_id}")


@require_POST
@requires(*SPEAKS)
def own_waiting(request: HttpRequest) -> HttpResponse:
    made = actions.ask_for_place(
        by=request.actor, business=_shop(request).id, field=request.POST.get("field", ""), wish=request.POST.get("wish", "")
    )  # fmt: skip
    told = (
        _("Anda langsung mendapat tempat.")
        if made.slot_id
        else _("Anda menunggu; begitu ada tempat, Anda terjadwal.")
    )
    messages.success(request, told)
    return redirect(f"{reverse('own_clinic')}?usaha={made.business_id}")


@require_POST
@requires(*SPEAKS)
def own_giving_back(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    found = actions.give_back(by=request.actor, booking=booking_id)
    messages.success(request, _("Tempat dikembalikan; yang menunggu mendapatkannya."))
    return redirect(f"{reverse('own_clinic')}?usaha={found.business_id}")


@require_GET
@requires(OWN)
def own_booking_file(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """One consultation for the phone's calendar."""
    found = queries.own_booking(request.actor, booking_id)
    if found.slot is None or found.state != Booking.State.BOOKED:
        raise Refused(_("Jadwalnya belum ada atau sudah dibatalkan."), status=404)
    body = calendar(found, found.slot, site=f"{request.scheme}://{request.get_host()}")
    return HttpResponse(
        body, content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="klinik.ics"'},
    )  # fmt: skip


def _shop(request: HttpRequest) -> Business:
    found = queries.shop_to_book(request.actor, request.POST.get("business", ""))
    if found is None:
        raise Refused(
            _("Pilih usahanya dari daftar. Belum punya usaha? Bertanyalah di Tanya klinik bisnis."),
            status=404,
        )
    return found
