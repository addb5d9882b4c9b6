"""For everybody: where small businesses sell this week."""

import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.records.markets.calendars import open_days
from dampingi.records.markets.models import Point
from dampingi.records.markets.queries import this_week
from dampingi.records.programmes.rosters import today_in

WEEK = datetime.timedelta(days=7)
MOST_WEEKS = 8


@public
@require_safe
def markets_this_week(request: HttpRequest) -> HttpResponse:
    cities = _cities()
    city = request.GET.get("kota", "") or next(iter(cities), "")
    if city and city not in cities:
        raise Refused(_("Titik pemasaran di kota itu belum ada."), status=404)
    now = today_in(city) if city else timezone.localdate()
    this = now - datetime.timedelta(days=now.weekday())
    monday = _monday(request.GET.get("minggu", ""), this)
    rows = this_week(city, monday) if city else []
    if request.GET.get("unduh") == "ics":
        ahead = [(d, p) for n in range(4) for d, p, _t in this_week(city, this + n * WEEK)] if city else []
        return HttpResponse(open_days(ahead), content_type="text/calendar; charset=utf-8")
    goods = choices("market_goods")
    days: dict[datetime.date, list] = {}
    for day, point, turns in rows:
        kinds = sorted({goods.get(t.goods, t.goods) for t in turns})
        named = [t for t in turns if t.shown and t.business.name and t.business.archived_at is None]
        days.setdefault(day, []).append((point, named, len(turns), kinds))
    here = request.build_absolute_uri(reverse("markets_this_week"))
    asked = {"kota": city} if len(cities) > 1 else {}
    asked |= {"minggu": monday.isoformat()} if monday != this else {}
    context = {
        "canonical": f"{here}?{urlencode(asked)}" if asked else here,
        "city": city, "place": cities.get(city, ""), "cities": [(c, n, c == city) for c, n in cities.items()], "days": sorted(days.items(), key=lambda told: (told[0] < now, told[0])),
        "monday": monday, "sunday": monday + datetime.timedelta(days=6), "today": now,
        "before": (monday - WEEK) if monday > this else None, "after": (monday + WEEK) if monday < this + MOST_WEEKS * WEEK else None,
    }  # fmt: skip
    return render(request, "markets/week.html", context)


def _cities() -> dict[str, str]:
    """Those with a point, by name."""
    rows = Point.objects.unscoped("public").filter(closed_at=None).values_list("region", flat=True)
    called = names({code[:5] for code in rows.distinct()})
    return dict(sorted(called.items(), key=lambda pair: pair[1]))


def _monday(said: str, this: datetime.date) -> datetime.date:
    """The Monday of the week asked for, from this one on."""
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return this
    if not this <= day <= this + (MOST_WEEKS + 1) * WEEK:
        return this
    return day - datetime.timedelta(days=day.weekday())
