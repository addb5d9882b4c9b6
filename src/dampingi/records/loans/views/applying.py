import hashlib
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.uploads import was_too_large
from dampingi.records.loans import eligibility
from dampingi.records.loans.actions import applying as actions
from dampingi.records.loans.actions.ending import withdraw
from dampingi.records.loans.forms.applying import DraftForm, EndForm, StartForm
from dampingi.records.loans.listing import state_of
from dampingi.records.loans.models import Document, LoanApplication, SchemeEdition
from dampingi.records.loans.papers import opened, received
from dampingi.records.loans.queries import applications as queries
from dampingi.records.loans.queries.loans import next_due
from dampingi.records.loans.queries.schemes import in_force
from dampingi.records.loans.reasons import reasons_of
from dampingi.records.programmes.rosters import today_in

ASK = Permission.ASK_FOR_LOANS


@require_GET
@requires(ASK)
def own_loans(request: HttpRequest) -> HttpResponse:
    """One's own applications, and the businesses one may ask for. Mentors and the office come by a business' page."""
    own = any(s.reach is Reach.OWN for s in request.actor.scopes(ASK))
    rows = LoanApplication.objects.for_actor(request.actor, ASK).select_related(*queries.WITH)
    held = list(
        rows.order_by("-begun_at")[:30] if own else rows.filter(submitted_on=None).order_by("-begun_at")[:30]
    )
    busy = {a.business_id for a in held if a.ended_on is None}
    free = (
        [b for b in queries.own_business(request.actor).order_by("name")[:20] if b.id not in busy]
        if own
        else []
    )
    rows = [
        (a, *state_of(a), next_due(a.loan, today_in(a.region)) if hasattr(a, "loan") else None) for a in held
    ]
    context = {"rows": rows, "free": free, "own": own}
    return render(request, "loans/own_loans.html", context)


@never_cache
@requires(ASK)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """How the business stands to each scheme, and the beginning of an application."""
    business = queries.own_business(request.actor).filter(id=business_id).first()
    if business is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    held = in_force(today_in(business.region), business.region)
    form = StartForm(request.POST or None, initial={"application": new_id(), "months": 12}, **_offered(held))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.begin(
                by=request.actor,
                business=business.id,
                asked=form.asked(),
                id=form.cleaned_data["application"],
            ),
        )
        if made:
            return redirect("loan_draft", made.id)
    stands = [(e, eligibility.stands(e.body, e.region, business.owner, business)) for e in held]
    context = {"business": business, "form": form, "stands": stands, "banks": form.fields["bank"].choices}
    return render(request, "loans/start.html", context, status=422 if form.errors else 200)


def _offered(held: list[SchemeEdition]) -> dict[str, list[tuple[str, str]]]:
    banks = {str(b.id): b.name for e in held for b in queries.banks_for(e)}
    return {"editions": [(str(e.id), e.body["name"]) for e in held], "banks": list(banks.items())}


@never_cache
@requires(ASK)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    """What is asked of the applicant, until it is handed in."""
    found = queries.application(request.actor, loan_application_id)
    if found.submitted_on or found.ended_on:
        return redirect("loan_application", found.id)
    held = in_force(today_in(found.region), found.region)
    form = DraftForm(
        request.POST or None, initial=DraftForm.initial_of(found), requirements=found.edition.body["requirements"], **_offered(held)
    )  # fmt: skip
    if form.is_valid():
        saved = attempt(
            form,
            lambda: actions.save(
                by=request.actor, application=found.id, asked=form.asked(), declared=form.declared()
            ),
        )
        if saved and "send" not in request.POST:
            messages.success(request, _("Tersimpan. Anda dapat melanjutkannya nanti."))
            return redirect("loan_draft", found.id)
        if saved and attempt(form, lambda: actions.hand_in(by=request.actor, application=found.id)):
            messages.success(request, _("Pengajuan terkirim. Dinas memeriksanya lebih dahulu, lalu bank."))
            return redirect("loan_application", found.id)
    found = queries.application(request.actor, loan_application_id)
    context = {
        "application": found, "form": form, "missing": actions.missing_of(found), "papers": _papers(found),
        "withdraw": EndForm(reasons=reasons_of("withdrawn")),
    }  # fmt: skip
    return render(request, "loans/draft.html", context, status=422 if form.errors else 200)


def _papers(found: LoanApplication) -> list[dict]:
    held: dict[str, list[Document]] = {}
    for each in found.documents.order_by("at"):
        held.setdefault(each.code, []).append(each)
    asks = [d for d in load("loan_documents") if d["code"] in found.edition.body["documents"]]
    return [
        {"asked": d, "name": gettext(d["name"]), "help": gettext(d["help"]), "held": held.get(d["code"], [])}
        for d in asks
    ]


@never_cache
@requires(ASK)
@require_POST
def enclose(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    sent = request.FILES.get("file")
    if was_too_large(request) or sent is None:
        raise Refused(
            _("Pilih berkas: foto sampai 12 MB atau PDF sampai 5 MB."),
            status=413 if was_too_large(request) else 422,
        )
    raw = sent.read()
    queries.application(request.actor, loan_application_id)
    paper = received(raw)
    actions.enclose(
        by=request.actor, application=loan_application_id, code=request.POST.get("code", "")[:20], paper=paper,
        sha256=hashlib.sha256(raw).hexdigest(), size=len(raw),
    )  # fmt: skip
    messages.success(request, _("Dokumen tersimpan."))
    return redirect("loan_draft", loan_application_id)


@never_cache
@requires(ASK)
@require_POST
def take_out(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    try:
        document = uuid.UUID(request.POST.get("document", ""))
    except ValueError:
        raise Refused(_("Dokumen itu tidak ada. Muat ulang halamannya."), status=404) from None
    actions.take_out(by=request.actor, application=loan_application_id, document=document)
    return redirect("loan_draft", loan_application_id)


@never_cache
@require_GET
@requires(ASK, Permission.ANSWER_FOR_BANK)
def document(
    request: HttpRequest, loan_application_id: uuid.UUID, loan_document_id: uuid.UUID
) -> HttpResponse:
    """An image is shown as drawn anew; a PDF is only ever downloaded."""
    found = queries.with_papers(request.actor, loan_application_id)
    held = found.documents.filter(id=loan_document_id).first()
    if held is None:
        raise Refused(_("Dokumen itu tidak ada."), status=404)
    image = held.kind == Document.Kind.IMAGE
    with (held.shown if image else held.original).open("rb") as stored:
        body = opened(stored.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"{held.code}-{held.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer


@requires(ASK)
@require_POST
def withdrawal(request: HttpRequest, loan_application_id: uuid.UUID) -> HttpResponse:
    told = (request.POST.get("reason", "")[:30], request.POST.get("note", "")[:500])
    ended = withdraw(by=request.actor, application=loan_application_id, reason=told[0], note=told[1])
    messages.success(request, _("Pengajuan ditarik."))
    return redirect("loan_application", loan_application_id) if ended else redirect("own_loans")
