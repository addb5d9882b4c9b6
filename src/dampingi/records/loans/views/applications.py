import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.loans import eligibility
from dampingi.records.loans.actions import ending, steps
from dampingi.records.loans.actions.bank import answers
from dampingi.records.loans.counting import misses_promise, offer
from dampingi.records.loans.forms.applying import ChecksForm, EndForm
from dampingi.records.loans.listing import applications_list, state_of
from dampingi.records.loans.models import Check, LoanApplication
from dampingi.records.loans.queries import applications as queries
from dampingi.records.loans.reasons import reason, reasons_of
from dampingi.records.programmes.rosters import today_in

HANDLE = Permission.HANDLE_LOANS


@require_GET
@requires(Permission.VIEW_LOANS)
def applications(request: HttpRequest) -> HttpResponse:
    return respond(
        request,
        applications_list(request.actor),
        queries.applications(request.actor),
        "loans/applications.html",
    )


@never_cache
@requires(Permission.VIEW_LOANS)
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    """How it stands, and the office's check."""
    found = queries.application(request.actor, loan_application_id)
    if found.submitted_on is None:
        return redirect("loan_draft", found.id)
    checks = _checks_form(request, found)
    if request.method == "POST" and checks and checks.is_valid():
        forward = "forward" in request.POST
        done = attempt(
            checks,
            lambda: steps.check(by=request.actor, application=found.id, rows=checks.rows(), forward=forward),
        )
        if done:
            messages.success(
                request, _("Diteruskan kepada bank.") if forward else _("Pemeriksaan tersimpan.")
            )
            return redirect("loan_application", found.id)
    context = shown(request, found) | {"checks_form": checks}
    return render(request, "loans/application.html", context, status=422 if checks and checks.errors else 200)


def _checks_form(request: HttpRequest, found: LoanApplication) -> ChecksForm | None:
    if found.ended_on or found.reached or not request.actor.may(HANDLE, region=found.region):
        return None
    proposed = {r.code: (r.verdict, r.cure) for r in _stands(found)}
    proposed |= {c.requirement: (c.verdict, c.reason) for c in found.checks.all()}
    initial = {
        f"{what}_{code}": told[n]
        for code, told in proposed.items()
        for n, what in enumerate(("verdict", "reason"))
    }
    return ChecksForm(
        request.POST if request.method == "POST" else None, initial=initial, asked=found.edition.body["requirements"],
        verdicts=Check.Verdict.choices,
    )  # fmt: skip


def _stands(found: LoanApplication) -> list[eligibility.Requirement]:
    told = eligibility.Told(found.product, found.turnover, found.purpose, found.declared)
    return eligibility.stands(found.edition.body, found.edition.region, found.person, found.business, told)


def shown(request: HttpRequest, found: LoanApplication) -> dict[str, Any]:
    """What every page of an application tells: its way, its papers, what it would cost."""
    body, end = found.edition.body, getattr(found, "end", None)
    survey = getattr(found, "survey", None)
    principal, months = (survey.principal, survey.months) if survey else (found.amount, found.months)
    cost = offer(body, principal, months, today_in(found.region))
    may = request.actor.may(HANDLE, region=found.region)
    return {
        "application": found, "body": body, "state": state_of(found), "track": track(found), "cost": cost, "misses": misses_promise(body, cost),
        "place": name_of(found.region), "reads_papers": queries.reads_papers(request.actor, found.id), "documents": _documents(found), "stands": _stands(found), "checked": found.checks.order_by("at"),
        "called": choices("loan_requirements"), "survey": survey, "loan": getattr(found, "loan", None), "end": end,
        "end_reason": end and queries.may_read_reason(request.actor, end) and (choices("loan_reasons").get(end.reason), reason(end.reason), end.note),
        "may_handle": may, "next": "" if found.ended_on else steps.following(found), "answers": may and answers(request.actor, found),
        "refusal": EndForm(reasons=reasons_of("office")) if may and not found.ended_on and found.reached in ("", "office_check", "survey") else None,
        "withdrawal": EndForm(reasons=reasons_of("withdrawn"), prefix="") if _may_withdraw(request, found) else None,
    }  # fmt: skip


def _may_withdraw(request: HttpRequest, found: LoanApplication) -> bool:
    rows = LoanApplication.objects.for_actor(request.actor, Permission.ASK_FOR_LOANS).filter(id=found.id)
    paid = found.steps.filter(code="disbursement").exists()
    return found.ended_on is None and not paid and rows.exists()


def _documents(found: LoanApplication) -> list[tuple[Any, str]]:
    called = choices("loan_documents")
    return [(d, called.get(d.code, d.code)) for d in found.documents.order_by("code", "at")]


def track(found: LoanApplication) -> list[dict[str, Any]]:
    """The scheme's steps as the stage track shows them."""
    taken = {s.code: s for s in found.steps.all()}
    due, called, told = steps.following(found), choices("loan_steps"), []
    for code in found.edition.body["steps"]:
        state = "done" if code in taken else "skipped" if found.ended_on else "now" if code == due else "next"
        note = taken[code].on if code in taken else None
        told.append({"label": called[code], "state": state, "on": note})
    return told


@requires(HANDLE)
@require_POST
def recommendation(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    steps.recommend(
        by=request.actor, application=loan_application_id, note=request.POST.get("note", "")[:500]
    )
    messages.success(request, _("Rekomendasi dicatat."))
    return redirect("loan_application", loan_application_id)


@requires(HANDLE)
@require_POST
def refusal(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    ending.refuse(
        by=request.actor, application=loan_application_id, reason=request.POST.get("reason", "")[:30], note=request.POST.get("note", "")[:500]
    )  # fmt: skip
    messages.success(request, _("Pengajuan ditolak dengan sebabnya."))
    return redirect("loan_application", loan_application_id)
