import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from dampingi.foundation.accounts.routes import for_anyone_logged_in, public
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.calendars import calendar
from dampingi.records.meetings.listing import standing
from dampingi.records.meetings.models import CalendarAddress, Invitee
from dampingi.records.meetings.queries.feeds import address_of, invitations_in
from dampingi.records.meetings.queries.items import own_items
from dampingi.records.meetings.wording import when

SHOWN = 100


@for_anyone_logged_in
@require_GET
def own_meetings(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/own_meetings.html", _own(request))


@for_anyone_logged_in
@require_POST
@never_cache
def new_address(request: HttpRequest) -> HttpResponse:
    """A new calendar address, shown this once: the database keeps only its hash."""
    token = actions.renew_address(by=request.actor)
    made = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "meetings/own_meetings.html", _own(request) | {"made": made})


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """All meetings of one person, for the calendar they use."""
    address = address_of(token)
    if address is None:
        raise Http404
    with override(address.user.language):
        body = calendar(invitations_in(address), site=_site(), name=_("Pertemuan saya"))
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    CalendarAddress.objects.filter(id=address.id).update(read_at=timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"], answer["Cache-Control"], answer["X-Robots-Tag"] = etag, "private, max-age=900", "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer


@for_anyone_logged_in
@require_GET
def one(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting as a file, as it stands now."""
    found = queries.meeting(request.actor, meeting_id)
    row = queries.own_invitations(request.actor).filter(meeting=found).first()
    shown = row or Invitee(meeting=found, user_id=request.actor.user_id, required=False)
    shown.meeting = found
    answer = HttpResponse(calendar([shown], site=_site()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pertemuan.ics"'
    return answer


def _site() -> str:
    return settings.PUBLIC_URL.rstrip("/")


def _own(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    rows = queries.own_invitations(request.actor).select_related("meeting__room")
    coming = rows.filter(meeting__ends_at__gt=now).order_by("meeting__starts_at", "id")[:SHOWN]
    past = rows.filter(meeting__ends_at__lte=now).order_by("-meeting__starts_at", "id")[:SHOWN]
    return {
        "items": own_items(request.actor),
        "today": timezone.localdate(),
        "coming": [_told(row, now) for row in coming],
        "past": [_told(row, now) for row in past],
        "address": CalendarAddress.objects.filter(user=request.actor.user_id).first(),
    }


def _told(row: Invitee, now: Any) -> dict[str, Any]:
    return {
        "row": row,
        "meeting": row.meeting,
        "when": when(row.meeting),
        "state": standing(row.meeting, now),
    }
