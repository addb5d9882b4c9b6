import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.queries import people_named
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.insight.evaluation.instruments import instruments
from dampingi.insight.evaluation.models import LEVEL_NAMES
from dampingi.insight.instruments import reading, rules
from dampingi.insight.instruments.listing import LIST
from dampingi.insight.instruments.queries import instrument_of, open_drafts, other_version, used_in, versions
from dampingi.insight.instruments.words import compared
from dampingi.insight.monitoring.queries import indicators


@require_GET
@requires(Permission.VIEW_EVALUATION)
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, LIST, instruments(request.actor), "instruments/listing.html")


@require_GET
@requires(Permission.VIEW_EVALUATION)
def instrument(request: HttpRequest, instrument_id: uuid.UUID) -> HttpResponse:
    found = instrument_of(request.actor, instrument_id)
    lines = reading.lines(found.body, {i.code: i.name for i in indicators(found.region)})
    people = people_named([p for p in (found.published_by, found.locked_by) if p])
    context = {
        "instrument": found,
        "level": LEVEL_NAMES.get(found.level, ""),
        "office": name_of(found.region) if found.region else "",
        "dimensions": reading.grouped(found.body, lines),
        "total": sum(ln.weight for ln in lines),
        "bands": rules.band_words(found.body),
        "rules": rules.told(found.body),
        "versions": versions(request.actor, found),
        "writes": request.actor.holds(Permission.MANAGE_EVALUATION),
        "draft": open_drafts(request.actor, found),
        "used_in": used_in(request.actor, found),
        "published_by": people.get(found.published_by, ""),
        "locked_by": people.get(found.locked_by, ""),
    }
    return render(request, "instruments/instrument.html", context)


@require_GET
@requires(Permission.VIEW_EVALUATION)
def comparison(request: HttpRequest, instrument_id: uuid.UUID) -> HttpResponse:
    """What this version says unlike another one of the same instrument."""
    found = instrument_of(request.actor, instrument_id)
    other = other_version(request.actor, found, request.GET.get("dengan", ""))
    older, newer = (
        sorted((v for v in (found, other) if v), key=lambda v: v.version) if other else (None, found)
    )
    context = {
        "instrument": found, "older": older, "newer": newer,
        "others": [v for v in versions(request.actor, found) if v.id != found.id],
        "rows": compared(older.body, newer.body) if older else [],
    }  # fmt: skip
    return render(request, "instruments/comparison.html", context)
