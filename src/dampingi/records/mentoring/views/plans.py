from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.commitments.queries import busy_on
from dampingi.records.mentoring.actions.plans import WHY_NOT, cancel_plan
from dampingi.records.mentoring.listing.plans import about, plans_list
from dampingi.records.mentoring.queries import plans as queries


@require_GET
@requires(Permission.PLAN_HELP)
def plans(request):
    return respond(request, plans_list(), queries.plans(request.actor), "mentoring/plans.html")


@require_GET
@requires(Permission.PLAN_HELP, Permission.RECORD_VISITS)
def plan(request, plan_id):
    found = queries.plan(request.actor, plan_id)
    plans_here = request.actor.may(Permission.PLAN_HELP, region=found.plan.region)
    context = {
        "told": found,
        "plan": found.plan,
        "topic": choices("topics").get(found.plan.topic, found.plan.topic),
        "about": about(found.plan),
        "place": name_of(found.plan.region),
        "unmet": [(business, _(WHY_NOT.get(why, why))) for business, why in found.unmet],
        "plans_here": plans_here,
        "records": request.actor.holds(Permission.RECORD_VISITS),
        "late": found.plan.due_on < timezone.localdate(),
        "busy": _busy(found) if plans_here else [],
    }
    return render(request, "mentoring/plan.html", context)


def _busy(found):
    """Which of the mentors who still have to go cannot on the last day."""
    if found.plan.cancelled_at or found.plan.due_on < timezone.localdate():
        return []
    return busy_on({v.mentor_id for v in found.visits if not v.done}, found.plan.due_on, found.plan.region)


@require_POST
@requires(Permission.PLAN_HELP)
def plan_cancellation(request, plan_id):
    made = cancel_plan(by=request.actor, plan=plan_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Rencana dibatalkan; kunjungannya hilang dari beranda pendamping."))
    return redirect("visit_plan", made.id)
