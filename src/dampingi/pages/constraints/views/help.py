"""From a figure of the map to help in one step: a training, clinic slots, or visits by the mentors."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.constraints.questions import field_of
from dampingi.pages.constraints.asked import Asked, asked
from dampingi.pages.constraints.forms import ClinicForm, TrainingPlanForm, VisitsForm
from dampingi.pages.constraints.helping import help_with
from dampingi.pages.constraints.page import subject
from dampingi.pages.constraints.selection import Selection, selected
from dampingi.records.clinic.actions import book
from dampingi.records.clinic.queries import slots
from dampingi.records.learning.actions import plan_training
from dampingi.records.mentoring.actions.plans import plan_visits
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

KIND = "bantuan"
TRAINING, CLINIC, VISITS = "pelatihan", "klinik", "kunjungan"


@requires(Permission.PLAN_HELP)
def help_plan(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    here = asked(request.actor, request.GET, today=today)
    if not request.actor.may(Permission.PLAN_HELP, region=here.region):
        raise Denied(_("Anda tidak merencanakan bantuan untuk wilayah ini. Hubungi penyelenggara."))
    chosen = selected(request.actor, here, request.GET, today=today)
    if not chosen.ids:
        raise Refused(_("Belum ada usaha yang dipilih. Kembali, lalu centang sedikitnya satu."), status=422)
    kind = request.POST.get(KIND, "")
    ways = {each.kind: each for each in _ways(request, here, chosen)}
    if request.method == "POST" and kind in ways:
        way = ways[kind]
        if way.form.is_valid() and (made := attempt(way.form, way.act)) is not None:
            messages.success(request, way.done, extra_tags=f"bantuan:{kind}")
            return redirect(*way.door(made))
    context = {
        "asked": here,
        "chosen": chosen,
        "ways": ways,
        "open": kind or VISITS,
        "place": name_of(here.region),
        "subject": subject(here) or _("semua kendala"),
        "help": help_with(request.actor, here.region, here.question, today=today) if here.column else None,
        "back": here.door(),
    }
    wrong = kind in ways and ways[kind].form.errors
    return render(request, "pages/help_plan.html", context, status=422 if wrong else 200)


class Way:
    """One kind of help: its form, what sending it does, and where the result is told."""

    def __init__(self, kind: str, form: forms.Form, act: Callable[[], Any], route: str, done: str) -> None:
        self.kind, self.form, self.act, self.route, self.done = kind, form, act, route, done

    def door(self, made: Any) -> tuple[str, Any]:
        return (self.route, made[0].batch) if isinstance(made, list) else (self.route, made.id)


def _ways(request: HttpRequest, here: Asked, chosen: Selection) -> list[Way]:
    found = [_visits(request, here, chosen), _clinic(request, here, chosen)]
    programme = _programme(request, here)
    if programme and request.actor.may(Permission.MANAGE_INTAKE, region=here.region, programme=programme.id):
        found.append(_training(request, here, chosen, programme))
    return found


def _visits(request: HttpRequest, here: Asked, chosen: Selection) -> Way:
    said = request.POST if request.POST.get(KIND) == VISITS else None
    form = VisitsForm(said, prefix=VISITS, initial={"topic": _field(here)["topic"]}, today=chosen.today)

    def act() -> Any:
        return plan_visits(
            by=request.actor,
            region=here.region,
            businesses=chosen.ids,
            about=here.column,
            **form.cleaned_data,
        )

    done = _("Rencana dibuat; pendampingnya melihatnya di beranda hari ini.")
    return Way(VISITS, form, act, "visit_plan", done)


def _clinic(request: HttpRequest, here: Asked, chosen: Selection) -> Way:
    said = request.POST if request.POST.get(KIND) == CLINIC else None
    field = _field(here)["code"]
    form = ClinicForm(said, prefix=CLINIC, initial={"field": field}, free=_free(request, chosen))

    def act() -> Any:
        return book(
            by=request.actor,
            businesses=chosen.ids,
            codes=here.question.codes,
            field=form.cleaned_data["field"],
        )

    return Way(CLINIC, form, act, "booked", _("Penjadwalan ke klinik tercatat."))


def _training(request: HttpRequest, here: Asked, chosen: Selection, programme: Programme) -> Way:
    said = request.POST if request.POST.get(KIND) == TRAINING else None
    title = subject(here)
    form = TrainingPlanForm(
        said,
        prefix=TRAINING,
        initial={"subject": _field(here)["subject"], "title": title},
        today=chosen.today,
    )

    def act() -> Any:
        return plan_training(
            by=request.actor,
            programme=programme,
            region=here.region,
            businesses=chosen.ids,
            **form.cleaned_data,
        )

    return Way(TRAINING, form, act, "training", _("Pelatihan direncanakan dan undangannya dicatat."))


def _programme(request: HttpRequest, here: Asked) -> Programme | None:
    """The one chosen on the map, else the newest here that is not over."""
    if here.question.programme:
        return here.question.programme
    today = timezone.localdate()
    found = (p for p in programmes(request.actor) if contains(p.region, here.region) and p.ends_on >= today)
    return next(found, None)


def _field(here: Asked) -> dict[str, Any]:
    """The field the help is about; the chosen constraint's own, or the first."""
    fields = {each["code"]: each for each in load("constraint_fields")}
    return fields[field_of().get(here.code) or here.field or next(iter(fields))]


def _free(request: HttpRequest, chosen: Selection) -> dict[str, int]:
    """Free places in the slots to come, by field."""
    found: dict[str, int] = {}
    for slot in slots(request.actor).filter(on__gte=chosen.today, cancelled_at=None):
        found[slot.field] = found.get(slot.field, 0) + max(0, slot.capacity - slot.taken)
    return found
