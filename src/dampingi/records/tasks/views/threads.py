"""One participant's answer to one task: reading, handing in, marking, and its files."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in
from dampingi.records.tasks import actions, files, forms
from dampingi.records.tasks.listing.words import standing, state_of
from dampingi.records.tasks.models import Attachment
from dampingi.records.tasks.queries.tasks_ import answers
from dampingi.records.tasks.queries.threads import Thread, attachment, thread


@requires(Permission.VIEW_PARTICIPANTS)
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, enrolment_id: uuid.UUID, task_id: uuid.UUID) -> HttpResponse:
    """The thread, and its form while it may be handed in."""
    found = thread(request.actor, enrolment_id, task_id)
    today = today_in(found.enrolment.region)
    form = None
    if found.open:
        form = forms.SubmissionForm(
            request.POST or None, request.FILES or None, own=found.own, initial={"id": new_id(), "on": today}
        )
    key = f"tugas-{found.task.id}:{found.enrolment.id}"
    if request.method == "POST":
        if form is None:
            _refuse(found)
        elif form.is_valid():
            row = form.intake(found.enrolment, found.task.id, today)
            if attempt(form, lambda: actions.submit_tasks(by=request.actor, rows=[row])) is not None:
                messages.success(request, _("Tugas tercatat dikumpulkan."), extra_tags=key)
                return redirect("submit_task", found.enrolment.id, found.task.id)
    status = 422 if form is not None and form.errors else 200
    return render(request, "tasks/thread.html", _told(found, form, key), status=status)


def _refuse(found: Thread) -> None:
    if not (found.own or found.may_mark):
        raise Denied(_("Anda tidak mencatat untuk peserta ini. Hubungi pendampingnya."))
    if found.enrolment.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; catatannya tidak dapat ditambah."), status=409)
    raise Refused(_("Tugas ini sudah diterima, jadi tidak dikumpulkan lagi."), status=409)


def _told(found: Thread, form: Any, key: str) -> dict[str, Any]:
    look, words = standing(found.submission, found.task, today_in(found.enrolment.region))
    if found.submission:
        look, words = state_of(found.submission)
    return {
        "thread": found, "task": found.task, "enrolment": found.enrolment, "form": form, "draft_key": key,
        "look": look, "words": words, "rubric": found.marked_by,
        "to_mark": found.may_mark and found.submission is not None,
        "waits": found.submission is not None and found.submission.state == Submission.State.HANDED_IN,
    }  # fmt: skip


@requires(Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, enrolment_id: uuid.UUID, task_id: uuid.UUID) -> HttpResponse:
    found = thread(request.actor, enrolment_id, task_id)
    if not found.may_mark:
        raise Denied(_("Anda tidak menilai tugas peserta ini. Hubungi pendampingnya."))
    if found.submission is None or found.last is None:
        raise Refused(_("Tugas ini belum dikumpulkan."), status=409)
    submission, version = found.submission, found.last
    form = forms.MarkForm(request.POST or None, version=version, initial=_first(version))
    if request.method == "POST" and form.is_valid():
        said = form.intake(submission.id)
        if attempt(form, lambda: actions.mark_task(by=request.actor, said=said)):
            messages.success(
                request, _("Penilaian tersimpan. Peserta diberi tahu."), extra_tags=f"nilai:{version.id}"
            )
            return redirect("submit_task", found.enrolment.id, found.task.id)
    context = {
        "thread": found,
        "task": found.task,
        "enrolment": found.enrolment,
        "version": version,
        "form": form,
    }
    return render(request, "tasks/mark.html", context, status=422 if form.errors else 200)


def _first(version: Any) -> dict[str, Any]:
    """What was found before, or what came along from the field."""
    last = next(iter(version.marks.all()), None)
    first: dict[str, Any] = {"version": version.number, "feedback": version.suggested_feedback}
    if last:
        first |= {"feedback": last.feedback, "score": last.score}
        first |= {f"c_{code}": level for code, level in last.levels.items()}
    return first


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def file(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """A photo's copy to look at; a document only to be saved, never opened in the page."""
    found = attachment(request.actor, attachment_id)
    if found.kind == Attachment.Kind.PHOTO:
        answer = FileResponse(found.shown.open(), content_type="image/jpeg")
        answer["Cache-Control"] = "private, max-age=86400"
        return answer
    kind = files.TYPES[Attachment.Kind(found.kind)]
    answer = HttpResponse(files.opened(found), content_type=kind)
    answer["Content-Disposition"] = _attached(found.name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _attached(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"


@require_GET
@requires(Permission.GIVE_VOICE)
def own_tasks(request: HttpRequest) -> HttpResponse:
    """A participant's tasks, what is asked first."""
    own = Enrolment.objects.for_actor(request.actor, Permission.GIVE_VOICE).select_related("programme")
    enrolment = own.order_by("-enrolled_on").first()
    if enrolment is None:
        raise Refused(_("Anda belum terdaftar sebagai peserta."), status=404)
    return render(request, "tasks/own_tasks.html", {"enrolment": enrolment, "rows": _rows(enrolment)})


def _rows(enrolment: Enrolment) -> list[dict[str, Any]]:
    today = timezone.localdate()
    given = {task: s for (_e, task), s in answers([enrolment.id]).items()}
    found = []
    for each in Task.objects.filter(programme=enrolment.programme_id).order_by("due_on", "title"):
        answer = given.get(each.id)
        if answer or is_for(each, enrolment):
            look, words = state_of(answer) if answer else standing(None, each, today)
            found.append(
                {"task": each, "answer": answer, "look": look, "words": words, "rank": _rank(answer)}
            )
    return sorted(found, key=lambda row: row["rank"])


def _rank(answer: Submission | None) -> int:
    """What is asked of the participant comes first."""
    if answer is None or answer.state == Submission.State.RETURNED:
        return 0
    return 1 if answer.state == Submission.State.HANDED_IN else 2
