import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, zone
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.actions.attending import EARLY
from dampingi.records.meetings.actions.meetings import check_time
from dampingi.records.meetings.forms import AnswerForm, MeetingForm, MovingForm
from dampingi.records.meetings.listing import invitees_list, meetings_list, standing
from dampingi.records.meetings.models import Kind, Meeting
from dampingi.records.meetings.queries.clashes import kept_away, people_taken, room_taken
from dampingi.records.meetings.queries.meetings import title_for
from dampingi.records.meetings.queries.people import askable, groups
from dampingi.records.meetings.wording import clock, when
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme


@requires(Permission.VIEW_MEETINGS)
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    context = {"may_call": request.actor.holds(Permission.CALL_MEETINGS)}
    spec = meetings_list(timezone.now())
    return respond(request, spec, queries.meetings(request.actor), "meetings/meetings.html", context)


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Call a meeting; *check* first says who and what stands in the way."""
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    form = _form(request, programme)
    context: dict[str, Any] = {"form": form, "programme": programme}
    if form.is_valid() and "check" in request.POST:
        context |= attempt(form, lambda: {"checked": True} | _in_the_way(request.actor, form.asked())) or {}
    elif form.is_valid():
        made = attempt(
            form, lambda: actions.call_meeting(by=request.actor, programme=programme, **form.asked())
        )
        if made:
            messages.success(
                request,
                _("Undangan terkirim ke kotak masuk tiap orang. Teks WhatsApp-nya ada pada tiap nama."),
                extra_tags="pertemuan:baru",
            )
            return redirect("meeting", made.id)
    return render(request, "meetings/new_meeting.html", context, status=422 if form.errors else 200)


@for_anyone_logged_in
@require_GET
def meeting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """To who manages it: everybody's answers. To who is asked: what, where, when, and their own answer."""
    found = queries.meeting(request.actor, meeting_id)
    managed, now = queries.may_manage(request.actor, found), timezone.now()
    own = queries.own_invitations(request.actor).filter(meeting=found).first()
    open_now = not found.cancelled_at and found.ends_at > now
    context = _told(found) | {
        "state": standing(found, now), "managed": managed, "own": own, "open": open_now,
        "changeable": managed and not found.cancelled_at and found.starts_at > now,
        "form": AnswerForm(initial={"said": own.answer, "reason": own.reason} if own else None),
        "begun": not found.cancelled_at and found.starts_at - EARLY <= now,
        "busy": _kept_away(request, found) if managed and open_now else [],
    }  # fmt: skip
    rows = queries.invitees_of(request.actor, found)
    return respond(request, invitees_list(managed), rows, "meetings/meeting.html", context)


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def moving(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    found = _managed(request, meeting_id)
    local = found.starts_at.astimezone(zone(found.region))
    first = {
        "on": local.date(), "starts": local.time(), "minutes": found.minutes, "room": str(found.room_id or ""), "place": found.place,
        "crowded_reason": found.crowded_reason,
    }  # fmt: skip
    first |= {name: request.GET[name] for name in ("on", "starts", "room") if name in request.GET}
    rooms = _usable_rooms(request, found.region)
    form = MovingForm(request.POST or None, initial=first, region=found.region, rooms=rooms)
    if form.is_valid() and attempt(
        form, lambda: actions.move_meeting(by=request.actor, meeting=found.id, **form.asked())
    ):
        messages.success(
            request, _("Pertemuan dipindah; semua yang diundang diberi tahu dan diminta menjawab lagi.")
        )
        return redirect("meeting", found.id)
    context = _told(found) | {"form": form}
    return render(request, "meetings/moving.html", context, status=422 if form.errors else 200)


@requires(Permission.CALL_MEETINGS)
@require_POST
def cancellation(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    actions.cancel_meeting(by=request.actor, meeting=meeting_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Pertemuan dibatalkan; semua yang diundang diberi tahu."))
    return redirect("meeting", meeting_id)


def _managed(request: HttpRequest, id: uuid.UUID) -> Meeting:
    found = queries.meeting(request.actor, id)
    if not queries.may_manage(request.actor, found):
        raise Refused(_("Pertemuan itu tidak ada, atau bukan wewenang Anda."), status=404)
    return found


def _told(found: Meeting) -> dict[str, Any]:
    return {"meeting": found, "when": when(found), "clock": clock(found), "place_name": name_of(found.region)}


def _form(request: HttpRequest, programme: Programme) -> MeetingForm:
    within = [
        p
        for p in request.actor.regions(Permission.CALL_MEETINGS)
        if contains(programme.region, p) or contains(p, programme.region)
    ]
    widest = [p if contains(programme.region, p) else programme.region for p in within]
    regions = sorted(
        {r.code: r for p in widest for depth in (2, 3, 4) for r in below(p, depth)}.values(),
        key=lambda r: r.code,
    )
    first: dict[str, Any] = {
        "on": timezone.localdate() + datetime.timedelta(days=1),
        "starts": "09:00",
        "minutes": 120,
        "kind": Kind.COORDINATION,
    }
    rooms = list(queries.rooms(request.actor).filter(archived_at=None).order_by("name"))
    form = MeetingForm(request.POST or None, initial=first, regions=regions, rooms=rooms)
    chosen = request.POST.get("region") or (regions[0].code if regions else programme.region)
    if chosen not in {r.code for r in regions}:
        chosen = programme.region
    day = _day(request.POST.get("on", "")) or first["on"]
    form.offer(groups(chosen, programme.id, day), askable(chosen, programme.id, day))
    return form


def _day(said: str) -> datetime.date | None:
    """People are offered who work there on the meeting's day, which may be after today's have left."""
    try:
        return parse_date(said)
    except ValueError:
        return None


def _usable_rooms(request: HttpRequest, region: str) -> list[Any]:
    found = queries.rooms(request.actor).filter(archived_at=None).order_by("name")
    return [r for r in found if contains(r.region, region) or contains(region, r.region)]


def _in_the_way(actor: Actor, asked: dict[str, Any]) -> dict[str, Any]:
    starts, there = asked["starts_at"], zone(asked["region"])
    check_time(starts, asked["minutes"], timezone.now())
    ends = starts + datetime.timedelta(minutes=asked["minutes"])
    whom, room = asked["must"] | asked["should"], asked["room"]
    other = room_taken(room, starts, ends) if room else None
    return {
        "asked": len(whom), "room": room, "crowded": bool(room and len(whom) > room.capacity),
        "taken": title_for(actor, other) if other else "",
        "clashes": [(c.user, title_for(actor, c.meeting), c.user.id in asked["must"], when(c.meeting)) for c in people_taken(whom, starts, ends)],
        "busy": [(user, [(s.start.astimezone(there), s.end.astimezone(there)) for s in spans]) for user, spans in kept_away(whom, starts, ends)],
    }  # fmt: skip


def _kept_away(request: HttpRequest, found: Meeting) -> list[Any]:
    there = zone(found.region)
    users = queries.invitees_of(request.actor, found).values_list("user_id", flat=True)
    return [
        (user, [(s.start.astimezone(there), s.end.astimezone(there)) for s in spans])
        for user, spans in kept_away(users, found.starts_at, found.ends_at)
    ]
