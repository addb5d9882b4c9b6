import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.records.budgets.queries.budgets import budget
from dampingi.records.subsidies import queries
from dampingi.records.subsidies.actions.carrying import reserve_running
from dampingi.records.subsidies.actions.claims import SUBJECT, accept, give_back
from dampingi.records.subsidies.actions.paying import pay, take_back
from dampingi.records.subsidies.forms import PaymentForm


@requires(Permission.MANAGE_MONEY)
@require_POST
def claim_receipt(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The office accepts what holds, or gives the whole back."""
    found = queries.claim(request.actor, claim_id)
    if request.POST.get("decision") == "approve":
        accept(by=request.actor, claim=found.id)
        messages.success(request, _("Diterima; kepala yang menyetujuinya."))
    else:
        give_back(by=request.actor, claim=found.id, reason=request.POST.get("comment", ""))
        messages.success(request, _("Tagihan dikembalikan kepada bank."))
    return redirect("subsidy_claim", found.id)


@requires(Permission.APPROVE_MONEY)
@require_POST
def claim_verdict(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    found = queries.claim(request.actor, claim_id)
    decision, comment = request.POST.get("decision", ""), request.POST.get("comment", "")
    passed = settle(by=request.actor, subject=(SUBJECT, found.id), decision=decision, comment=comment)
    messages.success(
        request, _("Tagihan disetujui dan menjadi utang.") if passed else _("Tagihan dikembalikan.")
    )
    return redirect("subsidy_claim", found.id)


@requires(Permission.MANAGE_MONEY)
@require_POST
def claim_payment(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    found = queries.claim(request.actor, claim_id)
    form = PaymentForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi nomor SP2D dan tanggal bayarnya, lalu kirim lagi."))
    pay(by=request.actor, claim=found.id, **form.cleaned_data)
    messages.success(request, _("Pembayaran dicatat."))
    return redirect("subsidy_claim", found.id)


@requires(Permission.APPROVE_MONEY)
@require_POST
def claim_line_reversal(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    found = queries.claim(request.actor, claim_id)
    row = found.lines.filter(row=request.POST.get("row", "") if request.POST.get("row", "").isdecimal() else 0).first()  # fmt: skip
    if row is None:
        raise Refused(_("Baris itu tidak ada dalam tagihan ini."), status=404)
    take_back(by=request.actor, line=row.id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Baris dibatalkan; bulannya dapat ditagih lagi."))
    return redirect("subsidy_claim", found.id)


@requires(Permission.MANAGE_MONEY)
@require_POST
def reservation(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """The running loans' months of the budget's year."""
    found = budget(request.actor, budget_id)
    count = reserve_running(by=request.actor, budget=found)
    told = ngettext(
        "Bulan-bulan %(n)s pinjaman dicadangkan.", "Bulan-bulan %(n)s pinjaman dicadangkan.", count
    )
    messages.success(request, told % {"n": formats.number(count)})
    return redirect("budget", found.id)
