from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.ui.gathered import Gathered
from dampingi.foundation.ui.lists import respond
from dampingi.pages.attention import attention
from dampingi.pages.today import starting
from dampingi.pages.today.listing import today_list
from dampingi.pages.today.stops import middles, stops
from dampingi.records.programmes.queries import caseload, current_programme, own_mentor


@require_GET
@requires(Permission.RECORD_VISITS)
def today(request: HttpRequest) -> HttpResponse:
    """Whom to see and why. Those who guide mentors and accompany nobody themselves have the list of participants."""
    programme = current_programme(request.actor)
    mentor = own_mentor(request.actor, programme) if programme else None
    now = timezone.localdate()
    theirs = caseload(mentor, on=now) if mentor else []
    if not theirs:
        return redirect("participants")
    seen = attention(theirs, programme, today=now)
    at = middles(seen)
    start = starting.asked(request.GET, at)
    rows = stops(seen, mentor=mentor, today=now, start=start)
    context = {
        "today": now, "start": start, "starts": starting.choices_of(at), "fine": len(seen) - len(rows), "all": len(seen),
    }  # fmt: skip
    keep = (starting.FROM, starting.LATITUDE, starting.LONGITUDE)
    return respond(request, today_list(rows), Gathered(rows), "pages/today/today.html", context, keep=keep)


@require_GET
@requires(Permission.RECORD_VISITS, Permission.VIEW_MENTORS)
def weights(request: HttpRequest) -> HttpResponse:
    """The published definition: what counts how much, and why."""
    called = choices("needs")
    rows = [entry | {"name": called[entry["code"]], "why": _in_words(entry)} for entry in load("needs")]
    bands = [entry | {"name": choices("need_bands")[entry["code"]]} for entry in load("need_bands")]
    return render(request, "pages/today/weights.html", {"rows": rows, "bands": bands})


def _in_words(entry: dict[str, Any]) -> str:
    said = entry["why"]
    return gettext(said)
