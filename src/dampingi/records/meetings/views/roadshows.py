from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.fields import attempt
from dampingi.records.meetings import actions
from dampingi.records.meetings.forms import RoadShowForm
from dampingi.records.meetings.queries import roadshows as shows
from dampingi.records.meetings.queries.people import askable
from dampingi.records.programmes.queries import current_programme


@requires(Permission.VIEW_MEETINGS)
@require_GET
def roadshows(request: HttpRequest) -> HttpResponse:
    found = list(shows.roadshows(request.actor)[:50])
    context = {
        "rows": [(show, shows.stops(show)) for show in found],
        "may_call": request.actor.holds(Permission.CALL_MEETINGS),
        "now": timezone.now(),
    }
    return render(request, "meetings/roadshows.html", context)


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def new_roadshow(request: HttpRequest) -> HttpResponse:
    """Proposed days, one kecamatan each; any of them can be changed before all are called at once."""
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    widest = [
        p
        for p in request.actor.regions(Permission.CALL_MEETINGS)
        if contains(programme.region, p) or contains(p, programme.region)
    ]
    region = max(widest, key=depth) if widest else programme.region
    region = region if contains(programme.region, region) else programme.region
    form = RoadShowForm(request.POST or None, kecamatan=below(region, 3), today=timezone.localdate())
    if form.is_valid():
        stops = form.stops(
            lambda code, day: frozenset(askable(code, programme.id, day)), request.actor.user_id
        )
        made = attempt(
            form,
            lambda: actions.plan_roadshow(
                by=request.actor,
                programme=programme,
                region=region,
                stops=stops,
                name=form.cleaned_data["name"],
                minutes=form.cleaned_data["minutes"],
            ),
        )
        if made:
            messages.success(
                request,
                _("Rangkaian kunjungan tersimpan; undangannya terkirim."),
                extra_tags="kunjungan:baru",
            )
            return redirect("roadshow", made.id)
    context = {"form": form, "programme": programme}
    return render(request, "meetings/new_roadshow.html", context, status=422 if form.errors else 200)
