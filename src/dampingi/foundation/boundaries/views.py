import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.boundaries import actions, presenting, queries
from dampingi.foundation.boundaries.forms import BoundaryForm
from dampingi.foundation.boundaries.listing import EDITIONS, STANDINGS, standing, who
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_BOUNDARIES)
def boundaries(request: HttpRequest) -> HttpResponse:
    """The editions, and the form for the next one; a file that can be used leads to its draft."""
    form = BoundaryForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            edition = actions.propose_boundaries(
                by=request.actor,
                region=told["region"],
                content=told["file"].read(),
                file_name=told["file"].name,
                source=told["source"],
            )
        except Denied:
            raise
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("boundary_edition", edition.id)
    response = respond(
        request, EDITIONS, queries.editions(request.actor), "boundaries/boundaries.html", {"form": form}
    )
    response.status_code = 422 if request.method == "POST" else 200
    return response


@require_GET
@requires(Permission.MANAGE_BOUNDARIES)
def edition(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    found = queries.edition(request.actor, edition_id)
    context = {
        "edition": found,
        "adopted_by": who(found.adopted_by),
        "undone_by": who(found.undone_by),
        "place": name_of(found.region),
        "level": presenting.LEVELS[found.level],
        "standing": standing(found),
        "state": STANDINGS[standing(found)],
        "report": found.report,
        "matched": presenting.matched(found.report),
        "unmatched": presenting.unmatched(found),
        "refused": presenting.refused(found.report),
        "faults": presenting.faults(found.report),
        "picture": presenting.picture(found),
    }
    return render(request, "boundaries/edition.html", context)


@require_POST
@requires(Permission.MANAGE_BOUNDARIES)
def matching(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    found = queries.edition(request.actor, edition_id)
    chosen = presenting.choices_of(found, request.POST)
    if not chosen:
        messages.info(request, _("Belum ada yang dipilih."))
    else:
        actions.match_boundaries(by=request.actor, edition=found, chosen=chosen)
        messages.success(request, _("Pilihan Anda dicatat; peta di bawah sudah mengikutinya."))
    return redirect("boundary_edition", edition_id)


@require_POST
@requires(Permission.MANAGE_BOUNDARIES)
def adoption(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    _decide(request, edition_id, actions.adopt_boundaries)
    messages.success(request, _("Batas ini sekarang dipakai di semua peta."))
    return redirect("boundary_edition", edition_id)


@require_POST
@requires(Permission.MANAGE_BOUNDARIES)
def undoing(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    _decide(request, edition_id, actions.undo_boundaries)
    messages.success(request, _("Batas ini dibatalkan; yang sebelumnya, bila ada, dipakai lagi."))
    return redirect("boundary_edition", edition_id)


@require_POST
@requires(Permission.MANAGE_BOUNDARIES)
def discarding(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    _decide(request, edition_id, actions.discard_boundaries)
    messages.success(request, _("Rancangan batas dibuang."))
    return redirect("boundaries")


def _decide(request: HttpRequest, edition_id: uuid.UUID, deed: Callable[..., Any]) -> None:
    deed(by=request.actor, edition=queries.edition(request.actor, edition_id))
