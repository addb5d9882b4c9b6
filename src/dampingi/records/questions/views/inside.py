"""Questions as those see them who enter, direct and answer them."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import spoken_phone, whatsapp_address
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in
from dampingi.records.questions import actions, queries
from dampingi.records.questions.forms import AnswerForm, AskForm, DirectForm, MoreForm
from dampingi.records.questions.listing import questions_list, state_of
from dampingi.records.questions.messages import message
from dampingi.records.questions.models import Question, State

READ = (Permission.VIEW_CLINIC, Permission.ANSWER_QUESTIONS)
SHOWN = 20


@requires(*READ)
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.questions(request.actor)
    context = {
        "enters": request.actor.holds(Permission.ENTER_QUESTIONS),
        "new": rows.filter(state=State.NEW).count() if request.actor.regions(Permission.MANAGE_CLINIC) else 0,
        "mine": queries.waiting_for_me(request.actor).count(),
    }
    return respond(request, questions_list(request.actor, today), rows, "questions/questions.html", context)


@requires(Permission.ENTER_QUESTIONS)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Who asks? Found by name, business or the end of a phone number."""
    text = request.GET.get("cari", "").replace("\0", "").strip()[:100]
    rows = queries.participants_to_ask_for(request.actor).order_by("person__key", "id")
    for word in text.split():
        rows = rows.filter(
            Q(person__name__icontains=word)
            | Q(business__name__icontains=word)
            | Q(person__phone__endswith=word)
        )
    found = list(rows[: SHOWN + 1]) if text else []
    places = names({e.region for e in found})
    for each in found:
        each.place = places.get(each.region, each.region)
    return render(
        request, "questions/desk.html", {"text": text, "found": found[:SHOWN], "more": len(found) > SHOWN}
    )


@requires(Permission.ENTER_QUESTIONS)
@require_http_methods(["GET", "POST"])
def desk_question(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    enrolment = queries.participants_to_ask_for(request.actor).filter(id=enrolment_id).first()
    if enrolment is None:
        raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
    form = AskForm(
        request.POST or None, request.FILES or None, own=False, initial={"id": new_id(), "channel": "person"}
    )
    draft = f"tanya:{enrolment.id}"
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.ask(by=request.actor, said=form.intake(enrolment)))
        if made:
            messages.success(request, _("Pertanyaan tercatat."), extra_tags=draft)
            return redirect("question", made.id)
    context = {
        "form": form,
        "enrolment": enrolment,
        "draft": draft,
        "promise": queries.promise_in_force(enrolment.region),
    }
    return render(request, "questions/desk_question.html", context, status=422 if form.errors else 200)


@requires(*READ)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """What was asked and said; where it is answered and directed."""
    found = queries.question_of(queries.questions(request.actor), question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.answer if form.cleaned_data["kind"] == "answer" else actions.ask_back
        text = form.cleaned_data["text"]
        if attempt(form, lambda: act(by=request.actor, question=found.id, text=text)):
            messages.success(request, _("Terkirim."), extra_tags=f"jawab:{found.id}")
            return redirect("question", found.id)
    return _page(request, found, form=form)


@requires(Permission.MANAGE_CLINIC, Permission.ANSWER_QUESTIONS)
@require_POST
def direction(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    found = queries.question_of(queries.questions(request.actor), question_id)
    form = _direct_form(request, found)
    if form.is_valid() and attempt(
        form, lambda: actions.direct(by=request.actor, question=found.id, **form.said())
    ):
        messages.success(request, _("Pertanyaan diarahkan."))
        return redirect("question", found.id) if _still_reads(request, found.id) else redirect("questions")
    return _page(request, found, direct=form)


@requires(Permission.ENTER_QUESTIONS)
@require_POST
def more(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    form = MoreForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Tulis keterangannya."))
    actions.say_more(by=request.actor, question=question_id, text=form.cleaned_data["text"])
    messages.success(request, _("Keterangan penanya tercatat."))
    return redirect("question", question_id)


@requires(*READ)
@require_POST
def telling(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    actions.mark_told(by=request.actor, question=question_id)
    messages.success(request, _("Tercatat: penanya sudah diberi tahu."))
    return redirect("question", question_id)


@requires(Permission.ENTER_QUESTIONS)
@require_POST
def resolution(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    actions.resolve(by=request.actor, question=question_id)
    messages.success(request, _("Pertanyaan ini selesai."))
    return redirect("question", question_id)


def _still_reads(request: HttpRequest, id: uuid.UUID) -> bool:
    return queries.questions(request.actor).filter(id=id).exists()


def _page(request: HttpRequest, found: Question, *, form: Any = None, direct: Any = None) -> HttpResponse:
    story = queries.story(found, inside=True)
    latest = next((each.text for each in reversed(story) if each.kind in ("answer", "back")), "")
    wrong = bool((form and form.errors) or (direct and direct.errors))
    look, words = state_of(found, today_in(found.region))
    context = _may(request, found) | {
        "question": found, "story": story, "files": list(found.files.order_by("kind", "at", "id")), "look": look,
        "look_words": words, "field": choices("constraint_fields").get(found.field, ""), "place": name_of(found.region),
        "form": form or AnswerForm(), "direct": direct or _direct_form(request, found), "more": MoreForm(auto_id="lagi_%s"),
        "message": message(found, latest) if latest else "",
    }  # fmt: skip
    context["whatsapp"] = (
        whatsapp_address(context["phone"], context["message"]) if latest and context["phone"] else ""
    )
    context["phone"] = spoken_phone(context["phone"]) if context["phone"] else ""
    return render(request, "questions/question.html", context, status=422 if wrong else 200)


def _may(request: HttpRequest, found: Question) -> dict[str, Any]:
    """What this reader may do here; the number only for those who may see it."""
    actor = request.actor
    enrolment = Enrolment.objects.for_actor(actor, Permission.ENTER_QUESTIONS).filter(id=found.enrolment_id)
    contacts = Enrolment.objects.for_actor(actor, Permission.VIEW_CONTACTS).filter(id=found.enrolment_id)
    mine = found.handler is not None and found.handler.user_id == actor.user_id
    answering = Question.objects.for_actor(actor, Permission.ANSWER_QUESTIONS).filter(id=found.id).exists()
    entering = enrolment.exists()
    return {
        "may_propose": answering and found.first_answer_at is not None,
        "may_answer": answering and found.state != State.RESOLVED,
        "may_direct": (actor.may(Permission.MANAGE_CLINIC, region=found.region) or mine)
        and found.state != State.RESOLVED,
        "may_enter": entering,
        "may_tell": (answering or entering)
        and found.state in (State.ASKED_BACK, State.ANSWERED, State.RESOLVED),
        "phone": found.enrolment.person.phone if contacts.exists() else "",
    }


def _direct_form(request: HttpRequest, found: Question) -> DirectForm:
    field = found.field or queries.proposed_field(found.text)
    people = queries.candidates(found, field)
    first = next((str(c.mentor.id) for c in people if c.proposed), None)
    initial = {"to": first, "field": field, "seen": found.handler_id}
    data = request.POST if request.method == "POST" and "to" in request.POST else None
    return DirectForm(
        data, candidates=people, handed=found.handler_id is not None, initial=initial, prefix=None
    )
