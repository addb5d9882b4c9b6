"""What a participant sees of the clinic's answers: their own questions, and the promise to all."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in
from dampingi.records.questions import actions, queries
from dampingi.records.questions.files import opened
from dampingi.records.questions.forms import AskForm, MoreForm
from dampingi.records.questions.listing import promised, state_of
from dampingi.records.questions.models import QuestionFile

SHOWN = 50


@requires(Permission.GIVE_VOICE)
@require_GET
def own_questions(request: HttpRequest) -> HttpResponse:
    enrolment = _own_enrolment(request)
    rows = list(queries.own_questions(request.actor)[:SHOWN])
    for row in rows:
        row.look, row.look_words = state_of(row, today_in(row.region))
        row.promised = promised(row)
    context = {"rows": rows, "promise": queries.promise_in_force(enrolment.region)}
    return render(request, "questions/own_questions.html", context)


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest) -> HttpResponse:
    enrolment = _own_enrolment(request)
    form = AskForm(request.POST or None, request.FILES or None, own=True, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.ask(by=request.actor, said=form.intake(enrolment)))
        if made:
            messages.success(request, _("Pertanyaan Anda sampai di klinik bisnis."), extra_tags="tanya:baru")
            return redirect("own_question", made.id)
    context = {"form": form, "draft": "tanya:baru", "promise": queries.promise_in_force(enrolment.region)}
    return render(request, "questions/new_question.html", context, status=422 if form.errors else 200)


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def own_question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    found = queries.question_of(queries.own_questions(request.actor), question_id)
    form = MoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: actions.say_more(by=request.actor, question=found.id, text=text)):
            messages.success(request, _("Keterangan Anda sampai di klinik bisnis."))
            return redirect("own_question", found.id)
    look, words = state_of(found, today_in(found.region))
    context = {
        "question": found, "story": queries.story(found, inside=False), "files": list(found.files.order_by("kind", "at", "id")),
        "look": look, "look_words": words, "promised": promised(found), "form": form, "own": True,
    }  # fmt: skip
    return render(request, "questions/own_question.html", context, status=422 if form.errors else 200)


@requires(Permission.GIVE_VOICE)
@require_POST
def own_resolution(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    actions.resolve(by=request.actor, question=question_id)
    messages.success(
        request, _("Terima kasih. Pertanyaan ini selesai; Anda dapat membukanya kembali kapan saja.")
    )
    return redirect("own_question", question_id)


@never_cache
@requires(Permission.GIVE_VOICE, Permission.VIEW_CLINIC, Permission.ANSWER_QUESTIONS)
@require_GET
def question_file(request: HttpRequest, question_file_id: uuid.UUID) -> HttpResponse:
    """A photo is shown as drawn anew; a voice note is played by the page that names it, and never opens as a page itself."""
    found = queries.file_of(request.actor, question_file_id)
    photo = found.kind == QuestionFile.Kind.PHOTO
    answer = HttpResponse(opened(found), content_type=found.media)
    ending = "jpg" if photo else found.media.rpartition("/")[2]
    answer["Content-Disposition"] = (
        f'{"inline" if photo else "attachment"}; filename="klinik-{found.sha256[:8]}.{ending}"'
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _own_enrolment(request: HttpRequest) -> Enrolment:
    own = Enrolment.objects.for_actor(request.actor, Permission.GIVE_VOICE).filter(exited_on=None)
    found = own.select_related("programme").order_by("-enrolled_on").first()
    if found is None:
        raise Refused(_("Anda belum terdaftar sebagai peserta."), status=404)
    return found
