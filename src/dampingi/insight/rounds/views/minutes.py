import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.insight.rounds import actions, queries


@requires(Permission.HOLD_ROUNDS)
@require_POST
def round_minuting(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    made = actions.draw_up_minutes(by=request.actor, round=round_id, remarks=request.POST.get("remarks", ""))
    messages.success(request, _("Berita acara dibekukan dan diajukan; orang lain yang menyetujuinya."))
    return redirect("round_minutes", made.id)


@require_GET
@requires(queries.SEE)
def round_minutes(request: HttpRequest, round_minutes_id: uuid.UUID) -> HttpResponse:
    """The round as it was frozen, whatever came after."""
    found = queries.minutes(request.actor, round_minutes_id)
    approvals = list(approvals_of("round_minutes", found.id))
    context = {
        "minutes": found, "body": found.body, "intact": queries.intact(found), "approvals": approvals,
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "problems": _problems(found.body), "changed": queries.changed_since(found),
    }  # fmt: skip
    return render(request, "rounds/minutes.html", context)


@requires(Permission.HOLD_ROUNDS, Permission.APPROVE_MINUTES)
@require_POST
def round_minutes_verdict(request: HttpRequest, round_minutes_id: uuid.UUID) -> HttpResponse:
    found = queries.minutes(request.actor, round_minutes_id)
    passed = settled(request, "round_minutes", found.id)
    messages.success(request, _("Berita acara disetujui.") if passed else _("Berita acara dikembalikan."))
    return redirect("round_minutes", found.id)


def _problems(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """With days as days; None of minutes drawn up before problems were in them."""
    told = body.get("problems")
    if told is None:
        return None
    day = datetime.date.fromisoformat
    rows = [row | {"noted_on": day(row["noted_on"]), "actions": [a | {"until": day(a["until"])} for a in row["actions"]]} for row in told["rows"]]  # fmt: skip
    return {"open": told["open"], "rows": rows, "more": told["open"] - len(rows)}
