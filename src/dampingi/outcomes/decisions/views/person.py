import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.evaluation.models import Result, Subject
from dampingi.insight.evaluation.proposing import proposal_words
from dampingi.insight.evaluation.words import band
from dampingi.outcomes.decisions import actions, queries
from dampingi.outcomes.decisions.actions.deciding import proposed
from dampingi.outcomes.decisions.forms import DecisionForm, NoteForm
from dampingi.outcomes.decisions.listing import KEYS, STATES, approval_words
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.views.whole import LOOKERS
from dampingi.outcomes.papers.models import Paper


@requires(*LOOKERS)
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, determination_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    """One mentor: the result, what the numbers propose, the decision, who proposed and who approved."""
    found = queries.determination(request.actor, determination_id)
    result = queries.results_of(found).filter(subject=subject_id).first()
    if result is None:
        raise Refused(_("Pendamping itu tidak dinilai dalam penilaian ini."), status=404)
    given = queries.current(found).filter(subject=subject_id).first()
    acted = request.POST.get("act", "")
    form = DecisionForm(request.POST if acted == "propose" else None, initial=_first(given, result))
    note = NoteForm(request.POST if acted == "return" else None)
    if request.method == "POST":
        done = _decide(request, found, given, result.subject, acted, form, note)
        if done:
            messages.success(request, done)
            return redirect("mentor_decision", found.id, subject_id)
    context = {
        "determination": found,
        "evaluation": found.evaluation,
        "result": result,
        "subject": result.subject,
        "band": band(found.evaluation, result.body),
        "proposed_words": proposal_words(found.evaluation.instrument.body["rules"], result.body),
        "given": given,
        "given_state": given and (KEYS[given.key], given.get_key_display()),
        "approval": given and (STATES[given.state], approval_words(given)),
        "form": form,
        "note": note,
        "may": _may(request, found, given),
        "earlier": _earlier(found, subject_id),
        "sees_result": queries.sees_all(request.actor, found),
    }
    status = 422 if form.errors or note.errors else 200
    return render(request, "decisions/decision.html", context, status=status)


def _decide(
    request: HttpRequest, found: Determination, given: Decision | None, subject: Subject, acted: str, form: DecisionForm,
    note: NoteForm,
) -> str:  # fmt: skip
    """What to tell where it was done; "" where the page says what is wrong."""
    by = request.actor
    if acted == "propose" and form.is_valid():
        rows = [form.intake(subject.id)]
        return (
            _("Diusulkan. Menunggu persetujuan orang lain.")
            if attempt(form, lambda: actions.propose(by=by, determination=found, rows=rows))
            else ""
        )
    if acted == "approve" and given:
        actions.approve(by=by, determination=found, decisions=[_shown(request)])
        return _("Disetujui.")
    if acted == "return" and given and note.is_valid():
        said = note.cleaned_data["note"]
        done = attempt(
            note,
            lambda: actions.return_decision(by=by, determination=found, decision=_shown(request), note=said),
        )
        return _("Dikembalikan; pengusulnya diberi tahu.") if done else ""
    if acted not in ("propose", "return"):
        raise Refused(_("Langkah itu tidak dikenal. Muat ulang halaman."))
    return ""


def _shown(request: HttpRequest) -> uuid.UUID:
    """The decision as the approver saw it: what replaced it meanwhile is not approved unseen."""
    try:
        return uuid.UUID(request.POST.get("decision", ""))
    except ValueError as fault:
        raise Refused(_("Muat ulang halaman ini, lalu kirim lagi.")) from fault


def _may(request: HttpRequest, found: Determination, given: Decision | None) -> dict[str, bool]:
    actor, scope = request.actor, {"region": found.region, "programme": found.programme_id}
    open_ = found.minuted_at is None
    return {
        "propose": open_
        and actor.may(Permission.MANAGE_EVALUATION, **scope)
        and not (given and given.approved_at),
        "approve": open_
        and given is not None
        and given.state == "proposed"
        and given.proposed_by != actor.user_id
        and actor.may(Permission.DECIDE_EVALUATION, **scope)
        and not queries.rates(actor, found),
        "return": open_
        and given is not None
        and given.state != "returned"
        and given.proposed_by != actor.user_id
        and actor.may(Permission.DECIDE_EVALUATION, **scope)
        and not queries.rates(actor, found),
    }


def _first(given: Decision | None, result: Result) -> dict[str, Any]:
    if given:
        return {
            "key": given.key,
            "reason": given.reason,
            "goals": given.goals,
            "companion": given.companion,
            "starts": given.plan_starts,
            "ends": given.plan_ends,
        }
    told = proposed(result)
    return {"key": "" if told == "undecided" else told}


def _earlier(found: Determination, subject: uuid.UUID) -> list[Decision]:
    rows = Decision.objects.filter(determination=found, subject=subject, replaced_at__isnull=False)
    return list(rows.order_by("-version"))


@require_GET
@requires(Permission.VIEW_EVALUATION)
def own(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """A mentor reads what was decided about them, why, the plan, and what they can do about it."""
    given = queries.own_decision(request.actor, subject_id)
    if given is None:
        raise Refused(_("Keputusan itu belum ada, atau bukan untuk Anda."), status=404)
    context = {
        "decision": given,
        "state": KEYS[given.key],
        "paper": queries.paper(Paper.Kind.DECISION, given.id),
        "decree": queries.paper(Paper.Kind.DECREE, given.determination_id),
    }
    return render(request, "decisions/own.html", context)
