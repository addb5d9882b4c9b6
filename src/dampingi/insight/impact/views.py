from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.lists import respond
from dampingi.insight.impact.asked import REGION, asked
from dampingi.insight.impact.gathering import gathered
from dampingi.insight.impact.measures import BY_FIGURE, MEASURES
from dampingi.insight.impact.page import impact_page
from dampingi.insight.impact.people import JOINED, SIDES, people_list, people_rows

MEASURE, SIDE = "ukuran", "sisi"


@require_GET
@requires(Permission.VIEW_DASHBOARD)
def impact(request: HttpRequest) -> HttpResponse:
    """Over all years of the office's programme: later intakes are compared with earlier ones until they begin. It holds for the whole city or not at all."""
    told = asked(request.actor, request.GET)
    context = impact_page(told) | {
        "asked": told, "programmes": told.programmes, "today": timezone.localdate(),
        "asks": request.actor.holds(Permission.REVERIFY_OUTCOMES),
    }  # fmt: skip
    return render(request, "impact/impact.html", context)


@require_GET
@requires(Permission.VIEW_DASHBOARD)
def impact_people(request: HttpRequest) -> HttpResponse:
    """The people of one side of one comparison."""
    told = asked(request.actor, request.GET)
    figure, side = request.GET.get(MEASURE, MEASURES[0].figure), request.GET.get(SIDE, JOINED)
    if figure not in BY_FIGURE or side not in dict(SIDES):
        raise Refused(_("Perbandingan itu tidak ada. Buka kembali dari Dampak program."), status=404)
    rows = people_rows(gathered(told.programmes), BY_FIGURE[figure], side)
    context = {"measure": BY_FIGURE[figure], "side": dict(SIDES)[side], "back": told.address("impact")}
    return respond(
        request, people_list(request.actor), rows, "impact/people.html", context, keep=(REGION, MEASURE, SIDE)
    )
