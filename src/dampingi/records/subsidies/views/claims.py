import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.engines.subsidy import Claim as Told
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.foundation.ui.sheets import download
from dampingi.foundation.uploads import was_too_large
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies import queries
from dampingi.records.subsidies.actions.claims import SUBJECT, hand_in, may_send
from dampingi.records.subsidies.examining import book_of, unclaimed
from dampingi.records.subsidies.forms import ClaimForm, PaymentForm
from dampingi.records.subsidies.listing import CLAIMS
from dampingi.records.subsidies.models import Claim
from dampingi.records.subsidies.tabs import tabs
from dampingi.records.subsidies.wording import told as words

SENDS = (Permission.ANSWER_FOR_BANK, Permission.MANAGE_MONEY)


@require_GET
@requires(*queries.SEE)
def claims(request: HttpRequest) -> HttpResponse:
    """Every claim in reach, and what is over, due and not claimed."""
    doors = queries.doors(request.actor)
    waiting = [(d, may_send(request.actor, d.bank, d.region)) for d in doors if d.waiting]
    sends = any(may_send(request.actor, d.bank, d.region) for d in doors)
    return respond(
        request, CLAIMS, queries.claims(request.actor), "subsidies/claims.html", {"waiting": waiting, "sends": sends, "tabs": tabs(request.actor, "subsidy_claims"), "late": queries.late(request.actor), "own_decrees": queries.decrees_of_banks(request.actor)}
    )  # fmt: skip


@requires(*SENDS)
@require_http_methods(["GET", "POST"])
def new_claim(request: HttpRequest) -> HttpResponse:
    """A bank bills a month: its sheet is examined line by line at once."""
    every = queries.doors(request.actor)
    doors = [d for d in every if may_send(request.actor, d.bank, d.region)]
    form = ClaimForm(doors, request.POST or None, request.FILES or None, initial={"month": f"{timezone.localdate():%Y-%m}", "door": request.GET.get("untuk")})  # fmt: skip
    if was_too_large(request):
        form.add_error("sheet", _("Berkasnya lebih besar dari 5 MB. Hapus gambar dan lembar lain di dalamnya."))  # fmt: skip
    elif form.is_valid():
        made = attempt(form, lambda: _sent(request, form))
        if made:
            messages.success(request, _("Tagihan diperiksa dan dikirim. Baca hasil tiap barisnya di bawah."))
            return redirect("subsidy_claim", made.id)
    context = {"form": form, "doors": doors, "others": not doors and every}
    return render(request, "subsidies/new_claim.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, form: ClaimForm) -> Claim:
    from dampingi.records.subsidies.sheets import read

    told = form.cleaned_data
    door = form.doors[told["door"]]
    typed = (
        [Told(told["loan"].strip(), told["month"], told["balance"], told["amount"])]
        if not told["sheet"]
        else []
    )
    lines, late = read(told["sheet"].read()) if told["sheet"] else (typed, {})
    return hand_in(by=request.actor, bank=door.bank, region=door.region, month=told["month"], lines=lines, late=late)  # fmt: skip


@require_GET
@requires(*SENDS)
def claim_template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in: the loans and months that wait to be claimed of the bank and city `untuk`."""
    from dampingi.records.subsidies.sheets import template

    asked = request.GET.get("untuk", "")
    if not asked:
        raise Refused(_("Pilih bank dan kotanya pada halaman Kirim tagihan."))
    door = next((d for d in queries.doors(request.actor) if d.key == asked), None)
    if door is None:
        raise Refused(_("Bank itu tidak ada, atau bukan urusan Anda."), status=404)
    rows = [
        (loan.number, month)
        for loan, month, _n in unclaimed(book_of(door.bank, door.region), today_in(door.region))
    ]
    return download(template(rows), f"tagihan-subsidi-{door.region}")


@require_GET
@requires(*queries.SEE)
def claim(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """What was found of each line, and the next step of whoever looks."""
    found = queries.claim(request.actor, claim_id)
    rows = found.lines.select_related("loan").order_by("row")
    lines = [
        (n, words(n.faults)) for n in sorted(rows, key=lambda n: n.payable > 0)
    ]  # what needs a look first
    approvals = list(approvals_of(SUBJECT, found.id))
    may = request.actor.may(Permission.MANAGE_MONEY, region=found.region)
    context = {
        "claim": found, "lines": lines, "approvals": approvals, "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "accepts": may and found.state == Claim.State.SENT and found.by != request.actor.user_id,
        "pays": may and found.state == Claim.State.APPROVED, "payment": PaymentForm(initial={"on": today_in(found.region)}),
        "takes_back": request.actor.may(Permission.APPROVE_MONEY, region=found.region) and found.state in ("approved", "paid"),
        "wrong": sum(1 for line, _w in lines if line.payable == 0), "sees_loans": request.actor.holds(Permission.VIEW_LOANS), "speaks_for_bank": request.actor.holds(Permission.ANSWER_FOR_BANK),
    }  # fmt: skip
    return render(request, "subsidies/claim.html", context)


@require_GET
@requires(*queries.SEE)
def claim_sheet(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The same sheet back, with its cells marked."""
    from dampingi.records.subsidies.sheets import marked

    found = queries.claim(request.actor, claim_id)
    return download(marked(found), f"tagihan-subsidi-{found.month:%Y-%m}")
