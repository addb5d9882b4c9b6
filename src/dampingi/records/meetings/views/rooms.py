import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.forms import NewRoomForm, RoomForm
from dampingi.records.meetings.listing import rooms_list


@requires(Permission.VIEW_MEETINGS)
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """The rooms, and a new one."""
    may = request.actor.holds(Permission.CALL_MEETINGS)
    if request.method == "POST" and not may:
        raise Denied(_("Anda tidak berwenang menambah ruang. Hubungi penyelenggara."))
    form = NewRoomForm(request.POST or None, regions=_regions(request), initial={"capacity": 40})
    if form.is_valid():
        made = attempt(form, lambda: actions.open_room(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("Ruang tersimpan."))
            return redirect("meeting_rooms")
    context = {"form": form, "may_open": may}
    if form.errors:
        return render(request, "meetings/new_room.html", context, status=422)
    return respond(request, rooms_list(), queries.rooms(request.actor), "meetings/rooms.html", context)


@requires(Permission.VIEW_MEETINGS)
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    found = queries.room(request.actor, room_id)
    may = request.actor.may(Permission.CALL_MEETINGS, region=found.region)
    if request.method == "POST" and not may:
        raise Denied(_("Ruang ini milik wilayah lain. Hubungi penyelenggaranya."))
    form = RoomForm(
        request.POST or None, initial={"name": found.name, "place": found.place, "capacity": found.capacity}
    )
    if form.is_valid() and attempt(
        form, lambda: actions.edit_room(by=request.actor, room=found.id, **form.cleaned_data)
    ):
        messages.success(request, _("Ruang tersimpan."))
        return redirect("meeting_rooms")
    context = {"room": found, "form": form, "may_edit": may, "place_name": name_of(found.region)}
    return render(request, "meetings/room.html", context, status=422 if form.errors else 200)


@requires(Permission.CALL_MEETINGS)
@require_POST
def archiving(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    """Archive a room, or take it back."""
    if queries.room(request.actor, room_id).archived_at:
        actions.restore_room(by=request.actor, room=room_id)
        messages.success(request, _("Ruang dipakai lagi."))
    else:
        actions.archive_room(by=request.actor, room=room_id)
        messages.success(request, _("Ruang diarsipkan; pertemuan yang dahulu tetap tercatat."))
    return redirect("meeting_room", room_id)


def _regions(request: HttpRequest) -> list[Region]:
    prefixes = request.actor.regions(Permission.CALL_MEETINGS)
    found = {r.code: r for p in prefixes for depth in (1, 2, 3, 4) for r in below(p, depth)}
    return sorted(found.values(), key=lambda r: r.code)
