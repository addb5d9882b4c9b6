import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Rows, respond
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.outcomes.plans import actions, freezing, minutes, queries
from dampingi.outcomes.plans.forms import AnswerForm, WishForm
from dampingi.outcomes.plans.forum import counted, results, wishes
from dampingi.outcomes.plans.listing import wishes_list
from dampingi.outcomes.plans.models import OPEN, ForumMinutes, Origin, Plan, WishVerdict

SEE, DRAFT = queries.SEE, queries.DRAFT


@require_GET
@requires(SEE)
def plan_forum(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """Every wish with its answer; a promise as far as its result."""
    found = queries.plan(request.actor, workplan_id)
    rows = wishes(found)
    held = ForumMinutes.objects.unscoped("of a plan in hand").filter(plan=found).order_by("-number")
    stands = {row.id: minutes.state_of(row) for row in held}
    context = {
        "plan": found,
        "place": name_of(found.region),
        "n": counted(rows),
        "minutes": [(row, stands[row.id]) for row in held],
        "minuting": request.actor.may(DRAFT, region=found.region) and minutes.WAITING not in stands.values(),
        "works": _works(request, found),
    }
    return respond(
        request, wishes_list(results(request.actor, found, rows)), Rows(rows), "plans/forum.html", context
    )


@requires(DRAFT)
@require_http_methods(["GET", "POST"])
def new_wish(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.drafting(request.actor, workplan_id)
    deep = range(depth(found.region) + 1, min(4, depth(found.region) + 2) + 1)
    places = sorted((r.code, r.name) for d in deep for r in below(found.region, d))
    measures = [(code, i.name) for code, i in catalogue(found.region).items()]
    form = WishForm(request.POST or None, places=places, measures=measures, initial={"id": new_id()})
    if form.is_valid() and attempt(
        form, lambda: actions.register_wish(by=request.actor, plan=found, **form.cleaned_data)
    ):
        messages.success(request, _("Usulan tercatat."))
        return redirect(
            reverse("new_plan_wish", args=[found.id])
            if "lagi" in request.POST
            else reverse("plan_forum", args=[found.id])
        )
    return render(
        request, "plans/new_wish.html", {"form": form, "plan": found}, status=422 if form.errors else 200
    )


@requires(SEE)
@require_http_methods(["GET", "POST"])
def plan_wish(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """A wish, its answers so far, and what came of it."""
    row = queries.wish(request.actor, wish_id)
    if request.method == "POST":
        request.actor.require(DRAFT, region=row.region)
    verdicts = list(
        WishVerdict.objects.unscoped("of a wish in hand")
        .filter(wish=row)
        .select_related("activity")
        .order_by("-number")
    )
    number = verdicts[0].number if verdicts else 0
    among = [(str(a.id), a.title) for a in freezing.standing(row.plan)]
    form = AnswerForm(request.POST or None, activities=among, initial={"number": number})
    if form.is_valid() and attempt(
        form, lambda: actions.answer_wish(by=request.actor, wish=row, **form.told())
    ):
        messages.success(request, _("Jawaban tersimpan."))
        return redirect("plan_forum", row.plan_id)
    told = results(request.actor, row.plan, [row]).get(row.measure)
    context = {"row": row, "plan": row.plan, "verdicts": verdicts, "form": form, "place": name_of(row.place) if row.place else "", "result": told,
               "works": _works(request, row.plan), "promise": row.origin == Origin.PROMISE}  # fmt: skip
    return render(request, "plans/wish.html", context, status=422 if form.errors else 200)


def _works(request: HttpRequest, found: Plan) -> bool:
    return request.actor.may(DRAFT, region=found.region) and found.state in OPEN
