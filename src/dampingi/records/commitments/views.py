import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.commitments import actions, queries
from dampingi.records.commitments.forms import CommitmentForm
from dampingi.records.commitments.models import Commitment
from dampingi.records.commitments.owners import region_of
from dampingi.records.commitments.spans import Rule, spans

AHEAD = datetime.timedelta(days=28)


@dataclass(frozen=True)
class Coming:
    start: datetime.datetime
    end: datetime.datetime
    title: str
    note: str
    commitment: Commitment


@requires(Permission.KEEP_AGENDA)
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """One's own times of the next weeks, and all rules; a new one is added here."""
    region = region_of(request.actor)
    there = zone(region)
    now = timezone.localtime(timezone=there)
    first = {"id": new_id(), "on": now.date(), "starts": "09:00", "ends": "12:00"}
    form = CommitmentForm(request.POST or None, initial=first)
    if form.is_valid() and attempt(
        form, lambda: actions.keep(by=request.actor, kept=form.kept(), region=region)
    ):
        messages.success(request, _("Tersimpan. Orang lain hanya melihat bahwa Anda berhalangan."))
        return redirect("agenda")
    rows = [
        (c, queries.about(request.actor, c))
        for c in queries.own_commitments(request.actor).order_by("on", "starts", "id")
    ]
    context = {
        "form": form,
        "days": _coming(rows, now),
        "rows": [_told(c, a) for c, a in rows],
        "habits": len(queries.own_habits(request.actor)),
        "calendars": queries.own_calendars(request.actor),
    }
    return render(request, "commitments/agenda.html", context, status=422 if form.errors else 200)


@requires(Permission.KEEP_AGENDA)
@require_http_methods(["GET", "POST"])
def commitment(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    found = queries.own_commitment(request.actor, commitment_id)
    about, region = queries.about(request.actor, found), region_of(request.actor)
    now = {name: getattr(found, name) for name in ("id", "on", "starts", "ends", "weekly", "until")}
    form = CommitmentForm(request.POST or None, initial=now | {"title": about.title, "note": about.note})
    form.fields["id"].disabled = True
    if form.is_valid() and attempt(
        form, lambda: actions.keep(by=request.actor, kept=form.kept(), region=region)
    ):
        messages.success(request, _("Tersimpan. Orang lain hanya melihat bahwa Anda berhalangan."))
        return redirect("agenda")
    context = {"form": form, "commitment": found, "about": about}
    return render(request, "commitments/commitment.html", context, status=422 if form.errors else 200)


@requires(Permission.KEEP_AGENDA)
@require_POST
def dropping(request: HttpRequest, commitment_id: uuid.UUID) -> HttpResponse:
    actions.drop(by=request.actor, commitment=commitment_id)
    messages.success(request, _("Dihapus dari agenda Anda."))
    return redirect("agenda")


def _coming(
    rows: list[tuple[Commitment, Any]], now: datetime.datetime
) -> list[tuple[datetime.date, list[Coming]]]:
    found: dict[datetime.date, list[Coming]] = {}
    for c, about in rows:
        there = now.tzinfo
        rule = Rule(c.on, c.starts, c.ends, c.zone, c.weekly, c.until)
        for each in spans(rule, now, now + AHEAD):
            start = each.start.astimezone(there)
            told = Coming(start, each.end.astimezone(there), about.title, about.note, c)
            found.setdefault(start.date(), []).append(told)
    return [(day, sorted(found[day], key=lambda c: c.start)) for day in sorted(found)]


def _told(c: Commitment, about: Any) -> dict[str, Any]:
    return {"commitment": c, "title": about.title, "over": not c.weekly and c.on < timezone.localdate()}
