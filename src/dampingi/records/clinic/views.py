import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import reachable_businesses, spoken_phone
from dampingi.records.clinic import actions, queries
from dampingi.records.clinic.calling import calls_list
from dampingi.records.clinic.forms import ConsultationForm, PlaceForm, SlotForm
from dampingi.records.clinic.listing import booked_list, name_bookings, slots_list


@requires(Permission.VIEW_CLINIC)
@require_GET
def slots(request: HttpRequest) -> HttpResponse:
    context = {
        "may_open": request.actor.holds(Permission.MANAGE_CLINIC),
        "waiting": queries.waiting(request.actor).count(),
        "to_call": queries.to_call(request.actor, timezone.localdate()).count(),
    }
    spec = slots_list(timezone.localdate())
    rows = queries.listed(request.actor, timezone.localdate())
    return respond(request, spec, rows, "clinic/slots.html", context)


@requires(Permission.VIEW_CLINIC)
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Owners without an account: who is to be called about their place."""
    rows = queries.to_call(request.actor, timezone.localdate())
    return respond(request, calls_list(request.actor), rows, "clinic/calls.html", {})


@requires(Permission.MANAGE_CLINIC)
def new_slot(request: HttpRequest) -> HttpResponse:
    initial = {"on": timezone.localdate(), "starts": "09:00", "minutes": 180, "capacity": 8, "weeks": 1}
    people = queries.advisers(request.actor, on=timezone.localdate())
    form = SlotForm(request.POST or None, regions=_regions(request), advisers=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_slots(by=request.actor, rows=form.rows())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Jadwal klinik dibuka."), extra_tags="klinik:baru")
            return redirect("slot", made[0].id)
    return render(request, "clinic/new_slot.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.VIEW_CLINIC)
@require_GET
def slot(request: HttpRequest, slot_id: uuid.UUID) -> HttpResponse:
    found = queries.slot(request.actor, slot_id)
    bookings = queries.bookings_of(request.actor, found)
    name_bookings(bookings)
    open_to = reachable_businesses(request.actor, [b.business_id for b in bookings])
    may_manage = request.actor.may(Permission.MANAGE_CLINIC, region=found.region)
    own = queries.is_own(request.actor, found)
    for booking in bookings:
        number = booking.business.phone or booking.business.owner.phone
        booking.open = booking.business_id in open_to
        booking.phone = number if booking.open or own else ""
        booking.spoken = spoken_phone(booking.phone)
    context = {
        "slot": found,
        "field": choices("constraint_fields").get(found.field, found.field),
        "place": name_of(found.region),
        "bookings": bookings,
        "may_manage": may_manage,
        "may_note": may_manage or own,
        "may_book": any(request.actor.holds(p) for p in (Permission.PLAN_HELP, Permission.ENTER_QUESTIONS))
        and not found.cancelled_at
        and found.starts_at > timezone.now(),
        "held": found.on <= timezone.localdate(),
    }
    return render(request, "clinic/slot.html", context)


@requires(Permission.PLAN_HELP, Permission.ENTER_QUESTIONS)
@require_http_methods(["GET", "POST"])
def desk_booking(request: HttpRequest, slot_id: uuid.UUID) -> HttpResponse:
    """Who came or called without a smartphone: found by name, business or the end of a phone number, and booked into this slot."""
    found = queries.slot(request.actor, slot_id)
    if request.method == "POST":
        form = PlaceForm(request.POST)
        if not form.is_valid():
            raise Refused(_("Pilih usahanya dari daftar."))
        actions.take_place(by=request.actor, slot=found.id, **form.cleaned_data)
        messages.success(request, _("Usaha itu terjadwal di klinik."))
        return redirect("slot", found.id)
    text = request.GET.get("cari", "").replace("\0", "").strip()[:100]
    shops = queries.shops_for(request.actor, found, text)
    context = {
        "slot": found, "field": choices("constraint_fields").get(found.field, found.field), "text": text,
        "shops": shops[: queries.SHOWN], "more": len(shops) > queries.SHOWN, "full": found.taken >= found.capacity,
    }  # fmt: skip
    return render(request, "clinic/desk_booking.html", context)


@requires(Permission.MANAGE_CLINIC)
@require_POST
def slot_cancellation(request: HttpRequest, slot_id: uuid.UUID) -> HttpResponse:
    actions.cancel_slot(by=request.actor, slot=slot_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Jadwal dibatalkan; usahanya kembali menunggu tempat."))
    return redirect("slot", slot_id)


@requires(Permission.PLAN_HELP, Permission.VIEW_CLINIC)
@require_POST
def consultation(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    form = ConsultationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Pilih datang atau tidak datang."))
    made = actions.record_consultation(by=request.actor, booking=booking_id, **form.cleaned_data)
    messages.success(request, _("Hasil klinik tersimpan."))
    return redirect("slot", made.slot_id)


@requires(Permission.PLAN_HELP)
@require_POST
def booking_cancellation(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    actions.cancel_bookings(by=request.actor, bookings=[booking_id])
    messages.success(request, _("Jadwal usaha itu dibatalkan."))
    return redirect("slots")


@requires(Permission.PLAN_HELP)
@require_GET
def booked(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Who got which slot, who waits: what one booking of many came to."""
    rows = queries.batch(request.actor, batch_id)
    first, told = rows[0], queries.standing(rows)
    context = {
        "batch": batch_id,
        "field": choices("constraint_fields").get(first.field, first.field),
        "made": first.at,
        "by": first.by_name,
    }
    return respond(request, booked_list(), rows, "clinic/booked.html", context | told)


@requires(Permission.PLAN_HELP)
@require_POST
def batch_cancellation(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    rows = queries.batch(request.actor, batch_id)
    count = actions.cancel_bookings(by=request.actor, bookings=queries.to_cancel(rows, timezone.localdate()))
    messages.success(request, _("%(count)d jadwal dibatalkan.") % {"count": count})
    return redirect("booked", batch_id)


def _regions(request: HttpRequest) -> list[Region]:
    found: list[Region] = []
    for prefix in request.actor.regions(Permission.MANAGE_CLINIC):
        found += [r for depth in (2, 3, 4) for r in below(prefix, depth)]
    return sorted(found, key=lambda r: r.code)
