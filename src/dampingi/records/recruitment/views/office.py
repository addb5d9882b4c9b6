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
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import respond
from dampingi.records.programmes.posts import Post, post_names
from dampingi.records.programmes.queries import current_programme
from dampingi.records.recruitment import actions, beside
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.codes import spoken
from dampingi.records.recruitment.forms.office import AnswerForm, CallForm, DecisionsForm, ExaminersForm
from dampingi.records.recruitment.listing import (
    applicants_list,
    call_state,
    calls_list,
    counted,
    places_of,
    with_work,
)
from dampingi.records.recruitment.models import Call
from dampingi.records.recruitment.queries.appeals import appeals, of_call
from dampingi.records.recruitment.queries.applicants import applicants as applicants_of
from dampingi.records.recruitment.queries.calls import call_of, may_examine
from dampingi.records.recruitment.queries.interests import has_declared
from dampingi.records.recruitment.queries.overview import by_post, sums
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
        "sums": sums(rows), "posts": by_post(found, rows), "appeals": of_call(found), "declared": has_declared(request.actor, found),
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
    """The applicants of one post in the order of the criteria, each to be decided with a reason."""
    found = call_of(_managed(request), call_id)
    code, places = request.GET.get("wilayah", ""), dict(places_of(found))
    if code not in places:
        return redirect("mentor_call", found.id)
    post = Post.read(code)
    proposed = proposals(found, post)
    form = DecisionsForm(request.POST or None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: actions.decide(by=request.actor, call=found.id, post=post, choices=form.choices()),
        )
        if done:
            told = ngettext("%(n)s pelamar diputuskan.", "%(n)s pelamar diputuskan.", len(done))
            messages.success(request, told % {"n": number(len(done))})
            return redirect("mentor_call", found.id)
    context = {
        "call": found, "place": places[code], "form": form,
        "vacancy": found.vacancies.get(region=post.region, field=post.field),
        "before": beside.known(request.actor, [p.applicant for p in proposed]),
        "criteria": found.criteria, "declared": has_declared(request.actor, found),
    }  # fmt: skip
    return render(request, "recruitment/decisions.html", context, status=422 if form.errors else 200)


@requires(Permission.ANSWER_OBJECTIONS)
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """What an applicant objects to, and the answer, by someone else than who decided."""
    found = appeals(request.actor).filter(id=appeal_id).first()
    if found is None:
        raise Refused(_("Sanggahan itu tidak ada, atau di luar wilayah Anda."), status=404)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.answer_objection(
                by=request.actor, appeal=found.id, granted=said["granted"] == "yes", reason=said["reason"]
            ),
        )
        if done:
            messages.success(
                request, _("Jawaban tersimpan dan dapat dibaca pelamar."), extra_tags=f"jawab:{found.id}"
            )
            return redirect("selection_objection", found.id)
    context = {
        "appeal": found, "call": found.applicant.call, "form": form, "manages": request.actor.may(Permission.MANAGE_MENTORS, region=found.applicant.region),
        "decided_here": request.actor.user_id == found.decided_by,
        "place": post_names([found.applicant.post])[found.applicant.post.code],
        "declared": has_declared(request.actor, found.applicant.call),
    }  # fmt: skip
    return render(request, "recruitment/objection.html", context, status=422 if form.errors else 200)


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


def _regions(region: str) -> list[Region]:
    """Where there may be places: of a province itself and its kabupaten and cities, for consultants work there; else all of a city."""
    levels = (1, 2) if depth(region) < 2 else (2, 3, 4)
    return sorted((r for at in levels for r in below(region, at)), key=lambda r: r.code)
