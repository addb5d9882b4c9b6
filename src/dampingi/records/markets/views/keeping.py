"""A market day as who keeps the point has it on the phone: who is expected, who came."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.records.markets import actions, queries
from dampingi.records.markets.models import Point
from dampingi.records.markets.sharing import days_of
from dampingi.records.programmes.rosters import today_in

SEE, KEEP = Permission.VIEW_MARKETS, Permission.KEEP_MARKETS


@requires(SEE, KEEP)
@require_GET
def market_day(request: HttpRequest, point_id: uuid.UUID) -> HttpResponse:
    """The day asked for, or the next one the point is open."""
    found = queries.points(request.actor).filter(id=point_id).first()
    if found is None:
        raise Refused(_("Titik pemasaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    today = today_in(found.region)
    near = days_of(found, today - datetime.timedelta(days=28), today + datetime.timedelta(days=28))
    day = _day(request.GET.get("hari", ""), found) or _nearest(near, today)
    goods = choices("market_goods")
    rows = queries.turns_of(found, day) if day else []
    for turn in rows:
        turn.goods_name = goods.get(turn.goods, turn.goods)  # type: ignore[attr-defined]
    keeps = request.actor.may(KEEP, region=found.region) or found.keeper_id == request.actor.user_id
    context = {
        "point": found, "day": day, "turns": rows, "near": [*(d for d in near if d >= today), *(d for d in reversed(near) if d < today)], "today": today, "keeps": keeps and day is not None and day <= today,
        "came": sum(t.state == "attended" for t in rows), "open": sum(t.state == "given" for t in rows),
        "sees": request.actor.may(SEE, region=found.region),
    }  # fmt: skip
    return render(request, "markets/day.html", context)


@requires(KEEP)
@require_POST
def market_noting(request: HttpRequest, turn_id: uuid.UUID) -> HttpResponse:
    found = actions.note_turn(
        by=request.actor, turn=turn_id, state=request.POST.get("state", ""), reason=request.POST.get("reason", "")
    )  # fmt: skip
    messages.success(request, _("Kehadiran tercatat."))
    answer = redirect("market_day", found.stall.point_id)
    answer["Location"] += f"?hari={found.day.isoformat()}"
    return answer


def _day(said: str, found: Point) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return None
    return day if days_of(found, day, day) else None


def _nearest(near: list[datetime.date], today: datetime.date) -> datetime.date | None:
    return next((d for d in near if d >= today), near[-1] if near else None)
