import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.aspirations import actions, queries
from dampingi.records.aspirations.forms import AspirationForm
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.meetings import queries as meetings
from dampingi.records.meetings.queries import roadshows as shows
from dampingi.records.meetings.wording import when


@requires(Permission.VIEW_MEETINGS)
@require_GET
def roadshow(request: HttpRequest, roadshow_id: uuid.UUID) -> HttpResponse:
    found = shows.roadshow(request.actor, roadshow_id)
    stops = shows.stops(found)
    heard = queries.heard_at(found)
    for stop in stops:
        stop.heard, stop.answered = heard.get(stop.id, (0, 0))
    fields, table = queries.by_field(queries.aspirations(request.actor).filter(meeting__roadshow=found))
    context = {
        "show": found, "rows": [(stop, name_of(stop.region), when(stop)) for stop in stops], "fields": fields,
        "table": table, "now": timezone.now(), "heard": sum(s.heard for s in stops),
    }  # fmt: skip
    return render(request, "aspirations/roadshow.html", context)


@for_anyone_logged_in
@require_http_methods(["GET", "POST"])
def noting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """On the spot, on a phone: a half-written one survives a lost signal in this browser."""
    found = meetings.meeting(request.actor, meeting_id)
    form = AspirationForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid() and attempt(
        form, lambda: actions.note_aspiration(by=request.actor, meeting=found.id, heard=form.heard())
    ):
        messages.success(
            request, _("Aspirasi tersimpan. Catat yang berikutnya."), extra_tags=f"aspirasi:{found.id}"
        )
        return redirect("aspiration_noting", found.id)
    noted = Aspiration.objects.unscoped("of a meeting in hand, the actor's own").filter(
        meeting=found, by=request.actor.user_id
    )
    context = {"meeting": found, "when": when(found), "form": form, "noted": list(noted.order_by("-at")[:20])}
    return render(request, "aspirations/noting.html", context, status=422 if form.errors else 200)
