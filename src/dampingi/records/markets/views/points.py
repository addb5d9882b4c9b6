import datetime
import uuid

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.markets import actions, queries
from dampingi.records.markets.forms import PointForm, StallsForm, initial_of
from dampingi.records.markets.listing import points_list
from dampingi.records.markets.models import Turn
from dampingi.records.markets.sharing import days_of
from dampingi.records.programmes.rosters import today_in

SEE, MANAGE, KEEP = Permission.VIEW_MARKETS, Permission.MANAGE_MARKETS, Permission.KEEP_MARKETS
WEEKS = datetime.timedelta(weeks=4)


@requires(SEE, KEEP)
@require_GET
def markets(request: HttpRequest) -> HttpResponse:
    """Every point; and how the last month went, for those who see the whole."""
    rows = queries.points(request.actor).annotate(
        in_use=Count("stalls", filter=Q(stalls__retired_at=None), distinct=True)
    )
    context = {"may_manage": request.actor.holds(MANAGE), "sees": request.actor.holds(SEE)}
    if context["sees"]:
        today = today_in(min(request.actor.regions(SEE), default=""))
        context["month"] = queries.month_of(request.actor, today - WEEKS, today)
        context["swaps"] = queries.swaps(request.actor).filter(state="asked").count()
    return respond(request, points_list(), rows, "markets/markets.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_market_point(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate().year
    initial = {
        "weekday": 5, "opens": "07:00", "closes": "12:00", "fee": 0, "notice_days": 2,
        "season_from": datetime.date(today, 1, 1), "season_to": datetime.date(today, 12, 31),
    }  # fmt: skip
    form = PointForm(request.POST or None, regions=regions_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.keep_point(by=request.actor, told=form.told()))
        if made:
            messages.success(request, _("Titik pemasaran tersimpan. Tambahkan lapaknya."), extra_tags="pasar:titik")  # fmt: skip
            return redirect("market_point", made.id)
    return render(request, "markets/point_form.html", {"form": form}, status=422 if form.errors else 200)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def market_point_edit(request: HttpRequest, point_id: uuid.UUID) -> HttpResponse:
    found = queries.point(request.actor, point_id, MANAGE)
    form = PointForm(request.POST or None, regions=regions_of(request), initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.keep_point(by=request.actor, told=told, point=found.id)):
            messages.success(request, _("Titik pemasaran tersimpan."))
            return redirect("market_point", found.id)
    context = {"form": form, "point": found}
    return render(request, "markets/point_form.html", context, status=422 if form.errors else 200)


@requires(SEE)
@require_GET
def market_point(request: HttpRequest, point_id: uuid.UUID) -> HttpResponse:
    """A point: its stalls, its days, and what sells there."""
    found, goods = queries.point(request.actor, point_id), choices("market_goods")
    today = today_in(found.region)
    rows = Turn.objects.unscoped("of a point in hand").filter(stall__point=found, state__in=Turn.HELD)
    count = dict(
        rows.filter(day__gte=today - WEEKS, day__lte=today + WEEKS).values_list("day").annotate(n=Count("id"))
    )
    stalls = sorted(found.stalls.all(), key=lambda s: s.number)
    context = {
        "point": found, "place": name_of(found.region), "stalls": stalls, "today": today,
        "in_use": sum(s.retired_at is None for s in stalls),
        "days": [(d, count.get(d, 0)) for d in days_of(found, today - WEEKS, today + WEEKS)],
        "sells": [(goods.get(g, g), n, all_, all_ // n) for g, n, all_ in queries.what_sells(rows.filter(day__lte=today))],
        "may_manage": request.actor.may(MANAGE, region=found.region), "form": StallsForm(auto_id="lapak_%s"),
    }  # fmt: skip
    return render(request, "markets/point.html", context)


@requires(MANAGE)
@require_POST
def market_stalls(request: HttpRequest, point_id: uuid.UUID) -> HttpResponse:
    found, form = queries.point(request.actor, point_id, MANAGE), StallsForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.add_stalls(by=request.actor, point=found.id, **form.cleaned_data)
    ):
        messages.success(request, _("Lapak ditambahkan."))
    for told in (e for errors in form.errors.values() for e in errors):
        messages.error(request, told)
    return redirect("market_point", found.id)


@requires(MANAGE)
@require_POST
def market_stall_retiring(request: HttpRequest, point_id: uuid.UUID, number: int) -> HttpResponse:
    actions.retire_stall(by=request.actor, point=point_id, number=number)
    messages.success(request, _("Lapak tidak dipakai lagi."))
    return redirect("market_point", point_id)


@requires(MANAGE)
@require_POST
def market_point_closing(request: HttpRequest, point_id: uuid.UUID) -> HttpResponse:
    actions.close_point(by=request.actor, point=point_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Titik pemasaran ditutup."))
    return redirect("market_point", point_id)


def regions_of(request: HttpRequest) -> list[Region]:
    found = {
        r.code: r for code in request.actor.regions(MANAGE) for depth in (2, 3, 4) for r in below(code, depth)
    }
    return [found[code] for code in sorted(found)]
