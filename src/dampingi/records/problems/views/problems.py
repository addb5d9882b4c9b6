import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.revisions.queries import version_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.places import places_within
from dampingi.records.meetings.models import Meeting
from dampingi.records.problems import actions, queries
from dampingi.records.problems.actions.course import must_be_open
from dampingi.records.problems.authority import acts_at
from dampingi.records.problems.forms import (
    ChangeForm,
    NoteForm,
    OwnActionForm,
    PostponeForm,
    ProblemForm,
    ReasonForm,
    first_words,
)
from dampingi.records.problems.listing import agreed_state
from dampingi.records.problems.showing import shown
from dampingi.records.problems.views.doing import ask
from dampingi.records.programmes.rosters import today_in

NOTE = Permission.NOTE_PROBLEMS
BOTH = ["GET", "POST"]


@requires(NOTE)
@require_http_methods(BOTH)
def new_problem(request: HttpRequest) -> HttpResponse:
    meeting = _meeting(request)
    first = {
        "problem": new_id(),
        "meeting": meeting and meeting.id,
        "region": meeting.region if meeting else "",
    }
    form = ProblemForm(request.POST or None, places=_places(request.actor), initial=first)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.note_problem(by=request.actor, said=form.intake()))
        if made:
            messages.success(request, _("Masalah tercatat."))
            return redirect("problem", made.id)
    context = {"form": form, "meeting": meeting}
    return render(request, "problems/new_problem.html", context, status=422 if form.errors else 200)


@requires(Permission.VIEW_PROBLEMS)
@require_http_methods(BOTH)
def problem(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    """All that is known of it; a note is added here."""
    found = queries.problem_of(request.actor, problem_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: actions.add_note(by=request.actor, problem=found.id, text=text) or True):
            messages.success(request, _("Catatan tersimpan."))
            return redirect("problem", found.id)
    context = shown(request.actor, found) | {"form": form}
    return render(request, "problems/problem.html", context, status=422 if form.errors else 200)


@requires(NOTE)
@require_http_methods(BOTH)
def edit(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    found = queries.problem_of(request.actor, problem_id)
    must_be_open(found)
    form = ChangeForm(
        request.POST or None,
        region=found.region,
        kept=found.topic,
        initial=first_words(found, version_of("problem", found.id)),
    )
    return ask(
        request, found, form, _("Ubah isinya"), _("Simpan"), _("Isinya diperbarui."),
        lambda: actions.edit_problem(by=request.actor, problem=found.id, **form.cleaned_data),
    )  # fmt: skip


@requires(Permission.DECIDE_PROBLEMS)
@require_http_methods(BOTH)
def archiving(request: HttpRequest, problem_id: uuid.UUID) -> HttpResponse:
    """Put aside with a reason; an archived one is brought back by a press."""
    found = queries.problem_of(request.actor, problem_id)
    if found.archived_at:
        if request.method == "POST":
            actions.restore(by=request.actor, problem=found.id)
            messages.success(request, _("Masalah dikembalikan dari arsip."))
        return redirect("problem", found.id)
    form = ReasonForm(request.POST or None)
    return ask(
        request, found, form, _("Arsipkan"), _("Arsipkan"), _("Masalah diarsipkan."),
        lambda: actions.archive(by=request.actor, problem=found.id, **form.cleaned_data),
        lead=_("Untuk yang tercatat keliru atau dua kali. Tidak ada yang dihapus; masalahnya keluar dari daftar dan angka."),
    )  # fmt: skip


@for_anyone_logged_in
@require_http_methods(BOTH)
def agreed_action(request: HttpRequest, agreed_id: uuid.UUID) -> HttpResponse:
    """One action: done by its owner, put off or dropped by the level whose it is."""
    found = queries.one_agreed(request.actor, agreed_id)
    manages = acts_at(request.actor, found.problem.region, found.level)
    asked = request.POST.get("act", "finish")
    forms: dict[str, Any] = {
        "finish": (OwnActionForm, actions.finish), "postpone": (PostponeForm, actions.postpone), "drop": (ReasonForm, actions.drop)
    }  # fmt: skip
    made = {
        key: kind(request.POST if asked == key and request.POST else None, prefix=key)
        for key, (kind, _a) in forms.items()
    }
    if request.method == "POST" and asked in made and made[asked].is_valid():
        said, act = made[asked].cleaned_data, forms[asked][1]
        if attempt(made[asked], lambda: act(by=request.actor, agreed=found.id, **said)):
            messages.success(request, _("Tersimpan."))
            return redirect("agreed_action", found.id)
    today = today_in(found.problem.region)
    own, waits = found.owner_id == request.actor.user_id, found.open and not found.problem.archived_at
    context = {
        "agreed": found, "forms": made, "manages": manages, "place": name_of(found.problem.region), "state": agreed_state(found, today),
        "may_finish": waits and (own or manages), "may_move": waits and manages,
        "reads": queries.problems(request.actor).filter(id=found.problem_id).exists(),
    }  # fmt: skip
    wrong = any(form.errors for form in made.values())
    return render(request, "problems/agreed_action.html", context, status=422 if wrong else 200)


def _meeting(request: HttpRequest) -> Meeting | None:
    """Whose minutes the page was opened from."""
    try:
        asked = uuid.UUID(request.GET.get("rapat") or request.POST.get("meeting") or "")
    except ValueError:
        return None
    return Meeting.objects.for_actor(request.actor, Permission.VIEW_MEETINGS).filter(id=asked).first()


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The whole of where one may note, then its parts."""
    own = names(actor.regions(NOTE))
    return list((own | dict(places_within(actor, NOTE))).items())
