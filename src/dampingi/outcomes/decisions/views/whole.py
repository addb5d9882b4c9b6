import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.insight.evaluation import queries as evaluating
from dampingi.outcomes.decisions import actions, queries
from dampingi.outcomes.decisions.following import follow_ups, places
from dampingi.outcomes.decisions.forms import AbsenceForm, DecreeForm, WhyForm
from dampingi.outcomes.decisions.listing import determinations_list, people_list
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.stages import state, state_words, track
from dampingi.records.programmes.rosters import today_in

LOOKERS = (Permission.VIEW_EVALUATION, Permission.SIGN_DECREES)


@require_GET
@requires(*LOOKERS)
def determinations(request: HttpRequest) -> HttpResponse:
    found = queries.seen(request.actor)
    return respond(request, determinations_list(), found, "decisions/determinations.html")


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def opening(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Begin to decide on an evaluation, or go on with what was begun."""
    evaluation = evaluating.evaluation(request.actor, evaluation_id)
    found = queries.of_evaluation(evaluation)
    made = found or actions.open_determination(by=request.actor, evaluation=evaluation)
    return redirect("determination", made.id)


@require_GET
@requires(*LOOKERS)
def determination(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    """Everyone, what is decided, and the next step for whoever looks."""
    found = queries.determination(request.actor, determination_id)
    return _page(request, found)


def _page(request: HttpRequest, found: Determination, status: int = 200, **forms: Any) -> HttpResponse:
    actor, now = request.actor, state(found)
    may: dict[str, bool] = {
        "manage": actor.may(Permission.MANAGE_EVALUATION, region=found.region, programme=found.programme_id),
        "decide": actor.may(Permission.DECIDE_EVALUATION, region=found.region, programme=found.programme_id),
        "sign": actor.may(Permission.SIGN_DECREES, region=found.authority, programme=found.programme_id),
    }
    formation = places(found) if found.signed_at and may["manage"] else []
    waiting = queries.unsigned(found) if now == "sign" else []
    keeping = queries.current(found).filter(key="keep", approved_at=None, returned_note="")
    context = {
        "determination": found,
        "evaluation": found.evaluation,
        "state": now,
        "words": state_words(found),
        "track": track(found),
        "may": may,
        "counts": [(key, label, queries.counts(found)[key]) for key, label in Decision.Key.choices],
        "missing": len(queries.missing(found)),
        "keeping": keeping.exclude(proposed_by=actor.user_id).count() if may["decide"] else 0,
        "own_signature": actor.user_id in {u.id for u in waiting},
        "waiting": waiting,
        "signatures": list(found.signatures.order_by("at")),  # type: ignore[attr-defined]
        "quota": queries.quota(found),
        "follow_ups": follow_ups(found) if found.signed_at else [],
        "places": formation,
        "vacant": sum(p.vacant for p in formation),
        "doubled": sum(not p.vacant for p in formation),
        "absence_form": AbsenceForm(waiting=waiting) if waiting and may["manage"] else None,
        "decree_form": DecreeForm(initial={"effective_on": today_in(found.region)}),
        "why_form": WhyForm(),
        **forms,
    }
    rows = queries.results_of(found)
    if found.corrects_id and found.minuted_at:
        rows = rows.filter(subject__in=[d.subject_id for d in queries.current(found)])
    answer = respond(request, people_list(found), rows, "decisions/determination.html", context)
    answer.status_code = status
    return answer


@require_POST
@requires(Permission.MANAGE_EVALUATION, Permission.DECIDE_EVALUATION, Permission.RATE_MENTORS)
def step(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    """What takes no words: keep as computed, approve what is kept, make the minutes, sign them."""
    found = queries.determination(request.actor, determination_id)
    steps: dict[str, tuple[Callable[[], Any], str]] = {
        "keep": (
            lambda: actions.propose_keeping(by=request.actor, determination=found),
            _("Diusulkan. Yang lain diputuskan satu per satu."),
        ),
        "approve_kept": (
            lambda: _approve_kept(request, found),
            _("Disetujui. Keputusan lain dibaca satu per satu."),
        ),
        "minutes": (
            lambda: actions.make_minutes(by=request.actor, determination=found),
            _("Berita acara dibuat. Tim penilai diberi tahu untuk menandatangani."),
        ),
        "sign": (
            lambda: actions.sign_minutes(by=request.actor, determination=found),
            _("Berita acara Anda tandatangani."),
        ),
    }
    act, said = steps.get(request.POST.get("step", ""), (None, ""))
    if act is None:
        raise Refused(_("Langkah itu tidak dikenal. Muat ulang halaman."))
    act()
    messages.success(request, said)
    return redirect("determination", found.id)


def _approve_kept(request: HttpRequest, found: Determination) -> int:
    kept = queries.current(found).filter(key="keep", approved_at=None, returned_note="")
    ids = list(kept.exclude(proposed_by=request.actor.user_id).values_list("id", flat=True))
    return actions.approve(by=request.actor, determination=found, decisions=ids)


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def absence(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    found = queries.determination(request.actor, determination_id)
    form = AbsenceForm(request.POST, waiting=queries.unsigned(found))
    if form.is_valid():
        rater, why = form.people[form.cleaned_data["rater"]], form.cleaned_data["why"]
        if attempt(
            form,
            lambda: actions.note_absence(by=request.actor, determination=found, rater=rater, why=why),
        ):
            messages.success(request, _("Tercatat, dan akan tertera dalam SK."))
            return redirect("determination", found.id)
    return _page(request, found, 422, absence_form=form)


@require_POST
@requires(Permission.SIGN_DECREES)
def decree(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    """Sign. What was typed stays where the decree is refused."""
    found = queries.determination(request.actor, determination_id)
    form = DecreeForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.sign_decree(by=request.actor, determination=found, **form.cleaned_data)
    ):
        messages.success(request, _("SK ditandatangani, dan tiap pendamping mendapat suratnya."))
        return redirect("determination", found.id)
    return _page(request, found, 422, decree_form=form)


@require_POST
@requires(Permission.MANAGE_EVALUATION)
def correction(request: HttpRequest, determination_id: uuid.UUID) -> HttpResponse:
    found = queries.determination(request.actor, determination_id)
    form = WhyForm(request.POST)
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.correct(by=request.actor, determination=found, why=form.cleaned_data["why"]),
        )
        if made:
            return redirect("determination", made.id)
    return _page(request, found, 422, why_form=form)
