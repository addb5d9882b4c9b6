"""The bank's people: what is addressed to their bank, and nothing else."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.loans.actions import bank as actions
from dampingi.records.loans.actions import changing
from dampingi.records.loans.actions.ending import refuse_for_bank
from dampingi.records.loans.actions.steps import HANDLE, following
from dampingi.records.loans.counting import Month
from dampingi.records.loans.forms.applying import EndForm
from dampingi.records.loans.forms.bank import AkadForm, DisbursedForm, EventForm, SettlementForm, SurveyForm
from dampingi.records.loans.listing import state_of
from dampingi.records.loans.models import Loan, LoanApplication
from dampingi.records.loans.queries import applications as queries
from dampingi.records.loans.queries import loans as held
from dampingi.records.loans.reasons import bank_reasons
from dampingi.records.loans.views.applications import shown
from dampingi.records.programmes.rosters import today_in

ANSWER = Permission.ANSWER_FOR_BANK
FORMS: dict[str, type[forms.Form]] = {"survey": SurveyForm, "akad": AkadForm, "disbursement": DisbursedForm}


@require_GET
@requires(ANSWER)
def bank_applications(request: HttpRequest) -> HttpResponse:
    """What waits for the bank first."""
    rows = list(queries.addressed(request.actor).order_by("submitted_on", "id"))
    told = [(a, *state_of(a), a.ended_on is None and (following(a) in FORMS or held.ran_out(a, today_in(a.region)))) for a in rows]  # fmt: skip
    waits = [r for r in told if r[3]]
    return render(
        request, "loans/bank_applications.html", {"waits": waits, "rest": [r for r in told if not r[3]]}
    )


@never_cache
@requires(ANSWER, HANDLE)
@require_http_methods(["GET", "POST"])
def bank_application(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    """The application, and the form of the bank's next step. The office for a bank whose people have no account."""
    found = queries.addressed(request.actor).filter(id=loan_application_id).first()
    found = found or queries.application(request.actor, loan_application_id)
    due = "" if found.ended_on else following(found)
    may = due in FORMS and actions.answers(request.actor, found)
    form = (
        FORMS[due](request.POST if request.method == "POST" else None, initial=_initial(found))
        if may
        else None
    )
    if form and form.is_valid() and attempt(form, lambda: _act(request, found, due, form.cleaned_data)):
        messages.success(request, _("Tercatat."))
        return redirect("bank_application", found.id)
    refuses = (
        not found.ended_on
        and found.reached
        and not hasattr(found, "loan")
        and actions.answers(request.actor, found)
    )
    context = shown(request, found) | {
        "bank_only": not request.actor.holds(Permission.VIEW_LOANS),
        "form": form, "due": due, "bank_refusal": EndForm(reasons=bank_reasons(found)) if refuses else None,
    }  # fmt: skip
    return render(
        request, "loans/bank_application.html", context, status=422 if form and form.errors else 200
    )


def _initial(found: LoanApplication) -> dict[str, Any]:
    offered = getattr(found, "survey", None) or found
    principal = getattr(offered, "principal", None) or found.amount
    today = today_in(found.region)
    return {"on": today, "signed_on": today, "principal": principal, "months": offered.months}


def _act(request: HttpRequest, found: LoanApplication, due: str, told: dict[str, Any]) -> Any:
    by, id = request.actor, found.id
    acts: dict[str, Callable[[], Any]] = {
        "survey": lambda: actions.survey(by=by, application=id, **told),
        "akad": lambda: actions.sign(by=by, application=id, signed=actions.Signed(**told)),
        "disbursement": lambda: actions.disburse(by=by, application=id, **told),
    }
    return acts[due]()


@requires(ANSWER, HANDLE)
@require_POST
def bank_refusal(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    refuse_for_bank(
        by=request.actor, application=loan_application_id, reason=request.POST.get("reason", "")[:30], note=request.POST.get("note", "")[:500]
    )  # fmt: skip
    messages.success(request, _("Penolakan dicatat. Sebabnya hanya dibaca petugas keuangan dinas."))
    return redirect("bank_application", loan_application_id)


@never_cache
@requires(Permission.VIEW_LOANS, ANSWER)
@require_http_methods(["GET", "POST"])
def loan(request: HttpRequest, loan_id: uuid.UUID) -> HttpResponse:
    """The schedule that holds now, its versions, and what changed it."""
    found = held.loan_of(request.actor, loan_id)
    stopped, application = held.stopped_on(found), found.application
    over = held.ran_out(application, today_in(found.region))
    changes = actions.answers(request.actor, application) or request.actor.may(HANDLE, region=found.region)
    form = (
        EventForm(request.POST if request.method == "POST" else None, initial={"on": today_in(found.region)})
        if changes and stopped is None and not application.ended_on
        else None
    )
    if form and form.is_valid() and attempt(form, lambda: _happen(request, found, form.cleaned_data)):
        messages.success(request, _("Tercatat; jadwalnya kini edisi baru. Bulan sebelumnya tidak berubah."))
        return redirect("loan", found.id)
    versions = list(found.schedules.select_related("event").order_by("-version"))
    asked = request.GET.get("edisi", "")
    now = next((v for v in versions if str(v.version) == asked), versions[0])
    months = [
        Month(n, told[5], told[4] - told[5]) for n, told in zip(held.lines_in(now), now.lines, strict=True)
    ]
    context = {
        "loan": found, "application": application, "schedule": now, "versions": versions, "months": months, "form": form,
        "total": held.paid_by_city(now), "holds": held.holds(found), "paid": sum(m.paid for m in months), "stopped": stopped, "over": over,
        "coming": held.next_due(found, today_in(found.region)) if not application.ended_on else None,
        "settlement": SettlementForm(initial={"on": today_in(found.region)}) if changes and (stopped or over) and not application.ended_on else None,
        "rate": found.terms["rates"][0]["rate"], "bank_only": not request.actor.holds(Permission.VIEW_LOANS),
    }  # fmt: skip
    return render(request, "loans/loan.html", context, status=422 if form and form.errors else 200)


@requires(ANSWER, HANDLE)
@require_POST
def loan_settlement(request: HttpRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Of a loan the city no longer pays for: the borrower has paid the rest."""
    form = SettlementForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi tanggal lunasnya."))
    changing.settle(by=request.actor, loan=loan_id, **form.cleaned_data)
    messages.success(request, _("Dicatat lunas. Pemilik usaha dapat mengajukan pinjaman lagi."))
    return redirect("loan", loan_id)


def _happen(request: HttpRequest, found: Loan, told: dict[str, Any]) -> Any:
    by, id, note = request.actor, found.id, told["note"]
    if told["kind"] == "prepaid":
        return changing.prepay(
            by=by,
            loan=id,
            on=told["on"],
            amount=told["amount"] or 0,
            keeps=told["keeps"] or "term",
            note=note,
        )
    if told["kind"] == "rate":
        return changing.change_rate(
            by=by, loan=id, on=told["on"], rate=-1 if told["rate"] is None else told["rate"], note=note
        )
    return changing.stop(by=by, loan=id, on=told["on"], why=told["why"], note=note)
