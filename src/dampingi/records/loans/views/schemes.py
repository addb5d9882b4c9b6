import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.loans.actions import schemes as actions
from dampingi.records.loans.counting import misses_promise, offer
from dampingi.records.loans.forms.schemes import METHODS, SchemeForm
from dampingi.records.loans.models import SchemeEdition
from dampingi.records.loans.models.schemes import Kind
from dampingi.records.loans.queries import schemes as queries
from dampingi.records.loans.queries.applications import banks_of
from dampingi.records.programmes.rosters import today_in

SEE, WRITE = Permission.VIEW_LOANS, Permission.HANDLE_LOANS


@require_GET
@requires(SEE)
def schemes(request: HttpRequest) -> HttpResponse:
    """Which schemes hold, what waits for approval, and which ones an office may begin with."""
    rows = list(queries.editions(request.actor).order_by("region", "code", "-number"))
    writes = request.actor.regions(WRITE)
    held = {e.code for e in rows if e.state != SchemeEdition.State.RETURNED}
    now = {e.id for region in {e.region for e in rows} for e in queries.in_force(today_in(region))}
    context = {
        "rows": [{"edition": e, "now": e.id in now, "place": p} for e, p in _placed(rows)],
        "writes": bool(writes), "shipped": [s for s in queries.shipped() if writes and s["code"] not in held],
    }  # fmt: skip
    return render(request, "loans/schemes.html", context)


def _placed(rows: list[SchemeEdition]) -> list[tuple[SchemeEdition, str]]:
    called = names(e.region for e in rows)
    return [(e, called.get(e.region, e.region)) for e in rows]


@requires(WRITE)
@require_http_methods(["GET", "POST"])
def new_scheme(request: HttpRequest) -> HttpResponse:
    """A first edition, or a further one of a scheme that holds (`dari`), or one of the schemes we ship (`contoh`)."""
    regions = names(request.actor.regions(WRITE))
    initial, assumed = _initial(request, regions)
    banks = {str(b.id): b.name for b in banks_of(regions)}
    form = SchemeForm(request.POST or None, initial=initial, regions=regions, banks=banks)
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.propose(
                by=request.actor, region=told["region"], code=told["code"], body=form.body(), from_on=told["from_on"], note=told["note"]
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Skema dibekukan dan diajukan; orang lain yang menyetujuinya."))
            return redirect("loan_scheme", made.id)
    context = {"form": form, "assumed": assumed}
    return render(request, "loans/new_scheme.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest, regions: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    first = next(iter(regions), "")
    told: dict[str, Any] = {"region": first, "from_on": today_in(first) if first else None}
    example = next(iter(queries.shipped(request.GET.get("contoh", "-"))), None)
    if example:
        return told | SchemeForm.initial_of(example, example["code"]), example["assumed"]
    try:
        held = queries.editions(request.actor).filter(id=uuid.UUID(request.GET.get("dari", ""))).first()
    except ValueError:
        held = None
    if held:
        told |= SchemeForm.initial_of(held.body, held.code) | {"region": held.region}
    return told, []


@require_GET
@requires(SEE)
def scheme(request: HttpRequest, loan_scheme_id: uuid.UUID) -> HttpResponse:
    found = queries.edition(request.actor, loan_scheme_id)
    body, approvals = found.body, list(approvals_of("loan_scheme", found.id))
    today = today_in(found.region)
    example = offer(body, body["most"], body["months"][1], today)
    called = choices("loan_steps")
    others = queries.editions(request.actor).filter(region=found.region, code=found.code).exclude(id=found.id)
    context = {
        "edition": found, "body": body, "approvals": approvals, "holds": queries.holds(found),
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "place": names([found.region]).get(found.region, ""),
        "kind": Kind(body["kind"]).label, "method": METHODS[body["method"]], "steps": [called[s] for s in body["steps"]],
        "requirements": [choices("loan_requirements")[r] for r in body["requirements"]],
        "documents": [choices("loan_documents")[d] for d in body["documents"]],
        "rates": [r | {"day": datetime.date.fromisoformat(r["on"])} for r in body["rates"]],
        "now": found.id in {e.id for e in queries.in_force(today)}, "others": others.order_by("-number"),
        "example": example, "misses": misses_promise(body, example), "again": request.actor.may(WRITE, region=found.region),
    }  # fmt: skip
    return render(request, "loans/scheme.html", context)


@requires(Permission.APPROVE_LOAN_SCHEMES)
@require_POST
def scheme_verdict(request: HttpRequest, loan_scheme_id: uuid.UUID) -> HttpResponse:
    found = queries.edition(request.actor, loan_scheme_id)
    passed = settle(
        by=request.actor, subject=("loan_scheme", found.id), decision=request.POST.get("decision", ""),
        comment=request.POST.get("comment", ""), version=request.POST.get("version"),
    )  # fmt: skip
    messages.success(request, _("Skema disetujui.") if passed else _("Skema dikembalikan."))
    return redirect("loan_scheme", found.id)
