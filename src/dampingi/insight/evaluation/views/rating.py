import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.forms import InterestsForm, SheetForm
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment
from dampingi.insight.evaluation.seen import evidence
from dampingi.insight.evaluation.stages import state
from dampingi.insight.evaluation.views.overview import frame


@require_http_methods(["GET", "POST"])
@requires(Permission.RATE_MENTORS)
def rate(request: HttpRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """A rater's own list: first the declaration, then the mentors, those not yet rated first."""
    evaluation = queries.evaluation(request.actor, evaluation_id)
    asked = _asked(request, evaluation)
    form = InterestsForm(request.POST or None, assignments=asked)
    if request.method == "POST" and form.is_valid():
        actions.declare_interests(by=request.actor, evaluation=evaluation, conflicts=form.conflicts)
        messages.success(request, _("Terima kasih. Pernyataan Anda tercatat; Anda dapat mulai menilai."))
        return redirect("evaluation_rate", evaluation.id)
    own, criteria = (
        queries.own_ratings(request.actor, evaluation),
        len(panel_criteria(evaluation.instrument.body)),
    )
    rows = [
        {
            "assignment": a,
            "rated": len(own.get(a.subject_id, {})) == criteria,
            "place": name_of(a.subject.region),
        }
        for a in asked
    ]
    context = frame(request, evaluation) | {
        "form": form,
        "rows": sorted(rows, key=lambda r: r["rated"]),
        "declared": all(a.declared_at for a in asked),
        "rated": sum(r["rated"] for r in rows),
        "asked": len([a for a in asked if not a.conflict]),
        "first": next((r for r in rows if not r["rated"] and not r["assignment"].conflict), None),
        "open": state(evaluation) == "rate",
    }
    return render(request, "evaluation/rate.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RATE_MENTORS)
def sheet(request: HttpRequest, evaluation_id: uuid.UUID, subject_id: uuid.UUID) -> HttpResponse:
    """One mentor: the evidence beside the form. Nobody else's levels are on it."""
    evaluation = queries.evaluation(request.actor, evaluation_id)
    asked = [a for a in _asked(request, evaluation) if not a.conflict]
    current = next((a for a in asked if a.subject_id == subject_id), None)
    if current is None:
        raise Refused(_("Lembar nilai itu tidak ada, atau bukan untuk Anda."), status=404)
    own = queries.own_ratings(request.actor, evaluation)
    criteria = panel_criteria(evaluation.instrument.body)
    form = SheetForm(request.POST or None, criteria=criteria, own=own.get(subject_id, {}))
    if request.method == "POST" and form.is_valid():
        actions.rate(by=request.actor, evaluation=evaluation, rows=form.rows(subject_id))
        return _onwards(request, evaluation, asked, current)
    context = frame(request, evaluation) | {
        "form": form,
        "subject": current.subject,
        "where": name_of(current.subject.region),
        "evidence": evidence(evaluation, current.subject.mentor_id),
        "number": asked.index(current) + 1,
        "total": len(asked),
        "previous": asked[asked.index(current) - 1] if asked.index(current) else None,
        "following": _after(asked, current),
        "declared": current.declared_at is not None,
        "open": state(evaluation) == "rate",
    }
    return render(request, "evaluation/sheet.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, evaluation: Evaluation) -> list[RaterAssignment]:
    found = list(queries.own_assignments(request.actor, evaluation))
    if not found:
        raise Denied(_("Anda tidak ditunjuk menilai dalam penilaian ini."))
    return found


def _after(asked: list[RaterAssignment], current: RaterAssignment) -> RaterAssignment | None:
    place = asked.index(current) + 1
    return asked[place] if place < len(asked) else None


def _onwards(
    request: HttpRequest, evaluation: Evaluation, asked: list[RaterAssignment], current: RaterAssignment
) -> HttpResponse:
    """To the next mentor not yet rated, or back to the list when all are."""
    draft = f"nilai-{current.subject_id}"
    messages.success(
        request, _("Nilai %(name)s tersimpan.") % {"name": current.subject.name}, extra_tags=draft
    )
    rated = queries.own_ratings(request.actor, evaluation)
    place = asked.index(current)
    waiting = [a for a in (*asked[place + 1 :], *asked[:place]) if a.subject_id not in rated]
    if waiting:
        return redirect("evaluation_sheet", evaluation.id, waiting[0].subject_id)
    return redirect("evaluation_rate", evaluation.id)
