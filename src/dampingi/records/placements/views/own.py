import uuid
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.engines.consignment import WHOLE
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.fields import done
from dampingi.foundation.ui.formats import percent
from dampingi.records.placements import actions, queries

P = Permission


@requires(P.SEE_OWN_PLACEMENTS)
@require_POST
def answering_listing(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    wanted = request.POST.get("jawab") == "ya"
    said = (
        _("Anda setuju menitipkannya.")
        if wanted
        else _("Jawaban Anda tersimpan; barang ini tidak dikirim ke sana.")
    )
    done(request, said, lambda: actions.answer_listing(by=request.actor, line=line_id, wanted=wanted))
    return redirect("own_placements")


@requires(P.SEE_OWN_PLACEMENTS)
@require_GET
def own_lines(request: HttpRequest) -> HttpResponse:
    """A participant's goods at partners: what is left, what was sold, what is still to come."""
    rows = queries.counted(list(queries.own_lines(request.actor)[:200]))
    asked = [r for r in rows if r.wanted is None and not r.delivered and not r.placement.ended_on]
    context = {
        "lines": [r for r in rows if r not in asked],
        "asked": asked,
        "shares": queries.own_shares(rows),
    }
    for row in asked:
        row.share_words = percent(Decimal(row.placement.share) / WHOLE, 2)
    return render(request, "placements/own_lines.html", context)
