import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.canonical import digest
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.outcomes.documents.files import attached
from dampingi.outcomes.papers.actions import print_paper
from dampingi.outcomes.plans import actions, queries
from dampingi.outcomes.plans import minutes as told
from dampingi.outcomes.plans.forms import MinutesForm
from dampingi.outcomes.plans.forum import counted, wishes
from dampingi.outcomes.plans.models import ForumMinutes, Origin, Plan
from dampingi.outcomes.plans.names import FORUM
from dampingi.records.programmes.rosters import today_in


@requires(queries.DRAFT)
@require_http_methods(["GET", "POST"])
def new_minutes(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """What was returned stands in the form again."""
    found = queries.drafting(request.actor, workplan_id)
    form = MinutesForm(request.POST or None, initial=_begin(found))
    if form.is_valid():
        made = attempt(form, lambda: actions.write_minutes(by=request.actor, plan=found, **form.cleaned_data))
        if made:
            messages.success(
                request, _("Berita acara dibekukan dan diajukan; orang lain yang menyetujuinya.")
            )
            return redirect("forum_minutes", made.id)
    context: dict[str, Any] = {"form": form, "plan": found, "n": counted(wishes(found))}
    return render(request, "plans/new_minutes.html", context, status=422 if form.errors else 200)


def _begin(plan: Plan) -> dict[str, Any]:
    rows = ForumMinutes.objects.unscoped("of a plan in hand").filter(plan=plan).order_by("-number")
    last = rows.first()
    if last is None or told.state_of(last) != Approval.State.RETURNED:
        return {"held_on": today_in(plan.region)}
    return told.held(last) | {"held_on": last.held_on}


@require_GET
@requires(queries.SEE)
def minutes(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    row = queries.minutes(request.actor, minutes_id)
    approvals = list(approvals_of(FORUM, row.id))
    labels = dict(Origin.choices)
    state = told.state_of(row)
    context = {
        "row": row, "plan": row.plan, "place": name_of(row.region), "held": told.held(row), "people": told.people(row),
        "origins": [(labels[code], n) for code, n in row.body["by_origin"]], "promises": told.promises(row),
        "wishes": [w | {"origin_words": labels[w["origin"]]} for w in row.body["wishes"]], "holds": digest(row.body) == row.hash,
        "approvals": approvals, "state": state, "returned": [v.comment for a in approvals for v in a.verdicts.all() if not v.approved],
        "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "again": state == Approval.State.RETURNED and request.actor.may(queries.DRAFT, region=row.region),
    }  # fmt: skip
    return render(request, "plans/minutes.html", context)


@requires(Permission.APPROVE_MINUTES)
@require_POST
def minutes_verdict(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    row = queries.minutes(request.actor, minutes_id)
    passed = settled(request, FORUM, row.id)
    messages.success(request, _("Berita acara disetujui.") if passed else _("Berita acara dikembalikan."))
    return redirect("forum_minutes", row.id)


@require_GET
@requires(queries.SEE)
def minutes_pdf(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    paper = actions.forum_paper(row=queries.minutes(request.actor, minutes_id))
    return attached(print_paper(paper=paper), "berita-acara-forum")
