"""Constraints of one business: noted, weighed, resolved with what helped, reopened."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Denied
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.constraints.questions import Question
from dampingi.pages.constraints.forms import ConstraintForm, ReopeningForm, ResolutionForm, WeightForm
from dampingi.pages.constraints.helping import help_with
from dampingi.pages.constraints.one import constraint_page, helpers, may_note
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.businesses.models import Business, Constraint


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def constraint(request: HttpRequest, constraint_id: uuid.UUID) -> HttpResponse:
    found = queries.constraint(request.actor, constraint_id)
    return render(
        request,
        "pages/constraint.html",
        constraint_page(request.actor, found) | {"help": _help(request.actor, found)},
    )


@requires(Permission.NOTE_CONSTRAINTS)
def note(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.business(request.actor, business_id)
    if not may_note(request.actor, found):
        raise Denied(_("Anda tidak mencatat kendala untuk usaha ini. Hubungi pendampingnya."))
    held = Constraint.objects.unscoped("of a business in reach").filter(business=found, resolved_on=None)
    known = list(held.values_list("code", flat=True))
    form = ConstraintForm(request.POST or None, known=known, initial={"since": timezone.localdate()})

    def act() -> Any:
        row = ConstraintNote(business_id=found.id, **form.cleaned_data)
        return actions.note_constraints(by=request.actor, rows=[row])

    page = {
        "title": _("Catat kendala"),
        "lead": _("Kendala yang dicatat masuk peta kendala, agar dinas tahu bantuan apa yang perlu."),
        "verb": _("Simpan kendala"),
        "done": _("Kendala tercatat."),
    }
    return _answer(request, found, form, act, page, business_address(found.id))


@requires(Permission.NOTE_CONSTRAINTS)
def weigh(request: HttpRequest, constraint_id: uuid.UUID) -> HttpResponse:
    found = _noted(request, constraint_id)
    form = WeightForm(request.POST or None, initial={"severity": found.severity})

    def act() -> Any:
        return actions.weigh_constraint(by=request.actor, constraint=found.id, **form.cleaned_data)

    page = {"title": _("Ubah berat: %(name)s"), "verb": _("Simpan"), "done": _("Berat kendala diubah.")}
    return _answer(request, found.business, form, act, page, _door(found), found)


@requires(Permission.NOTE_CONSTRAINTS)
def resolve(request: HttpRequest, constraint_id: uuid.UUID) -> HttpResponse:
    found = _noted(request, constraint_id)
    initial = {"on": timezone.localdate(), "how": "mentoring"}
    form = ResolutionForm(request.POST or None, helpers=helpers(found.business), initial=initial)

    def act() -> Any:
        return actions.resolve_constraints(by=request.actor, rows=[form.intake(found.id)])

    page = {
        "title": _("Selesaikan: %(name)s"),
        "lead": _("Cara yang dipilih menjadi petunjuk bagi usaha lain dengan kendala serupa."),
        "verb": _("Simpan"),
        "done": _("Kendala tercatat selesai."),
    }
    return _answer(request, found.business, form, act, page, _door(found), found)


@requires(Permission.NOTE_CONSTRAINTS)
def reopen(request: HttpRequest, constraint_id: uuid.UUID) -> HttpResponse:
    found = _noted(request, constraint_id)
    initial = {"since": timezone.localdate(), "severity": found.severity}
    form = ReopeningForm(request.POST or None, initial=initial)

    def act() -> Any:
        return actions.reopen_constraint(by=request.actor, constraint=found.id, **form.cleaned_data)

    page = {
        "title": _("Muncul lagi: %(name)s"),
        "lead": _("Catatan yang lama tetap tersimpan; ini menjadi catatan baru yang menunjuk kepadanya."),
        "verb": _("Buka kembali"),
        "done": _("Kendala dibuka kembali."),
    }
    return _answer(request, found.business, form, act, page, _door(found), found)


def _help(actor: Actor, found: Constraint) -> dict[str, Any]:
    question = Question(region=found.region, codes=(found.code,))
    return help_with(actor, found.region, question, today=timezone.localdate())


def _noted(request: HttpRequest, id: uuid.UUID) -> Constraint:
    return queries.constraint(request.actor, id, Permission.NOTE_CONSTRAINTS)


def _door(found: Constraint) -> str:
    return f"/kendala/{found.id}/"


def _answer(
    request: HttpRequest,
    business: Business,
    form: forms.Form,
    act: Callable[[], Any],
    page: dict[str, str],
    back: str,
    about: Constraint | None = None,
) -> HttpResponse:
    key = f"kendala:{about.id if about else business.id}"
    if request.method == "POST" and form.is_valid():
        made = attempt(form, act)
        if made is not None:
            messages.success(request, page["done"], extra_tags=key)
            return redirect(_door(made) if isinstance(made, Constraint) else back)
    named = choices("constraints").get(about.code, about.code) if about else ""
    context = {
        "form": form,
        "business": business,
        "page": page | {"title": page["title"] % {"name": named} if about else page["title"]},
        "back": back,
        "draft_key": key,
    }
    return render(request, "pages/constraint_form.html", context, status=422 if form.errors else 200)
