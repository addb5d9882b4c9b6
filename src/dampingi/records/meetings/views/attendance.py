import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.codes import meeting_of, picture, screen_code
from dampingi.records.meetings.models import Guest, Meeting
from dampingi.records.meetings.wording import clock, when


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The list on the organiser's phone: one press for each who comes."""
    found = managed(request, meeting_id)
    if request.method == "POST":
        name = _record(request, found)
        messages.success(request, name)
        return redirect("meeting_attendance", found.id)
    rows = list(queries.invitees_of(request.actor, found).order_by("user__name", "id"))
    context = {
        "meeting": found, "when": when(found), "rows": rows, "came": sum(bool(r.attended_at) for r in rows),
        "guests": list(Guest.objects.filter(meeting=found).order_by("attended_at", "id")),
    }  # fmt: skip
    return render(request, "meetings/attendance.html", context)


@requires(Permission.CALL_MEETINGS)
@require_GET
@never_cache
def screen(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """For the room's screen: a code that changes by itself, and how many are there."""
    found = managed(request, meeting_id)
    if found.cancelled_at:
        raise Refused(_("Pertemuan ini dibatalkan; kehadirannya tidak dapat dicatat."), status=409)
    address = request.build_absolute_uri(reverse("meeting_scan", args=[screen_code(found.id)]))
    rows = queries.invitees_of(request.actor, found)
    context = {
        "meeting": found, "clock": clock(found), "picture": picture(address), "asked": rows.count(),
        "came": rows.exclude(attended_at=None).count(),
    }  # fmt: skip
    return render(request, "meetings/screen.html", context)


@for_anyone_logged_in
@never_cache
@require_http_methods(["GET", "POST"])
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code on the screen leads: one press, and one's own attendance is on record."""
    id = meeting_of(code)
    if id is None:
        return render(request, "meetings/scanned.html", {"expired": True}, status=404)
    row = queries.own_invitations(request.actor).filter(meeting=id).select_related("meeting__room").first()
    if row is None:
        raise Refused(
            _(
                "Anda tidak ada di daftar undangan pertemuan ini. Minta penyelenggara mencatat Anda sebagai tamu."
            ),
            status=404,
        )
    if request.method == "POST":
        actions.scan(by=request.actor, meeting=id)
        messages.success(request, _("Kehadiran Anda tercatat."))
        return redirect("meeting", id)
    return render(
        request, "meetings/scanned.html", {"row": row, "meeting": row.meeting, "when": when(row.meeting)}
    )


@requires(Permission.CALL_MEETINGS)
@require_POST
def guest_removal(request: HttpRequest, meeting_id: uuid.UUID, guest_id: uuid.UUID) -> HttpResponse:
    actions.drop_guest(by=request.actor, meeting=meeting_id, guest=guest_id)
    messages.success(request, _("Tamu dihapus dari daftar."))
    return redirect("meeting_attendance", meeting_id)


def managed(request: HttpRequest, id: uuid.UUID) -> Meeting:
    found = queries.meeting(request.actor, id)
    if not queries.may_manage(request.actor, found):
        raise Refused(_("Pertemuan itu tidak ada, atau bukan wewenang Anda."), status=404)
    return found


def _record(request: HttpRequest, found: Meeting) -> str:
    """Returns what to say."""
    said: Any = request.POST
    if "guest" in said:
        guest = actions.add_guest(
            by=request.actor, meeting=found.id, name=said["guest"], agency=said.get("agency", "")
        )
        return _("%(name)s tercatat sebagai tamu.") % {"name": guest.name}
    try:
        id = uuid.UUID(said.get("invitee", ""))
    except ValueError:
        raise Refused(_("Pilih orangnya dari daftar.")) from None
    came = said.get("came") == "1"
    row = actions.mark(by=request.actor, meeting=found.id, invitee=id, came=came, now=timezone.now())
    told = _("%(name)s tercatat hadir.") if came else _("Kehadiran %(name)s dihapus.")
    return told % {"name": row.user.name}
