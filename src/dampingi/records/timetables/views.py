import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import zone
from dampingi.records.timetables.forms import SeasonForm
from dampingi.records.timetables.season import season

AHEAD = datetime.timedelta(days=42)


@requires(Permission.CALL_MEETINGS)
@require_GET
def timetable(request: HttpRequest) -> HttpResponse:
    """The meetings to come as they are, and as the fewest would be missing."""
    region = min(request.actor.regions(Permission.CALL_MEETINGS), key=len)
    tomorrow = timezone.localtime(timezone=zone(region)).date() + datetime.timedelta(days=1)
    first = {"first": tomorrow, "last": tomorrow + AHEAD, "morning": "09:00", "afternoon": "13:00"}
    form = SeasonForm(request.GET if "first" in request.GET else first)
    found = season(request.actor, form.wish(), region) if form.is_valid() else None
    context = {"form": form, "season": found, "zone": str(zone(region))}
    return render(request, "timetables/timetable.html", context, status=422 if form.errors else 200)
