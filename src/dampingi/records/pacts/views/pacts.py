import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.definitions import choices
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.pacts import actions, queries
from dampingi.records.pacts.actions.drafting import makers
from dampingi.records.pacts.contributions import Contribution, contributions_list, contributions_of
from dampingi.records.pacts.forms import AnnulForm, PactForm
from dampingi.records.pacts.listing import pacts_list, unsigned_list
from dampingi.records.pacts.models import Pact, Side, State
from dampingi.records.pacts.standing import look_of, standing, standing_filter
from dampingi.records.partners import queries as partners
from dampingi.records.partners.queries import today_in

VIEW, MANAGE = Permission.VIEW_PARTNERS, Permission.MANAGE_PARTNERS


@require_GET
@requires(VIEW)
def pacts(request: HttpRequest) -> HttpResponse:
    """All agreements, with what needs somebody on top."""
    today, found = timezone.localdate(), queries.pacts(request.actor)
    counts = {
        at: found.filter(standing_filter(at, today)).count() for at in ("active", "soon", "sooner", "over")
    }
    counts["held"] = counts["active"] + counts["soon"] + counts["sooner"]
    without = queries.without_agreement(partners.partners(request.actor), today).count()
    context = {"counts": counts, "without": without, "manages": request.actor.holds(MANAGE)}
    return respond(request, pacts_list(request.actor, today), found, "pacts/pacts.html", context)


@require_GET
@requires(VIEW)
def unsigned_partners(request: HttpRequest) -> HttpResponse:
    """The board of partners the office works with on nothing signed."""
    today, working = (
        timezone.localdate(),
        partners.partners(request.actor).filter(partners.active_on(timezone.localdate())),
    )
    found = queries.without_agreement(partners.partners(request.actor), today)
    context = {"all": working.count(), "without": found.count()}
    return respond(request, unsigned_list(today), found, "pacts/unsigned.html", context)


@require_GET
@requires(VIEW)
def contributions(request: HttpRequest) -> HttpResponse:
    """What each partner gave of what it owed, with Excel."""
    today, found = timezone.localdate(), partners.partners(request.actor)
    signed = queries.pacts(request.actor).filter(signed_on__isnull=False)
    sums = Contribution()
    for each in contributions_of(list(signed), today).values():
        sums = sums.plus(each)
    having = found.filter(pacts__signed_on__isnull=False).distinct()
    return respond(request, contributions_list(today), having, "pacts/contributions.html", {"sums": sums})


@require_GET
@requires(VIEW)
def pact(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    found = queries.pact_of(queries.pacts(request.actor).select_related("under", "follows"), pact_id)
    approvals, today = list(approvals_of("pact", found.id)), today_in(found.region)
    manages = request.actor.may(MANAGE, region=found.region)
    context = told(found) | {
        "manages": manages, "drafting": manages and found.state == State.DRAFT, "approvals": approvals,
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "annul": AnnulForm(),
        "own_hand": request.actor.user_id in makers(found.id), "steps": list(found.steps.order_by("-at")), "standing": standing(found, today),
        "next": found.successors.exclude(state=State.ENDED).first(),
    }  # fmt: skip
    return render(request, "pacts/pact.html", context)


def told(found: Pact) -> dict[str, Any]:
    """What both sides read of an agreement."""
    today = today_in(found.region)
    signatories = list(found.signatories.order_by("side", "name"))
    obligations = list(found.obligations.order_by("side", "what", "id"))
    return {
        "pact": found, "partner": found.partner, "kind": choices("pact_kinds").get(found.kind, found.kind), "look": look_of(found, today),
        "sides": [(label, [s for s in signatories if s.side == side], [o for o in obligations if o.side == side]) for side, label in Side.choices],
        "dues": queries.dues_of(found, today), "scans": list(found.files.filter(delivery=None).order_by("at")), "today": today,
    }  # fmt: skip


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_pact(request: HttpRequest, partner_id: uuid.UUID) -> HttpResponse:
    found = partners.partner_of(partners.managed(request.actor), partner_id)
    form = PactForm(request.POST or None, partner=found, initial={"pact": new_id()})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["pact"]
        made = attempt(
            form, lambda: actions.draft(by=request.actor, partner=found.id, told=form.told(), id=key)
        )
        if made:
            messages.success(
                request, _("Rancangan tersimpan. Tambahkan penanda tangan dan kewajiban."), extra_tags="perjanjian:baru"
            )  # fmt: skip
            return redirect("pact", made.id)
    context = {"form": form, "partner": found, "draft": "perjanjian:baru"}
    return render(request, "pacts/form.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def edit_pact(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    found = queries.pact_of(queries.managed(request.actor), pact_id)
    form = PactForm(
        request.POST or None, partner=found.partner, itself=found, initial=PactForm.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.change_draft(by=request.actor, pact=found.id, told=told)):
            messages.success(request, _("Perubahan tersimpan."), extra_tags=f"perjanjian:{found.id}")
            return redirect("pact", found.id)
    context = {"form": form, "partner": found.partner, "pact": found, "draft": f"perjanjian:{found.id}"}
    return render(request, "pacts/form.html", context, status=422 if form.errors else 200)
