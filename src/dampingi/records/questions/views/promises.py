"""The office's promise and how it keeps it, for everybody who is logged in; the doors behind the figures for those who may read the questions."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number, percent
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.questions import actions, queries
from dampingi.records.questions.figures import Figures, figures
from dampingi.records.questions.forms import PromiseForm
from dampingi.records.questions.listing import years


@for_anyone_logged_in
@require_GET
def promise(request: HttpRequest) -> HttpResponse:
    region = _region(request)
    today = today_in(region)
    year = _year(request, today)
    whole, parts = figures(region, year=year, today=today)
    opens = request.actor.may(Permission.VIEW_CLINIC, region=region)
    context = {
        "place": name_of(region), "edition": queries.promise_in_force(region), "editions": queries.editions(region),
        "whole": _told(whole, year, opens), "parts": [_told(p, year, opens) for p in parts], "years": years(today),
        "year": year, "sets": request.actor.may(Permission.PROMISE_ANSWERS, region=region),
    }  # fmt: skip
    return render(request, "questions/promise.html", context)


@requires(Permission.PROMISE_ANSWERS)
@require_http_methods(["GET", "POST"])
def new_promise(request: HttpRequest) -> HttpResponse:
    region = _region(request)
    held = queries.promise_in_force(region)
    initial = (
        {
            "answer_days": held.answer_days,
            "resolve_days": held.resolve_days,
            "silence_days": held.silence_days,
        }
        if held
        else {}
    )
    form = PromiseForm(request.POST or None, initial=initial or None)
    if request.method == "POST" and form.is_valid() and _publish(request, region, form):
        messages.success(request, _("Janji baru berlaku untuk pertanyaan mulai sekarang."))
        return redirect("clinic_promise")
    return render(
        request,
        "questions/new_promise.html",
        {"form": form, "held": held},
        status=422 if form.errors else 200,
    )


def _publish(request: HttpRequest, region: str, form: PromiseForm) -> Any:
    return attempt(form, lambda: actions.promise(by=request.actor, region=region, **form.cleaned_data))


def _region(request: HttpRequest) -> str:
    """The office's whose promise concerns the reader."""
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda, jadi belum ada klinik bisnis."), status=404)
    return programme.region


def _year(request: HttpRequest, today: datetime.date) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked in dict(years(today)) else today.year


def _told(found: Figures, year: int, opens: bool) -> dict[str, Any]:
    """(words, address of the rows) of each figure."""

    def door(**narrowed: str) -> str:
        asked = {"tahun": str(year)} | ({"bidang": found.field} if found.field else {}) | narrowed
        return f"{reverse('questions')}?{urlencode(asked)}" if opens and found.field != "" else ""

    return {
        "figures": found,
        "field": choices("constraint_fields").get(found.field or "", _("bidang belum ditentukan")),
        "asked": (number(found.asked), door()),
        "unanswered": (number(found.unanswered), door(keadaan="sunyi")),
        "late": (number(found.late), door(janji="terlewat")),
        "pending": (number(found.answer.pending), door(janji="berjalan")),
        "kept": (percent(found.answer.share), door(janji="ditepati")),
        "resolve_kept": (percent(found.resolve.share), door(janji="selesai-tepat")),
        "unresolved": (number(found.unresolved), door(keadaan="terbuka")),
        "to_answer": _days(found.to_answer),
        "to_resolve": _days(found.to_resolve),
    }


def _days(value: float | None) -> str:
    if value is None:
        return _("belum separuhnya")
    return _("hari itu juga") if value == 0 else _("%(n)s hari") % {"n": number(value)}
