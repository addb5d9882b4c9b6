import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.pacts import actions, queries
from dampingi.records.pacts.forms import DeliveryForm
from dampingi.records.pacts.models import Obligation, Pact, PactFile, Side
from dampingi.records.pacts.seals import SEAL
from dampingi.records.pacts.views.pacts import told
from dampingi.records.pacts.views.parts import asked_id
from dampingi.records.partners.queries import today_in

MANAGE, OWN = Permission.MANAGE_PARTNERS, Permission.SEE_REQUESTS


@require_GET
@requires(OWN)
def own_pact(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    """A signed agreement as the partner's people read it, with what they still owe."""
    found = queries.pact_of(queries.own_pacts(request.actor), pact_id)
    return render(request, "pacts/own_pact.html", told(found) | {"theirs": Side.THEIRS})


@requires(MANAGE, OWN)
@require_http_methods(["GET", "POST"])
def pact_delivery(request: HttpRequest, pact_id: uuid.UUID, obligation_id: uuid.UUID) -> HttpResponse:
    """Note what was given for a due date (`?jatuh-tempo=`); a partner's people report their own."""
    office = queries.managed(request.actor).filter(id=pact_id).exists()
    found = queries.pact_of((queries.managed if office else queries.own_pacts)(request.actor), pact_id)
    owed = found.obligations.filter(id=obligation_id).first()
    if owed is None or not (office or owed.side == Side.THEIRS):
        raise Refused(_("Kewajiban itu tidak ada pada perjanjian ini."), status=404)
    form = DeliveryForm(
        request.POST or None, request.FILES or None, initial={"given_on": today_in(found.region), "amount": owed.amount}
    )  # fmt: skip
    if not owed.unit:
        del form.fields["amount"]
    back = "pact" if office else "own_pact"
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _deliver(request, found, owed, form))
    ):
        messages.success(request, _("Tercatat.") if office else _("Terkirim; kantor mengonfirmasinya."))
        return redirect(back, found.id)
    context = {"form": form, "pact": found, "owed": owed, "back": back, "due": _due(request)}
    return render(request, "pacts/delivery.html", context, status=422 if form.errors else 200)


def _deliver(request: HttpRequest, found: Pact, owed: Obligation, form: DeliveryForm) -> object:
    said, due = form.cleaned_data, _due(request)
    if due is None:
        raise Refused(_("Tanggal itu bukan jatuh tempo kewajiban ini. Pilih dari daftar."))
    return actions.deliver(
        by=request.actor, pact=found.id, obligation=owed.id, due_on=due, given_on=said["given_on"], amount=said.get("amount"),
        note=said["note"], evidence=said["evidence"].read() if said["evidence"] else b"",
    )  # fmt: skip


def _due(request: HttpRequest) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(request.GET.get("jatuh-tempo", ""))
    except ValueError:
        return None


@requires(MANAGE)
@require_POST
def delivery_confirmation(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    actions.confirm_delivery(by=request.actor, pact=pact_id, delivery=asked_id(request, "delivery"))
    messages.success(request, _("Dikonfirmasi."))
    return redirect("pact", pact_id)


@requires(MANAGE)
@require_POST
def delivery_annulment(request: HttpRequest, pact_id: uuid.UUID) -> HttpResponse:
    actions.annul_delivery(
        by=request.actor, pact=pact_id, delivery=asked_id(request, "delivery"), reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, _("Catatan dibatalkan; jatuh temponya menunggu lagi."))
    return redirect("pact", pact_id)


@require_GET
@requires(Permission.VIEW_PARTNERS, OWN)
def pact_file(request: HttpRequest, pact_file_id: uuid.UUID) -> HttpResponse:
    """A scan or evidence: the PDF as it came, of a photo its re-encoded copy."""
    rows = [
        PactFile.objects.for_actor(request.actor, p).filter(id=pact_file_id).first()
        for p in (Permission.VIEW_PARTNERS, OWN)
    ]
    found = next((r for r in rows if r), None)
    if found is None:
        raise Refused(_("Berkas itu tidak ada, atau bukan untuk Anda."), status=404)
    pdf = found.kind == "pdf"
    with (found.original if pdf else found.shown).open("rb") as file:
        body = SEAL.open(file.read())
    answer = HttpResponse(body, content_type="application/pdf" if pdf else "image/jpeg")
    answer["Content-Disposition"] = (
        f'{"attachment" if pdf else "inline"}; filename="perjanjian{".pdf" if pdf else ".jpg"}"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
