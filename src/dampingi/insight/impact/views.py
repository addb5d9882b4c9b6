from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.insight.impact.page import impact_page
from dampingi.records.programmes.queries import programmes


@require_GET
@requires(Permission.VIEW_DASHBOARD)
def impact(request: HttpRequest) -> HttpResponse:
    """Over all years of the office's programme: later intakes are compared with earlier ones until they begin. It holds for the whole city or not at all."""
    found = programmes(request.actor)
    if not found:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    same = [p for p in found if p.region == found[0].region]
    context = impact_page(same) | {
        "programmes": same, "today": timezone.localdate(),
        "asks": request.actor.holds(Permission.REVERIFY_OUTCOMES),
    }  # fmt: skip
    return render(request, "impact/impact.html", context)
