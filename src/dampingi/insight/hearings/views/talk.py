"""One presentation: its evidence, three questions, what was said, who was there; and its hour and raters."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.evaluation.seen import evidence
from dampingi.insight.hearings import actions, queries, words
from dampingi.insight.hearings.actions.announcing import agenda_rows, seed_of
from dampingi.insight.hearings.actions.planning import frame_of
from dampingi.insight.hearings.clock import clock
from dampingi.insight.hearings.forms import AnswerForm, MoveForm, RemarkForm, SeatsForm, SettleForm
from dampingi.insight.hearings.models import Event, Remark, Talk

PART = (Permission.MANAGE_EVALUATION, Permission.VIEW_EVALUATION)


@require_GET
@requires(Permission.VIEW_EVALUATION)
def talk(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _found(request, hearings_id, talk_id)
    return _page(request, event, found)


def _found(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> tuple[Event, Talk]:
    event = queries.event_of(request.actor, hearings_id)
    return event, queries.talk_of(request.actor, event, talk_id)


def _page(request: HttpRequest, event: Event, found: Talk, **forms: Any) -> HttpResponse:
    """The mentor sees hour, room and evidence; what was asked and said is for those who take part until the ratings are closed."""
    evaluation, part = found.subject.evaluation, queries.takes_part(request.actor, event)
    own = found.subject.mentor.user_id == request.actor.user_id
    closed = hasattr(evaluation, "closure")
    sees = (part and not own) or (queries.oversees(request.actor, event) and not own) or closed
    remarks = list(found.remarks.filter(withdrawn_at=None).order_by("at")) if sees else []  # type: ignore[attr-defined]
    context = {
        "event": event, "talk": found, "hour": clock(found.minute), "room": event.rooms[found.room], "place": name_of(found.subject.region),
        "evaluation": evaluation, "evidence": evidence(evaluation, found.subject.mentor_id), "sees": sees, "own": own,
        "writes": part and not own and not closed, "manages": queries.manages(request.actor, event), "closed": closed,
        "questions": _questions(found, evaluation) if sees else [], "seed": seed_of(found), "rules": words.rules(),
        "remarks": [(label, [r for r in remarks if r.kind == kind]) for kind, label in Remark.Kind.choices],
        "topics": words.topics(), "me": request.actor.user_id, "rates": found.seats.filter(user=request.actor.user_id).exists(),  # type: ignore[attr-defined]
        "remark": forms.get("remark") or RemarkForm(), "settle": forms.get("settle") or SettleForm(talk=found),
        "answer": AnswerForm(), "wrong_answer": forms.get("answer"),
    }  # fmt: skip
    return render(request, "hearings/talk.html", context, status=422 if forms else 200)


@require_GET
@requires(Permission.VIEW_EVALUATION)
def pack(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    """One page for the mentor to present from: every figure against its target and everyone's, what counts how much, and what is not known."""
    event, found = _found(request, hearings_id, talk_id)
    evaluation = found.subject.evaluation
    told, body = evidence(evaluation, found.subject.mentor_id), evaluation.instrument.body
    context = {
        "event": event, "talk": found, "hour": clock(found.minute), "room": event.rooms[found.room], "place": name_of(found.subject.region),
        "evaluation": evaluation, "evidence": told, "unknown": [row["name"] for d in told for row in d["rows"] if row["unknown"]],
        "rated": [c for c in body["criteria"] if c["method"] == "panel"],
    }  # fmt: skip
    return render(request, "hearings/pack.html", context)


def _questions(found: Talk, evaluation: Any) -> list[dict[str, Any]]:
    body = evaluation.instrument.body
    return [
        {
            "row": q,
            "says": words.question(body, q.rule, q.figures),
            "form": AnswerForm(initial={"text": q.answer}, prefix=f"q{q.number}"),
        }
        for q in found.questions.order_by("number")  # type: ignore[attr-defined]
    ]


@require_POST
@requires(*PART)
def answer(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID, number: int) -> HttpResponse:
    event, found = _found(request, hearings_id, talk_id)
    question = found.questions.filter(number=number).first()  # type: ignore[attr-defined]
    if question is None:
        raise Refused(_("Pertanyaan itu tidak ada. Muat ulang halaman ini."), status=404)
    form = AnswerForm(request.POST, prefix=f"q{number}")
    if form.is_valid() and attempt(
        form, lambda: actions.note_answer(by=request.actor, question=question, text=form.cleaned_data["text"])
    ):
        messages.success(request, _("Jawaban dicatat."))
        return redirect("talk", event.id, found.id)
    return _page(request, event, found, answer=form)


@require_POST
@requires(*PART)
def remark(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _found(request, hearings_id, talk_id)
    form = RemarkForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.add_remark(by=request.actor, talk=found, **form.cleaned_data)
    ):
        messages.success(request, _("Catatan disimpan."))
        return redirect("talk", event.id, found.id)
    return _page(request, event, found, remark=form)


@require_POST
@requires(*PART)
def withdraw(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _found(request, hearings_id, talk_id)
    try:
        asked = uuid.UUID(request.POST.get("remark", ""))
    except ValueError:
        asked = None
    row = found.remarks.filter(id=asked).first()  # type: ignore[attr-defined]
    if row is None:
        raise Refused(_("Catatan itu tidak ada. Muat ulang halaman ini."), status=404)
    actions.withdraw_remark(by=request.actor, remark=row)
    messages.success(request, _("Catatan ditarik."))
    return redirect("talk", event.id, found.id)


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def settle(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _found(request, hearings_id, talk_id)
    form = SettleForm(request.POST, talk=found)
    if form.is_valid():
        told = {"state": form.cleaned_data["state"], "why": form.cleaned_data["why"], "present": form.users()}
        if attempt(form, lambda: actions.settle_talk(by=request.actor, talk=found, **told)):
            messages.success(request, _("Kehadiran dicatat."))
            return redirect("talk", event.id, found.id)
    return _page(request, event, found, settle=form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def place(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _managed(request, hearings_id, talk_id)
    taken = {(t.on, t.minute, t.room): t.subject.name for t in agenda_rows(event) if t.id != found.id}
    form = MoveForm(request.POST or None, event=event, slots=frame_of(event), taken=taken, talk=found)
    if request.method == "POST" and form.is_valid():
        on, minute, room = form.chosen()
        if attempt(
            form, lambda: actions.move_talk(by=request.actor, talk=found, on=on, minute=minute, room=room)
        ):
            messages.success(
                request, _("Jadwal diubah; yang bersangkutan diberi tahu bila acaranya sudah diumumkan.")
            )
            return redirect("hearings", event.id)
    return _form(request, event, found, form, _("Ubah jadwal"))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_EVALUATION)
def seats(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> HttpResponse:
    event, found = _managed(request, hearings_id, talk_id)
    now = [s.user_id for s in found.seats.all()]  # type: ignore[attr-defined]
    form = SeatsForm(request.POST or None, people=queries.raters(event), now=now)
    if request.method == "POST" and form.is_valid():
        act = lambda: (actions.seat_raters(by=request.actor, talk=found, users=form.users()), True)[1]  # noqa: E731
        if attempt(form, act):
            messages.success(request, _("Penilainya diubah."))
            return redirect("hearings", event.id)
    return _form(request, event, found, form, _("Ubah penilai"))


def _managed(request: HttpRequest, hearings_id: uuid.UUID, talk_id: uuid.UUID) -> tuple[Event, Talk]:
    event, found = _found(request, hearings_id, talk_id)
    if not queries.manages(request.actor, event):
        raise Denied(_("Jadwal diubah penyelenggara acaranya."))
    return event, found


def _form(request: HttpRequest, event: Event, found: Talk, form: Any, title: str) -> HttpResponse:
    context = {"event": event, "talk": found, "form": form, "title": title}
    return render(request, "hearings/arrange.html", context, status=422 if form.errors else 200)
