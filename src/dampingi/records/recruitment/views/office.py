import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import respond
from dampingi.records.programmes.queries import current_programme
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.codes import spoken
from dampingi.records.recruitment.forms.office import CallForm, DecisionsForm, ExaminersForm
from dampingi.records.recruitment.listing import (
    applicants_list,
    call_state,
    calls_list,
    counted,
    places_of,
    with_work,
)
from dampingi.records.recruitment.models import Call
from dampingi.records.recruitment.queries.applicants import applicants as applicants_of
from dampingi.records.recruitment.queries.calls import call_of, may_examine
from dampingi.records.recruitment.queries.interests import has_declared
from dampingi.records.recruitment.queries.overview import by_region, sums
from dampingi.records.recruitment.queries.proposals import proposals


@require_GET
@requires(Permission.MANAGE_MENTORS)
def calls(request: HttpRequest) -> HttpResponse:
    found = counted(_managed(request))
    return respond(request, calls_list(), found, "recruitment/calls.html")


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def new_call(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    form = CallForm(
        request.POST or None,
        regions=_regions(programme.region),
        initial=CallForm.usual() | {"call": new_id()},
    )
    if request.method == "POST" and form.is_valid():
        sent = _managed(request).filter(id=form.cleaned_data["call"]).first()
        made = sent or attempt(
            form,
            lambda: actions.save_call(
                by=request.actor, programme=programme, plan=form.plan(), id=form.cleaned_data["call"]
            ),
        )
        if made:
            messages.success(
                request, _("Lowongan tersimpan. Periksa, lalu buka."), extra_tags="lowongan:baru"
            )
            return redirect("mentor_call", made.id)
    context = {"form": form, "programme": programme, "draft": "lowongan:baru"}
    return render(request, "recruitment/call_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def edit_call(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    call = call_of(_managed(request), call_id)
    if call.opened_at:
        raise Refused(
            _("Lowongan ini sudah dibuka; isinya tidak berubah lagi. Buat lowongan baru."), status=409
        )
    form = CallForm(request.POST or None, regions=_regions(call.region), initial=CallForm.initial_of(call))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.save_call(
                by=request.actor, programme=call.programme, plan=form.plan(), call=call.id
            ),
        )
        if made:
            messages.success(request, _("Lowongan tersimpan."), extra_tags=f"lowongan:{call.id}")
            return redirect("mentor_call", call.id)
    context = {"form": form, "programme": call.programme, "call": call, "draft": f"lowongan:{call.id}"}
    return render(request, "recruitment/call_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """A call as the office works on it; the posted form names the examiners."""
    found = call_of(_managed(request), call_id)
    held = [str(e.user_id) for e in found.examiners.all()]
    form = ExaminersForm(request.POST or None, people=may_examine(found), initial={"examiners": held})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: actions.appoint_examiners(by=request.actor, call=found.id, users=form.users())
        )
        if done:
            messages.success(request, _("Penguji tersimpan dan diberi tahu."))
            return redirect("mentor_call", found.id)
    state, words = call_state(found)
    rows = applicants_of(request.actor, Permission.MANAGE_MENTORS).filter(call=found)
    context = {
        "call": found, "state": state, "state_words": words, "asked": requirements(found.requirements), "form": form,
        "examiners": list(found.examiners.select_related("user").order_by("user__name")),
        "sums": sums(rows), "regions": by_region(found, rows), "declared": has_declared(request.actor, found),
    }  # fmt: skip
    return render(request, "recruitment/call.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MANAGE_MENTORS)
def opening(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    actions.open_call(by=request.actor, call=call_id)
    messages.success(request, _("Lowongan dibuka dan tampil di halaman umum sejak hari pembukaannya."))
    return redirect("mentor_call", call_id)


@require_GET
@requires(Permission.MANAGE_MENTORS)
def applicants(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    found = call_of(_managed(request), call_id)
    rows = with_work(applicants_of(request.actor, Permission.MANAGE_MENTORS).filter(call=found))
    return respond(request, applicants_list(found), rows, "recruitment/applicants.html", {"call": found})


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def decisions(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """The applicants of one region in the order of the criteria, each to be decided with a reason."""
    found = call_of(_managed(request), call_id)
    region = request.GET.get("wilayah", "")
    if region not in dict(places_of(found)):
        return redirect("mentor_call", found.id)
    proposed = proposals(found, region)
    form = DecisionsForm(request.POST or None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: actions.decide(by=request.actor, call=found.id, region=region, choices=form.choices()),
        )
        if done:
            told = ngettext("%(n)s pelamar diputuskan.", "%(n)s pelamar diputuskan.", len(done))
            messages.success(request, told % {"n": number(len(done))})
            return redirect("mentor_call", found.id)
    context = {
        "call": found, "place": name_of(region), "form": form, "vacancy": found.vacancies.get(region=region),
        "criteria": found.criteria, "declared": has_declared(request.actor, found),
    }  # fmt: skip
    return render(request, "recruitment/decisions.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@requires(Permission.MANAGE_MENTORS)
def new_code(request: HttpRequest, applicant_id: uuid.UUID) -> HttpResponse:
    code = actions.new_way_in(by=request.actor, applicant=applicant_id)
    found = applicants_of(request.actor, Permission.MANAGE_MENTORS).get(id=applicant_id)
    return render(
        request, "recruitment/code.html", {"applicant": found, "code": spoken(code), "office": True}
    )


def _managed(request: HttpRequest):
    rows = Call.objects.for_actor(request.actor, Permission.MANAGE_MENTORS)
    return rows.select_related("programme", "declaration")


def _regions(region: str):
    rows = [r for depth in (2, 3, 4) for r in below(region, depth)]
    return sorted(rows, key=lambda r: r.code)
