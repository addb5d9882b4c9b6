import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.foundation.uploads import was_too_large
from dampingi.records.grants.actions import agreeing, reporting
from dampingi.records.grants.forms import PartForm, ReportForm, TermsForm, UnpaidForm
from dampingi.records.grants.listing import payment_state, payments_list, recipients_list
from dampingi.records.grants.models import Agreement, UseReport
from dampingi.records.grants.papers import opened, received
from dampingi.records.grants.queries import grants as queries
from dampingi.records.programmes.rosters import today_in

SEE, MANAGE, REPORT = Permission.VIEW_GRANTS, Permission.MANAGE_GRANTS, Permission.REPORT_GRANTS


@requires(SEE)
@require_GET
def grant_recipients(request: HttpRequest) -> HttpResponse:
    return respond(
        request, recipients_list(request.actor), queries.recipients(request.actor), "grants/recipients.html"
    )


@requires(SEE)
@require_GET
def grant_reports(request: HttpRequest) -> HttpResponse:
    """Each part that was paid with what became of it; what is late comes first."""
    regions = request.actor.regions(SEE)
    today = today_in(regions[0] if regions and regions[0] else "32")
    rows = queries.payments(request.actor)
    context = {"late": queries.overdue(rows, today).count()}
    return respond(request, payments_list(request.actor, today), rows, "grants/reports.html", context)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def grant_recipient(request: HttpRequest, grant_recipient_id: uuid.UUID) -> HttpResponse:
    """A recipient before the agreement: its terms are written here."""
    found = queries.recipient(request.actor, grant_recipient_id)
    if hasattr(found, "agreement"):
        return redirect("grant_agreement", found.agreement.id)
    manages, today = request.actor.may(MANAGE, region=found.region), today_in(found.region)
    if request.method == "POST":
        request.actor.require(MANAGE, region=found.region)
    start = {
        "signed_on": today, "first_due": today, "parts": found.selection.study.body["rules"]["parts"], "our_name": request.actor.name,
        "their_name": found.business.owner.name if found.business else "", "their_position": "Pemilik" if found.business else "Ketua",
    }  # fmt: skip
    form = TermsForm(request.POST or None, initial=start) if manages else None
    if form and form.is_valid():
        made = attempt(form, lambda: agreeing.agree(by=request.actor, candidate=found.id, terms=form.terms()))
        if made:
            messages.success(request, _("Perjanjian tercatat."))
            return redirect("grant_agreement", made.id)
    context = {"found": found, "form": form, "place": name_of(found.region)}
    return render(request, "grants/recipient.html", context, status=422 if form and form.errors else 200)


@requires(SEE)
@require_GET
def grant_agreement(request: HttpRequest, grant_agreement_id: uuid.UUID) -> HttpResponse:
    return _page(request, grant_agreement_id)


def _page(request: HttpRequest, id: uuid.UUID, **asked: forms.Form) -> HttpResponse:
    found, actor = queries.agreement(request.actor, id), request.actor
    today, reports = today_in(found.region), queries.reports_of(found)
    paid = {p.part: p for p in queries.payments(actor).filter(agreement=found)}
    parts = [
        (n, amount, datetime.date.fromisoformat(due), paid.get(n), payment_state(paid[n], today) if n in paid else None, reports.get(n, []))
        for n, (amount, due) in enumerate(found.parts, 1)
    ]  # fmt: skip
    open_part = next((n for n, p in sorted(paid.items()) if p.reported_on is None and not p.waits), 0)
    manages = actor.may(MANAGE, region=found.region)
    checks = any(actor.may(p, region=found.region) for p in reporting.CHECKERS)
    reports_it = Agreement.objects.for_actor(actor, REPORT).filter(id=found.id).exists()
    reported_all = all(p.reported_on for p in paid.values())
    context = {
        "agreement": found, "candidate": found.candidate, "place": name_of(found.region), "parts": parts, "manages": manages, "user_id": actor.user_id,
        "may_pay": manages and len(paid) < len(found.parts) and reported_all, "may_report": reports_it and open_part, "open_part": open_part,
        "reads_receipts": manages or checks or reports_it, "checks": checks, "part_form": PartForm(auto_id="bayar_%s", initial={"on": today}),
        "unpaid_form": UnpaidForm(auto_id="batal_bayar_%s"),
        "last_paid": max(paid, default=0) if actor.may(Permission.APPROVE_MONEY, region=found.region) else 0,
        "report_form": ReportForm(auto_id="lapor_%s", initial={"part": open_part}), "refused": [e for f in asked.values() for e in f.non_field_errors()],
    } | asked  # fmt: skip
    return render(request, "grants/agreement.html", context, status=422 if asked else 200)


@requires(MANAGE)
@require_POST
def grant_payment(request: HttpRequest, grant_agreement_id: uuid.UUID) -> HttpResponse:
    form = PartForm(request.POST, auto_id="bayar_%s")
    return _answer(
        request, grant_agreement_id, "part_form", form,
        lambda told: agreeing.pay_part(by=request.actor, agreement=grant_agreement_id, **told), _("Pembayaran tercatat."),
    )  # fmt: skip


@requires(Permission.APPROVE_MONEY)
@require_POST
def grant_payment_reversal(request: HttpRequest, grant_agreement_id: uuid.UUID) -> HttpResponse:
    form = UnpaidForm(request.POST, auto_id="batal_bayar_%s")
    return _answer(
        request, grant_agreement_id, "unpaid_form", form,
        lambda told: agreeing.take_part_back(by=request.actor, agreement=grant_agreement_id, **told), _("Pembayaran dibatalkan; bagiannya terutang lagi."),
    )  # fmt: skip


@requires(REPORT)
@require_POST
def grant_report(request: HttpRequest, grant_agreement_id: uuid.UUID) -> HttpResponse:
    if was_too_large(request):
        raise Refused(
            _("Berkas yang dikirim terlalu besar. Kirim foto yang lebih kecil, atau lebih sedikit."),
            status=413,
        )
    form = ReportForm(request.POST, request.FILES, auto_id="lapor_%s")

    def act(told: dict[str, Any]) -> Any:
        papers = [received(file.read()) for file in told.pop("receipts")[: reporting.MOST_RECEIPTS + 1]]
        return reporting.report_use(by=request.actor, agreement=grant_agreement_id, receipts=papers, **told)

    return _answer(
        request, grant_agreement_id, "report_form", form, act, _("Laporan terkirim. Orang lain memeriksanya.")
    )


@requires(*reporting.CHECKERS)
@require_POST
def grant_report_verdict(request: HttpRequest, grant_report_id: uuid.UUID) -> HttpResponse:
    found = reporting.check_report(
        by=request.actor, report=grant_report_id, accepted=request.POST.get("decision") == "approve", note=request.POST.get("comment", "")[:500]
    )  # fmt: skip
    accepted = found.state == UseReport.State.ACCEPTED
    messages.success(
        request, _("Laporan diterima.") if accepted else _("Laporan dikembalikan dengan catatan.")
    )
    return redirect("grant_agreement", found.payment.agreement_id)


@requires(REPORT, *reporting.CHECKERS)
@require_GET
def grant_receipt(request: HttpRequest, grant_receipt_id: uuid.UUID) -> HttpResponse:
    """An image's copy is shown, a PDF only downloaded."""
    found = queries.receipt(request.actor, grant_receipt_id)
    file = found.shown if found.kind == "image" else found.original
    answer = HttpResponse(
        opened(file.open().read()), content_type="image/jpeg" if found.kind == "image" else "application/pdf"
    )
    way = "inline" if found.kind == "image" else "attachment"
    answer["Content-Disposition"] = (
        f'{way}; filename="bukti-{found.id}.{"jpg" if found.kind == "image" else "pdf"}"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _answer(
    request: HttpRequest, id: uuid.UUID, name: str, form: forms.Form, act: Callable[[dict[str, Any]], Any], told: str
) -> HttpResponse:  # fmt: skip
    queries.agreement(request.actor, id)
    if form.is_valid() and attempt(form, lambda: act(dict(form.cleaned_data))):
        messages.success(request, told)
        return redirect("grant_agreement", id)
    return _page(request, id, **{name: form})
