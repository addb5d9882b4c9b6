import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.honours import actions, forms
from dampingi.records.honours.actions.nominating import rules_of
from dampingi.records.honours.evidence import Evidence, evidence_of
from dampingi.records.honours.listing import candidates_list, look, nominations_list
from dampingi.records.honours.models import Nomination
from dampingi.records.honours.presenting import figures
from dampingi.records.honours.queries import nominations as queries
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in

CERTIFIED = (Nomination.State.CITY, Nomination.State.STAYED)
LOOKING = (
    Permission.NOMINATE,
    Permission.CHOOSE_HONOURS,
    Permission.VERIFY_BUSINESSES,
    Permission.VIEW_DASHBOARD,
)


@require_GET
@requires(*LOOKING)
def nominations(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    context = {
        "programme": programme, "rules": rules_of(programme) if programme else None,
        "may_nominate": request.actor.holds(Permission.NOMINATE), "may_set": _may_set(request, programme),
    }  # fmt: skip
    return respond(
        request,
        nominations_list(request.actor),
        queries.nominations(request.actor),
        "honours/nominations.html",
        context,
    )


@require_GET
@requires(Permission.NOMINATE)
def candidates(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    spec = candidates_list(request.actor, today=today_in(programme.region if programme else ""))
    return respond(request, spec, queries.candidates(request.actor), "honours/candidates.html")


@requires(Permission.NOMINATE)
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    enrolment = queries.to_nominate(request.actor, enrolment_id)
    form = forms.NominationForm(request.POST or None)

    def act() -> Any:
        return actions.nominate(
            by=request.actor, enrolment=enrolment.id, reasons=form.cleaned_data["reasons"]
        )

    key = f"nominasi:{enrolment.id}"
    if request.method == "POST" and form.is_valid() and (made := attempt(form, act)):
        messages.success(request, _("Nominasi tersimpan. Orang lain memverifikasinya."), extra_tags=key)
        return redirect("nomination", made.id)
    found = evidence_of([enrolment], today=today_in(enrolment.region))[enrolment.id]
    context = {"enrolment": enrolment, "form": form, "figures": figures(found, enrolment), "draft_key": key}
    return render(request, "honours/nominate.html", context, status=422 if form.errors else 200)


@require_GET
@requires(*LOOKING)
def nomination(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    return _shown(request, nomination_id)


@requires(Permission.VERIFY_BUSINESSES)
@require_POST
def verification(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    seen = queries.nomination(request.actor, nomination_id)
    form = forms.CheckForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}

    def act() -> Any:
        return actions.verify(
            by=request.actor,
            nomination=seen.nomination.id,
            passed=said["passed"] == "yes",
            how=said["how"],
            found=said["found"],
        )

    if said and attempt(form, act):
        messages.success(request, _("Verifikasi tersimpan."))
        return redirect("nomination", nomination_id)
    return _shown(request, nomination_id, check=form)


@requires(Permission.CHOOSE_HONOURS)
@require_POST
def choice(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    seen = queries.nomination(request.actor, nomination_id)
    form = forms.ChoiceForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}

    def act() -> Any:
        return actions.choose(
            by=request.actor,
            nomination=seen.nomination.id,
            chosen=said["chosen"] == "yes",
            reason=said["reason"],
        )

    if said and attempt(form, act):
        messages.success(request, _("Pilihan tersimpan."))
        return redirect("nomination", nomination_id)
    return _shown(request, nomination_id, choosing=form)


@requires(Permission.NOMINATE)
@require_POST
def withdrawal(request: HttpRequest, nomination_id: uuid.UUID) -> HttpResponse:
    actions.withdraw(
        by=request.actor, nomination=queries.nomination(request.actor, nomination_id).nomination.id
    )
    messages.success(request, _("Nominasi ditarik."))
    return redirect("nominations")


@requires(Permission.MANAGE_INTAKE)
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    if not _may_set(request, programme):
        raise Denied(
            _("Anda tidak berwenang melakukan ini di wilayah tersebut. Hubungi penyelenggara bila perlu.")
        )
    form = forms.RulesForm(request.POST or None, rules=rules_of(programme))

    def act() -> Any:
        return actions.set_rules(by=request.actor, programme=programme, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("Kuota tersimpan."))
        return redirect("nominations")
    context = {"form": form, "programme": programme}
    return render(request, "honours/rules.html", context, status=422 if form.errors else 200)


@require_GET
@requires(*LOOKING)
def honours(request: HttpRequest) -> HttpResponse:
    """The list of honour, to be printed."""
    programme = _programme(request)
    city, districts = queries.honoured(request.actor, programme)
    called = names({n.region for n in city + districts} | {ancestor(n.region, 3) for n in city + districts})
    for each in city + districts:
        each.place, each.district = called.get(each.region, ""), called.get(ancestor(each.region, 3), "")
    context = {
        "programme": programme,
        "city": city,
        "districts": districts,
        "office": names([programme.region]).get(programme.region, ""),
    }
    return render(request, "honours/honours.html", context)


def _shown(
    request: HttpRequest, id: uuid.UUID, *, check: forms.CheckForm | None = None, choosing: forms.ChoiceForm | None = None
) -> HttpResponse:  # fmt: skip
    seen = queries.nomination(request.actor, id)
    found = seen.nomination
    state, words = look(found)
    context = {
        "certified": CERTIFIED, "seen": seen, "nomination": found, "enrolment": found.enrolment, "state": state, "words": words,
        "figures": figures(Evidence.read(found.evidence), found.enrolment), "check_form": check or forms.CheckForm(),
        "choice_form": choosing or forms.ChoiceForm(), "rules": rules_of(found.programme),
        "verdicts": list(seen.approval.verdicts.order_by("at")) if seen.approval else [],
    }  # fmt: skip
    wrong = any(form is not None and form.errors for form in (check, choosing))
    return render(request, "honours/nomination.html", context, status=422 if wrong else 200)


def _programme(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    return found


def _may_set(request: HttpRequest, programme: Programme | None) -> bool:
    return programme is not None and request.actor.may(
        Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id
    )
