"""The agenda of an event: planned, looked at, announced."""

import datetime
import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Column, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.hearings import actions, queries
from dampingi.insight.hearings.actions.announcing import HARD
from dampingi.insight.hearings.clock import clock
from dampingi.insight.hearings.forms import AnnounceForm, EventForm
from dampingi.insight.hearings.models import Event, Talk


def _open_days(rows: list[Event]) -> None:
    for event in rows:
        event.first = datetime.date.fromisoformat(event.days[0])  # type: ignore[attr-defined]


LIST = ListOf(
    name="presentasi",
    noun=gettext_lazy("acara"),
    columns=(
        Column("name", gettext_lazy("Acara"), "name", sort=("name",), href=lambda e: reverse("hearings", args=[e.id])),
        Column("programme", gettext_lazy("Program"), "programme.name", sort=("programme__name",)),
        Column("first", gettext_lazy("Hari pertama"), lambda e: e.first, kind="day"),
        Column("made_at", gettext_lazy("Disusun"), kind="moment", sort=("made_at",)),
        Column(
            "state", gettext_lazy("Keadaan"),
            lambda e: (State.GOOD, _("Diumumkan")) if e.announced_at else (State.WATCH, _("Belum diumumkan")), kind="state",
            sort=("announced_at",),
        ),
    ),
    order="-made_at",
    ties=("id",),
    search=("name",),
    search_label=gettext_lazy("Nama acara"),
    enrich=_open_days,
)  # fmt: skip


@require_GET
@requires(Permission.VIEW_EVALUATION)
def listing(request: HttpRequest) -> HttpResponse:
    context = {"may_create": request.actor.holds(Permission.MANAGE_EVALUATION)}
    return respond(request, LIST, queries.events(request.actor), "hearings/listing.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def create(request: HttpRequest) -> HttpResponse:
    waiting = list(queries.open_evaluations(request.actor))
    form = EventForm(
        request.POST or None, evaluations=waiting, initial={"evaluations": [str(e.id) for e in waiting]}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.create_event(by=request.actor, told=form.intake()))
        if made:
            return redirect("hearings", made.id)
    context = {"form": form, "waiting": waiting}
    return render(request, "hearings/create.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.VIEW_EVALUATION)
def event(request: HttpRequest, hearings_id: uuid.UUID) -> HttpResponse:
    """Day by day, hours down and rooms across. A mentor sees their own hour."""
    found = queries.event_of(request.actor, hearings_id)
    return render(request, "hearings/event.html", _context(request, found, AnnounceForm()))


def _context(request: HttpRequest, found: Event, form: AnnounceForm) -> dict[str, Any]:
    rows, manages = queries.talks(request.actor, found), queries.manages(request.actor, found)
    places = names(t.subject.region for t in rows)
    for t in rows:
        t.place, t.hour, t.mine = (
            places.get(t.subject.region, ""),
            clock(t.minute),
            request.actor.user_id in {s.user_id for s in t.seats.all()},
        )
        t.where = found.rooms[t.room]
    said = queries.wrong(found, rows) if manages else []
    return {
        "event": found, "days": _days(found, rows), "rooms": found.rooms, "manages": manages, "problems": said,
        "stops": any(p["kind"] in HARD for p in said), "form": form, "attendees": _attendees(found),
        "own": [t for t in rows if t.subject.mentor.user_id == request.actor.user_id],
        "mine": [t for t in rows if t.mine], "settled": sum(t.state != Talk.State.PLANNED for t in rows), "number": len(rows),
        "hours": (clock(found.starts), clock(found.ends)),
    }  # fmt: skip


def _days(found: Event, rows: list[Talk]) -> list[dict[str, Any]]:
    told = []
    for on, talks in groupby(rows, key=lambda t: t.on):
        hours: dict[int, list[Talk | None]] = {}
        for t in talks:
            hours.setdefault(t.minute, [None] * len(found.rooms))[t.room] = t
        number = found.days.index(on.isoformat()) + 1
        told.append(
            {
                "on": on,
                "number": number,
                "hours": [(clock(m), cells) for m, cells in sorted(hours.items())],
                "minutes": _minutes(found, hours),
            }
        )
    return told


def _minutes(found: Event, hours: dict[int, list[Talk | None]]) -> list[tuple[int, str]]:
    """Rooms whose every presentation of the day is settled: their minutes can be printed."""
    rooms = {n: [cells[n] for cells in hours.values() if cells[n]] for n in range(len(found.rooms))}
    return [
        (n, found.rooms[n])
        for n, talks in rooms.items()
        if talks and all(t.state != Talk.State.PLANNED for t in talks if t)
    ]


def _attendees(found: Event) -> list[dict[str, Any]]:
    words = dict(PanelMember.Mandate.choices)
    people = found.attendees.select_related("user").order_by("-mandate", "agency")  # type: ignore[attr-defined]
    return [
        {"name": a.user.name, "agency": a.agency, "mandate": words.get(a.mandate, a.mandate)} for a in people
    ]


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def announce(request: HttpRequest, hearings_id: uuid.UUID) -> HttpResponse:
    found = queries.event_of(request.actor, hearings_id)
    form = AnnounceForm(request.POST)
    if form.is_valid():
        made = attempt(
            form, lambda: actions.announce(by=request.actor, event=found, why=form.cleaned_data["why"])
        )
        if made:
            messages.success(
                request, _("Diumumkan: pendamping dan tim penilai diberi tahu jam dan ruangnya.")
            )
            return redirect("hearings", found.id)
    return render(request, "hearings/event.html", _context(request, found, form), status=422)


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def again(request: HttpRequest, hearings_id: uuid.UUID) -> HttpResponse:
    actions.plan_again(by=request.actor, event=queries.event_of(request.actor, hearings_id))
    messages.success(request, _("Jadwal disusun ulang."))
    return redirect("hearings", hearings_id)
