"""What a level does about a problem: each a page of its own with one form, so that nothing typed is lost."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.records.problems import actions, queries
from dampingi.records.problems.actions.course import must_be_open, must_hold
from dampingi.records.problems.actions.handing import enters_for
from dampingi.records.problems.authority import DECIDE, above, called, must_decide
from dampingi.records.problems.forms import (
    AgreeForm,
    AnswerForm,
    AuthorityForm,
    CloseForm,
    HandForm,
    ReasonForm,
)
from dampingi.records.problems.models import Problem
from dampingi.records.programmes.rosters import today_in

BOTH = ["GET", "POST"]


@requires(DECIDE)
@require_http_methods(BOTH)
def authority(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = _held(request, problem_id)
    form = AuthorityForm(
        request.POST or None, region=found.region, initial={"matter": found.matter, "level": found.level}
    )
    return ask(
        request, found, form, _("Ubah kewenangan"), _("Simpan"), _("Kewenangannya diubah."),
        lambda: actions.change_authority(by=request.actor, problem=found.id, **form.cleaned_data),
        lead=_("Sekarang pada %(level)s. Alasannya tercatat dan dibaca semua tingkat.") % {"level": called(found.region, found.level)},
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(BOTH)
def agreeing(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = _held(request, problem_id)
    must_decide(found)
    people = queries.people_to_ask(found, today_in(found.region))
    form = AgreeForm(request.POST or None, people=((id, user.name) for id, user in people.items()))
    return ask(
        request, found, form, _("Sepakati tindakan"), _("Sepakati"), _("Tindakan tercatat dan masuk kotak masuk orangnya."),
        lambda: actions.agree(by=request.actor, problem=found.id, **form.said()),
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(BOTH)
def handing(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = _held(request, problem_id)
    upper = above(found.held)
    if upper is None:
        raise Conflict(_("Tidak ada tingkat di atas pemerintah pusat."))
    form = HandForm(request.POST or None)
    to = called(found.region, upper)
    return ask(
        request, found, form, _("Teruskan kepada %(level)s") % {"level": to}, _("Teruskan"), _("Diteruskan. Jawabannya kembali kepada Anda."),
        lambda: actions.hand_up(by=request.actor, problem=found.id, **form.cleaned_data),
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(BOTH)
def answering(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = queries.problem_of(request.actor, problem_id)
    must_be_open(found)
    waiting = queries.waiting_handing(found)
    if waiting is None:
        raise Conflict(
            _("Tidak ada yang menunggu jawaban: masalah ini tidak diteruskan, atau sudah dijawab.")
        )
    by_letter = enters_for(request.actor, found, waiting)
    if not by_letter:
        must_hold(request.actor, found)
    form = AnswerForm(request.POST or None, by_letter=by_letter)
    title = _("Catat jawaban %(level)s") if by_letter else _("Jawab sebagai %(level)s")
    return ask(
        request, found, form, title % {"level": called(found.region, found.held)}, _("Kirim jawaban"), _("Jawaban tersimpan."),
        lambda: actions.answer(by=request.actor, problem=found.id, **form.cleaned_data), lead=waiting.text,
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(BOTH)
def closing(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = _held(request, problem_id)
    form = CloseForm(request.POST or None)
    return ask(
        request, found, form, _("Tutup dengan hasil"), _("Tutup masalah"), _("Masalah ditutup."),
        lambda: actions.close(by=request.actor, problem=found.id, **form.cleaned_data),
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(BOTH)
def reopening(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = queries.problem_of(request.actor, problem_id)
    if not found.closed_at:
        raise Conflict(_("Masalah ini belum ditutup."))
    must_hold(request.actor, found)
    form = ReasonForm(request.POST or None)
    return ask(
        request, found, form, _("Buka kembali"), _("Buka kembali"), _("Masalah dibuka kembali."),
        lambda: actions.reopen(by=request.actor, problem=found.id, **form.cleaned_data),
    )  # fmt: skip


def ask(
    request: HttpRequest, found: Problem, form: forms.Form, title: str, button: str, done: str, act: Callable[[], Any], lead: str = ""
) -> HttpResponse:  # fmt: skip
    """One form about a problem; back on its page once it is done."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, done)
        return redirect("problem", found.id)
    context = {
        "problem": found,
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "place": name_of(found.region),
    }
    return render(request, "problems/doing.html", context, status=422 if form.errors else 200)


def _held(request: HttpRequest, id: uuid.UUID) -> Problem:
    found = queries.problem_of(request.actor, id)
    must_be_open(found)
    must_hold(request.actor, found)
    return found
