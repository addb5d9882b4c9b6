import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.placements import actions, queries
from dampingi.records.placements.models import Movement
from dampingi.records.placements.views.answering import back

P = Permission


@requires(P.VIEW_PLACEMENTS)
@require_GET
def delivery_note(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """The note that goes with the goods, to be printed and signed."""
    found = queries.delivery_of(request.actor, P.VIEW_PLACEMENTS, delivery_id)
    rows = list(
        found.movements.select_related("line__product__business").order_by("line__product__name", "id")
    )
    for row in rows:
        row.worth = row.pieces * row.line.price
    living = [r for r in rows if r.cancelled_at is None]
    context = {
        "delivery": found, "rows": rows, "pieces": sum(r.pieces for r in living), "worth": sum(r.worth for r in living),
        "reports": queries.reached(request.actor, P.REPORT_PLACEMENTS, found.placement_id) and not queries.brought_by(found, request.actor),
        "cancels": not found.received_at or bool(found.disputed), "keeps": queries.reached(request.actor, P.KEEP_PLACEMENTS, found.placement_id),
    }  # fmt: skip
    return render(request, "placements/delivery.html", context)


@requires(P.REPORT_PLACEMENTS)
@require_POST
def answering(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    found = queries.delivery_of(request.actor, P.REPORT_PLACEMENTS, delivery_id)
    problem = request.POST.get("masalah", "") if request.POST.get("hasil") == "kurang" else ""
    if request.POST.get("hasil") == "kurang" and not problem.strip():
        messages.error(request, _("Tulis apa yang kurang atau rusak."))
        return redirect("placement", found.placement_id)
    act = lambda: actions.answer_delivery(by=request.actor, delivery=found.id, problem=problem)  # noqa: E731
    return back(request, found.placement_id, _("Jawaban Anda tersimpan."), act)


@requires(P.KEEP_PLACEMENTS)
@require_POST
def cancelling(request: HttpRequest, movement_id: uuid.UUID) -> HttpResponse:
    rows = Movement.objects.for_actor(request.actor, P.KEEP_PLACEMENTS).select_related("line")
    found = rows.filter(id=movement_id).first()
    if found is None:
        raise Refused(_("Catatan itu tidak ada, atau di luar wilayah Anda."), status=404)
    act = lambda: actions.cancel_movement(by=request.actor, movement=found.id)  # noqa: E731
    return back(request, found.line.placement_id, _("Catatan itu dibatalkan."), act)
