"""What the office sets, and the list, the answers and the matrix everyone else reads."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.foundation.ui.places import places_within
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.programmes.models import Enrolment, Programme
from dampingi.records.programmes.queries import current_programme, programmes
from dampingi.records.tasks import actions, forms, listing
from dampingi.records.tasks.queries import tasks_ as queries

MANAGE = Permission.MANAGE_INTAKE


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def tasks(request: HttpRequest) -> HttpResponse:
    if not any(request.actor.holds(p) for p in (Permission.RECORD_VISITS, MANAGE)) and request.actor.holds(
        Permission.GIVE_VOICE
    ):
        return redirect("own_tasks")
    context = {
        "waiting": queries.waiting(request.actor).count() if request.actor.holds(Permission.RECORD_VISITS) else 0,
        "may_set": _may_manage(request, current_programme(request.actor)),
    }  # fmt: skip
    return respond(
        request, listing.tasks_list(request.actor), queries.tasks(request.actor), "tasks/tasks.html", context
    )


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def answers(request: HttpRequest) -> HttpResponse:
    spec = listing.answers_list(request.actor)
    return respond(request, spec, queries.submissions(request.actor), "tasks/answers.html")


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def matrix(request: HttpRequest) -> HttpResponse:
    theirs = programmes(request.actor)
    wanted = next((p for p in theirs if p.code == request.GET.get("program")), None)
    programme = wanted or current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    across = queries.tasks_of(programme)
    reached = Enrolment.objects.for_actor(request.actor, Permission.VIEW_PARTICIPANTS)
    rows = reached.filter(programme=programme, exited_on=None).select_related("person", "business")
    context = {"programme": programme, "others": [p for p in theirs if p != programme], "across": across}
    spec = listing.matrix_list(request.actor, across, today=timezone.localdate())
    return respond(request, spec, rows, "tasks/matrix.html", context, keep=("program",))


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def task(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """One task: whom it is for, how far they are, and what it is marked by."""
    found = queries.task(request.actor, task_id)
    editions = list(found.rubric_editions.all())
    shown = next((e for e in editions if str(e.number) == request.GET.get("edisi")), None)
    told = queries.counts(request.actor, [found])[found.id]
    context = {
        "task": found, "counts": told, "editions": editions, "missing": max(0, told["asked"] - _collected(told)),
        "edition": shown or (editions[0] if editions else None), "place": name_of(found.region or found.programme.region),
        "may_set": _may_manage(request, found.programme), "given": _given(found),
    }  # fmt: skip
    return render(request, "tasks/task.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    form = _form(request, programme)

    def act() -> Task:
        plan = form.plan()
        return actions.set_task(
            by=request.actor, programme=programme, title=plan.title, due_on=plan.due_on,
            description=plan.description, region=plan.region, stage_id=plan.stage_id,
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and (made := attempt(form, act)):
        messages.success(request, _("Tugas diberikan. Susun rubriknya agar dinilai dengan cara yang sama."))
        return redirect("task", made.id)
    return _shown(request, form, programme, None)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    found = _managed(request, task_id)
    initial = {
        "title": found.title,
        "description": found.description,
        "due_on": found.due_on,
        "region": found.region,
    }
    form = _form(request, found.programme, initial | {"stage": str(found.stage_id or "")})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.edit_task(by=request.actor, task=found.id, plan=form.plan())):
            messages.success(request, _("Tugas tersimpan."))
            return redirect("task", found.id)
        found.refresh_from_db()
    return _shown(request, form, found.programme, found)


@requires(MANAGE)
@require_POST
def drop(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    actions.drop_task(by=request.actor, task=_managed(request, task_id).id)
    messages.success(request, _("Tugas dihapus."))
    return redirect("tasks")


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def rubric(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    found = _managed(request, task_id)
    edition = found.rubric_editions.first()
    data = request.POST or None
    note, criteria = forms.RubricNoteForm(data), forms.criterion_forms(data, edition)
    if data and note.is_valid() and all(f.is_valid() for f in criteria):

        def act() -> Any:
            said = forms.rubric_of(criteria)
            return actions.publish_rubric(
                by=request.actor, task=found.id, rubric=said, note=note.cleaned_data["note"]
            )

        if made := attempt(note, act):
            messages.success(request, _("Rubrik edisi %(n)d terbit.") % {"n": made.number})
            return redirect("task", found.id)
    wrong = bool(note.errors) or any(f.errors for f in criteria)
    context = {"task": found, "edition": edition, "note": note, "criteria": criteria}
    return render(request, "tasks/rubric.html", context, status=422 if wrong else 200)


def _form(request: HttpRequest, programme: Programme, initial: dict | None = None) -> forms.TaskForm:
    places = places_within(request.actor, MANAGE)
    return forms.TaskForm(
        request.POST or None, places=places, stages=list(programme.stages.order_by("order")), initial=initial
    )


def _shown(
    request: HttpRequest, form: forms.TaskForm, programme: Programme, task: Task | None
) -> HttpResponse:
    context = {"form": form, "programme": programme, "task": task, "given": bool(task) and _given(task)}
    return render(request, "tasks/edit.html", context, status=422 if form.errors else 200)


def _managed(request: HttpRequest, id: uuid.UUID) -> Task:
    found = queries.task(request.actor, id)
    if not _may_manage(request, found.programme):
        raise Denied(
            _("Anda tidak berwenang melakukan ini di wilayah tersebut. Hubungi penyelenggara bila perlu.")
        )
    return found


def _may_manage(request: HttpRequest, programme: Programme | None) -> bool:
    return programme is not None and request.actor.may(
        MANAGE, region=programme.region, programme=programme.id
    )


def _given(task: Task) -> bool:
    return Submission.objects.unscoped("whether it may still change").filter(task=task).exists()


def _collected(counts: Any) -> int:
    return counts[Submission.State.HANDED_IN] + counts[Submission.State.ACCEPTED]
