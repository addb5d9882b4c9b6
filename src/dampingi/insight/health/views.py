import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.insight.health import actions, queries
from dampingi.insight.health.assessable import why_not
from dampingi.insight.health.forms import AgainForm, AnswersForm, RulesForm, VerdictForm
from dampingi.insight.health.listing import health_list
from dampingi.insight.health.models import Assessment, HealthRules
from dampingi.insight.health.page import asked_and_answered, overview, result_page
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.cooperatives.queries import cooperative_of, cooperatives, year_of


@require_GET
@requires(Permission.VIEW_COOPERATIVES)
def health(request: HttpRequest) -> HttpResponse:
    """All cooperatives by band for a book year, and which kecamatan have one that can serve them."""
    known = queries.years(request.actor)
    asked = request.GET.get("tahun", "")
    usual = known[0] if known else timezone.localdate().year - 1
    year = next((y for y in known if str(y) == asked), usual)
    rows = queries.with_health(request.actor, year)
    context = overview(request.actor, rows) | {"year": year, "years": known}
    return respond(
        request, health_list(request.actor, year), rows, "health/health.html", context, keep=("tahun",)
    )


@requires(Permission.VIEW_COOPERATIVES)
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, cooperative_id: uuid.UUID, year: int) -> HttpResponse:
    """One cooperative's year: the questions while they are answered, the approval, the result in words."""
    who = cooperative_of(cooperatives(request.actor), cooperative_id)
    if not 1950 <= year <= 2200:
        raise Refused(_("Tahun buku itu tidak ada."), status=404)
    found = queries.assessment(who, year)
    manages = request.actor.may(Permission.MANAGE_COOPERATIVES, region=who.region)
    reason = why_not(who, year_of(who, year), year)
    forms = _forms(request, who, found, manages=manages and not reason)
    if request.method == "POST":
        done = _act(request, who, year, found, forms)
        if done:
            messages.success(request, done, extra_tags=f"kesehatan:{who.id}:{year}")
            return redirect("cooperative_assessment", who.id, year)
    newest = queries.newest(found)
    earlier = queries.newest(queries.assessment(who, year - 1))
    context = {
        "cooperative": who, "year": year, "assessment": found, "reason": reason, "manages": manages, **forms,
        **(result_page(newest, earlier) if newest else {}),
        "asked": asked_and_answered(found) if forms["verdict_form"] else [],
        "results": list(found.results.order_by("-number")) if found else [],  # type: ignore[attr-defined]
    }  # fmt: skip
    wrong = any(f is not None and f.errors for f in forms.values())
    return render(request, "health/assessment.html", context, status=422 if wrong else 200)


def _forms(request: HttpRequest, who: Cooperative, found: Assessment | None, *, manages: bool) -> dict:
    act = request.POST.get("act", "") if request.method == "POST" else ""
    body = queries.rules_in_force(queries.office_of(who)).body
    open_ = manages and (found is None or found.editable)
    return {
        "form": AnswersForm(
            request.POST if act in ("save", "submit") else None, body=body, kind=who.kind, held=found
        )
        if open_
        else None,
        "verdict_form": VerdictForm(request.POST if act == "decide" else None)
        if found and queries.waiting(request.actor, found)
        else None,
        "again_form": AgainForm(request.POST if act == "again" else None)
        if manages and found and found.state == Assessment.State.APPROVED
        else None,
    }


def _act(request: HttpRequest, who: Cooperative, year: int, found: Assessment | None, forms: dict) -> str:
    """The sentence to show when it is done; '' with the mistakes on the form."""
    act, by = request.POST.get("act", ""), request.actor
    form = forms[
        {"save": "form", "submit": "form", "decide": "verdict_form", "again": "again_form"}.get(act, "form")
    ]
    if form is None:
        raise Refused(_("Langkah itu tidak terbuka untuk Anda sekarang. Muat ulang halamannya."), status=409)
    if not form.is_valid():
        return ""
    if act in ("save", "submit"):
        saved = attempt(
            form,
            lambda: actions.save_answers(
                by=by, cooperative=who.id, year=year, answers=form.answers(), notes=form.notes()
            ),
        )
        if saved and act == "save":
            return _("Jawaban tersimpan. Lanjutkan kapan saja.")
        if saved and attempt(form, lambda: actions.submit(by=by, assessment=saved.id)):
            return _("Penilaian diajukan. Orang lain yang menyetujuinya.")
        return ""
    assert found is not None
    if act == "decide":
        approval = queries.waiting(by, found)
        assert approval is not None
        said = form.cleaned_data
        done = attempt(
            form,
            lambda: decide(
                by=by, approval=approval.id, approved=said["verdict"] == "yes", comment=said["comment"]
            ),
        )
        return _("Keputusan tersimpan.") if done else ""
    again = attempt(
        form, lambda: actions.assess_again(by=by, assessment=found.id, reason=form.cleaned_data["reason"])
    )
    return _("Penilaian dibuka kembali; hasil sebelumnya tetap tersimpan.") if again else ""


@requires(Permission.VIEW_COOPERATIVES)
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in words; the head publishes the next edition."""
    own = [r for r in request.actor.regions(Permission.VIEW_COOPERATIVES) if depth(r) >= 1]
    region = ancestor(own[0], min(2, depth(own[0]))) if own else ""
    now = queries.rules_in_force(region)
    locks = request.actor.may(Permission.LOCK_INSTRUMENTS, region=region)
    form = RulesForm(request.POST or None, now=now.body, initial={"rules": new_id()}) if locks else None
    if request.method == "POST":
        if form is None:
            raise Refused(_("Aturan diterbitkan kepala dinas."), status=403)
        if form.is_valid() and attempt(
            form,
            lambda: actions.publish_rules(
                by=request.actor, region=region, body=form.body(), reason=form.cleaned_data["reason"],
                id=form.cleaned_data["rules"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Edisi aturan diterbitkan. Ia berlaku untuk penilaian berikutnya."))
            return redirect("cooperative_health_rules")
    stored = HealthRules.objects.filter(region__in=("", region)).order_by("-at")
    editions = [*([now] if now._state.adding else []), *stored]
    context = {"rules": now, "form": form, "editions": editions}
    return render(request, "health/rules.html", context, status=422 if form and form.errors else 200)
