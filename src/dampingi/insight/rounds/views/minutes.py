import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.insight.rounds import actions, queries


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_minuting(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    made = actions.draw_up_minutes(by=request.actor, round=round_id, remarks=request.POST.get("remarks", ""))
    messages.success(request, _("Berita acara putaran dibekukan."))
    return redirect("round_minutes", made.id)


@require_GET
@requires(queries.SEE)
def round_minutes(request: HttpRequest, round_minutes_id: uuid.UUID) -> HttpResponse:
    """The round as it was frozen, whatever came after."""
    found = queries.minutes(request.actor, round_minutes_id)
    context = {"minutes": found, "body": found.body, "intact": queries.intact(found)}
    return render(request, "rounds/minutes.html", context)
