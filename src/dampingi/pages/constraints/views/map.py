"""The map of what holds businesses back, and the businesses behind each of its figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.lists import EXPORT, FORMATS, Listing
from dampingi.pages.constraints.asked import KEYS, asked
from dampingi.pages.constraints.listing import behind, held_back_list
from dampingi.pages.constraints.page import page, subject
from dampingi.pages.constraints.workbook import matrix_workbook

STATE, RESOLVED = "keadaan", "teratasi"


@requires(Permission.MAP_CONSTRAINTS)
@require_GET
def constraint_map(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    here = asked(request.actor, request.GET, today=today)
    if request.GET.get(EXPORT) == "xlsx":
        return sheets.download(matrix_workbook(request.actor, here), "kendala")
    told = page(request.actor, here, request.GET, today=today)
    return render(request, "pages/constraint_map.html", told)


@requires(Permission.MAP_CONSTRAINTS)
@require_GET
def held_back(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    here = asked(request.actor, request.GET, today=today)
    resolved = request.GET.get(STATE) == RESOLVED
    extra = {key: request.GET[key] for key in (*KEYS, STATE) if request.GET.get(key)}
    found = behind(request.actor, here, resolved=resolved, today=today)
    spec = held_back_list(here, resolved=resolved, today=today)
    listing = Listing(spec, found, request.GET, extra)
    if (format := request.GET.get(EXPORT)) in FORMATS:
        return listing.export(format, made_for=request.actor.name)
    context = {
        "listing": listing,
        "rows": list(zip(listing.page.object_list, listing.rows(), strict=True)),
        "asked": here,
        "place": name_of(here.region),
        "subject": subject(here) or _("Kendala usaha"),
        "resolved": resolved,
        "kept": extra,
        "may_plan": not resolved and request.actor.may(Permission.PLAN_HELP, region=here.region),
    }
    return render(request, "pages/held_back.html", context)
