"""Pages of the weekly pattern and of calendars elsewhere."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.engines.calendars import MOST_BYTES
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.commitments import actions, calendars, queries
from dampingi.records.commitments.forms import CalendarForm
from dampingi.records.commitments.habits import PARTS
from dampingi.records.commitments.models import Calendar
from dampingi.records.commitments.owners import region_of


@requires(Permission.KEEP_AGENDA)
@require_http_methods(["GET", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """Seven days by five parts: tap what one is busy in."""
    if request.method == "POST":
        ticked = request.POST.getlist("cell")
        kept = actions.keep_week(by=request.actor, cells=ticked, region=region_of(request.actor))
        said = ngettext(
            "Pola minggu Anda tersimpan: %(n)d bagian hari.",
            "Pola minggu Anda tersimpan: %(n)d bagian hari.",
            kept,
        ) % {"n": kept}
        messages.success(request, said)
        return redirect("agenda")
    busy = queries.own_habits(request.actor)
    rows = [
        (part, [(f"{day}{part.code}", (day, part.starts) in busy, name) for day, name in enumerate(_days())])
        for part in PARTS
    ]
    return render(request, "commitments/week.html", {"rows": rows, "days": _days()})


@requires(Permission.KEEP_AGENDA)
@require_http_methods(["GET", "POST"])
def calendar_list(request: HttpRequest) -> HttpResponse:
    form = CalendarForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: _link(request.actor, form.cleaned_data)):
        messages.success(request, _("Kalender terhubung. Hanya waktu sibuknya yang diambil."))
        return redirect("calendars")
    context = {"form": form, "rows": [_row(c) for c in queries.own_calendars(request.actor)]}
    return render(request, "commitments/calendars.html", context, status=422 if form.errors else 200)


@requires(Permission.KEEP_AGENDA)
@require_POST
def reading_again(request: HttpRequest, calendar_id: uuid.UUID) -> HttpResponse:
    calendars.read_again(by=request.actor, calendar=calendar_id)
    messages.success(request, _("Kalender akan dibaca ulang sebentar lagi."))
    return redirect("calendars")


@requires(Permission.KEEP_AGENDA)
@require_POST
def unlinking(request: HttpRequest, calendar_id: uuid.UUID) -> HttpResponse:
    calendars.unlink(by=request.actor, calendar=calendar_id)
    messages.success(request, _("Kalender dilepas; waktu sibuk darinya sudah dihapus."))
    return redirect("calendars")


def _link(actor: Actor, told: dict[str, Any]) -> Calendar:
    region, name = region_of(actor), told["name"]
    if told.get("address"):
        return calendars.link_address(by=actor, name=name, address=told["address"], region=region)
    file = told["file"]
    if file.size > MOST_BYTES:
        raise Refused(str(calendars.PROBLEMS["too_large"]))
    return calendars.link_file(by=actor, name=name, data=file.read(), region=region)


def _row(c: Calendar) -> dict[str, Any]:
    name, address = calendars.told(c)
    notes = [
        (parse_date(on) if on else None, calendars.NOTES.get(code, code), zone) for code, on, zone in c.notes
    ]
    host = address.split("/")[2] if address else ""
    return {
        "calendar": c,
        "name": name,
        "host": host,
        "problem": calendars.PROBLEMS.get(c.problem, ""),
        "notes": notes,
    }


def _days() -> list[str]:
    return [_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), pgettext("day", "Minggu")]
