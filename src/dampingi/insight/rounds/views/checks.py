import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds import actions, queries
from dampingi.insight.rounds.views.entries import shown


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_verdict(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    decision, number = request.POST.get("decision"), request.POST.get("edition", "")
    if decision not in ("accept", "return"):
        raise Refused(_("Pilih: terima atau kembalikan."))
    accepted = decision == "accept"
    actions.check_entry(
        by=request.actor, entry=entry_id, edition=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0,
        accepted=accepted, comment=request.POST.get("comment", ""),
    )  # fmt: skip
    messages.success(
        request, _("Laporan diterima.") if accepted else _("Laporan dikembalikan dengan catatan Anda.")
    )
    return redirect("round_entry", entry_id)


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_reopening(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    actions.reopen_entry(by=request.actor, entry=entry_id, why=request.POST.get("why", ""))
    messages.success(request, _("Laporan dibuka kembali. Edisi yang sudah diterima tetap tersimpan."))
    return redirect("round_entry", entry_id)


@require_GET
@requires(queries.SEE)
def round_edition(request: HttpRequest, round_edition_id: uuid.UUID) -> HttpResponse:
    """One edition as it was handed in, whatever came after it."""
    found = queries.edition(request.actor, round_edition_id)
    context = {
        "edition": found, "rows": [shown(row) for row in found.body["answers"]], "intact": queries.intact(found),
        "place": found.body["region"][1], "period": found.body["period"],
    }  # fmt: skip
    return render(request, "rounds/edition.html", context)
