import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import respond
from dampingi.records.calendars import actions, queries
from dampingi.records.calendars.forms import HolidaysForm, NewTimeForm, TimeForm
from dampingi.records.calendars.listing import days_of, hours_of, times_list
from dampingi.records.calendars.proposals import proposed
from dampingi.records.calendars.strips import strips
from dampingi.records.programmes.rosters import today_in

SEE, CHANGE = Permission.VIEW_MEETINGS, Permission.CALL_MEETINGS
NEAR = 3


@require_GET
@requires(SEE)
def office_times(request: HttpRequest) -> HttpResponse:
    """The year of the asker's widest region as strips, and everything that makes them."""
    region = min(request.actor.regions(SEE), key=lambda code: (len(code), code))
    now = today_in(region).year
    years = list(range(now - NEAR, now + NEAR + 1))
    year = _year(request.GET.get("tahun", ""), years) or now
    kept = queries.kept(region, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    months = strips(year, kept)
    changes = request.actor.may(CHANGE, region=region)
    context = {
        "year": year, "months": months, "region": region, "place": name_of(region), "may_change": request.actor.holds(CHANGE),
        "closed": sum(d.look == "closed" for _first, days in months for d in days),
        "proposed": proposed(region, year) if changes else [],
    }  # fmt: skip
    return respond(request, times_list(years), queries.times(request.actor), "calendars/times.html", context)


@requires(CHANGE)
@require_http_methods(["GET", "POST"])
def new_office_time(request: HttpRequest) -> HttpResponse:
    """One time by its form, or holidays as a pasted list."""
    regions, pasted = _regions(request), "lines" in request.POST
    form = NewTimeForm(request.POST if request.POST and not pasted else None, regions=regions)
    paste = HolidaysForm(request.POST if pasted else None, regions=regions, auto_id="daftar_%s")
    asked: TimeForm | HolidaysForm = paste if pasted else form
    if asked.is_valid():
        said = asked.cleaned_data
        rows = said["lines"] if pasted else [form.row()]
        made = attempt(asked, lambda: actions.add_times(by=request.actor, region=said["region"], rows=rows))
        if made:
            messages.success(request, _told(len(made)))
            return redirect(f"{reverse('office_times')}?tahun={made[0].first.year}")
    status = 422 if form.errors or paste.errors else 200
    return render(request, "calendars/new.html", {"form": form, "paste": paste}, status=status)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def office_time(request: HttpRequest, time_id: uuid.UUID) -> HttpResponse:
    """One time; who calls meetings where it holds changes it here."""
    found = queries.time_of(request.actor, time_id)
    changes = request.actor.may(CHANGE, region=found.region) and not found.archived_at
    form = TimeForm(request.POST or None, initial=TimeForm.told(found))
    if request.method == "POST":
        request.actor.require(CHANGE, region=found.region)
        if form.is_valid() and attempt(
            form, lambda: actions.edit_time(by=request.actor, time=found.id, row=form.row())
        ):
            messages.success(request, _("Waktu tersimpan. Rencana yang dihitung sesudah ini memakainya."))
            return redirect("office_time", found.id)
    context = {
        "time": found, "form": form, "changes": changes, "place": name_of(found.region), "days": days_of(found),
        "hours": hours_of(found),
    }  # fmt: skip
    return render(request, "calendars/time.html", context, status=422 if form.errors else 200)


@require_POST
@requires(CHANGE)
def office_time_archiving(request: HttpRequest, time_id: uuid.UUID) -> HttpResponse:
    found = actions.archive_time(by=request.actor, time=time_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Waktu diarsipkan; rencana baru tidak memakainya lagi."))
    return redirect("office_time", found.id)


@require_POST
@requires(CHANGE)
def office_times_adoption(request: HttpRequest) -> HttpResponse:
    """What is known of the year beforehand becomes the region's own."""
    region = request.POST.get("region", "")
    year = _year(request.POST.get("year", ""), range(2000, 2101))
    rows = proposed(region, year) if year else []
    if not rows:
        raise Refused(_("Tidak ada usulan untuk tahun itu yang belum ditambahkan."), status=409)
    made = actions.add_times(by=request.actor, region=region, rows=rows)
    messages.success(request, _told(len(made)))
    return redirect(f"{reverse('office_times')}?tahun={year}")


def _year(said: str, known) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) == 4 and int(said) in known else None


def _regions(request: HttpRequest) -> list[Region]:
    found = {
        r.code: r
        for code in request.actor.regions(CHANGE)
        for depth in (1, 2, 3, 4)
        for r in below(code, depth)
    }
    return [found[code] for code in sorted(found)]


def _told(count: int) -> str:
    return ngettext("%(n)s waktu tersimpan.", "%(n)s waktu tersimpan.", count) % {"n": number(count)}
