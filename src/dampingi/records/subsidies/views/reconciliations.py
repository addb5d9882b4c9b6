import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.canonical import digest
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.subsidies import queries
from dampingi.records.subsidies.actions.claims import may_send
from dampingi.records.subsidies.actions.reconciling import answer, tell
from dampingi.records.subsidies.forms import ReconciliationForm
from dampingi.records.subsidies.listing import RECONCILIATIONS
from dampingi.records.subsidies.models import Reconciliation
from dampingi.records.subsidies.reconciling import COUNTS, ITEMS, differences
from dampingi.records.subsidies.tabs import tabs
from dampingi.records.subsidies.wording import told as words

SENDS = (Permission.ANSWER_FOR_BANK, Permission.MANAGE_MONEY)


@require_GET
@requires(*queries.SEE)
def reconciliations(request: HttpRequest) -> HttpResponse:
    sends = any(may_send(request.actor, d.bank, d.region) for d in queries.doors(request.actor))
    context = {"tabs": tabs(request.actor, "subsidy_reconciliations"), "sends": sends}
    return respond(
        request, RECONCILIATIONS, queries.reconciliations(request.actor), "subsidies/reconciliations.html", context
    )  # fmt: skip


@requires(*SENDS)
@require_http_methods(["GET", "POST"])
def new_reconciliation(request: HttpRequest) -> HttpResponse:
    """The bank tells what its own books say of a month."""
    doors = [d for d in queries.doors(request.actor) if may_send(request.actor, d.bank, d.region)]
    form = ReconciliationForm(doors, request.POST or None)
    if form.is_valid():
        told, door = form.cleaned_data, form.doors[form.cleaned_data["door"]]
        theirs = {code: told[code] for code in ITEMS}
        made = attempt(
            form,
            lambda: tell(by=request.actor, bank=door.bank, region=door.region, month=told["month"], theirs=theirs, remarks=told["remarks"]),
        )  # fmt: skip
        if made:
            messages.success(
                request, _("Angka bank dicatat di samping catatan kota; dinas yang menyepakatinya.")
            )
            return redirect("subsidy_reconciliation", made.id)
    context = {"form": form, "doors": doors}
    return render(request, "subsidies/new_reconciliation.html", context, status=422 if form.errors else 200)


@require_GET
@requires(*queries.SEE)
def reconciliation(request: HttpRequest, reconciliation_id: uuid.UUID) -> HttpResponse:
    """What the bank says, what we say, and what differs."""
    found = queries.reconciliation(request.actor, reconciliation_id)
    may = request.actor.may(Permission.MANAGE_MONEY, region=found.region)
    items = [i | {"label": ITEMS[i["code"]], "money": i["code"] not in COUNTS, "gap": i["theirs"] - i["ours"]} for i in found.body["items"]]  # fmt: skip
    context = {
        "found": found, "items": items, "differs": differences(found.body), "holds": digest(found.body) == found.hash, "place": name_of(found.region),
        "faults": [f | {"words": words(f["faults"])} for f in found.body["faults"]],
        "answers": may and found.state == Reconciliation.State.SENT and found.by != request.actor.user_id,
    }  # fmt: skip
    return render(request, "subsidies/reconciliation.html", context)


@requires(Permission.MANAGE_MONEY)
@require_POST
def verdict(request: HttpRequest, reconciliation_id: uuid.UUID) -> HttpResponse:
    found = queries.reconciliation(request.actor, reconciliation_id)
    agreed = request.POST.get("decision") == "approve"
    answer(by=request.actor, reconciliation=found.id, agreed=agreed, note=request.POST.get("comment", ""))
    messages.success(
        request, _("Disepakati; berita acaranya dapat dicetak.") if agreed else _("Dikembalikan kepada bank.")
    )
    return redirect("subsidy_reconciliation", found.id)
