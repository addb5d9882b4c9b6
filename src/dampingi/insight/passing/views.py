import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.insight.passing import actions, listing, queries, wording
from dampingi.insight.passing.forms import MarkingForm, StandardForm
from dampingi.insight.passing.page import marking_page
from dampingi.insight.passing.standards import proposed
from dampingi.insight.reviews.asking import KEPT, address, around, programme_asked
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in


def _around(request: HttpRequest, programme: Programme) -> dict:
    names = ("passing_standards", "passing_markings", "new_passing_marking")
    doors = {name: address(name, programme) for name in names}
    return around(request, programme, "passing") | {"own": doors, "home": address("passing", programme)}


@require_GET
@requires(Permission.PRINT_REPORTS)
def passing(request: HttpRequest) -> HttpResponse:
    """The programme's latest marks, or what is still to be done before there are any."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    last = queries.markings(request.actor).filter(programme=programme).order_by("-number").first()
    context = _around(request, programme)
    if last is None:
        locked = queries.standard_of(programme)
        return render(request, "passing/empty.html", context | {"locked": locked})
    return render(request, "passing/marking.html", context | marking_page(last))


@require_GET
@requires(Permission.PRINT_REPORTS)
def marking(request: HttpRequest, marking_id: uuid.UUID) -> HttpResponse:
    found = queries.marking_of(request.actor, marking_id)
    return render(request, "passing/marking.html", _around(request, found.programme) | marking_page(found))


@require_GET
@requires(Permission.PRINT_REPORTS)
def markings(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    found = queries.markings(request.actor).filter(programme=programme)
    context = _around(request, programme)
    return respond(request, listing.MARKINGS, found, "passing/markings.html", context, keep=KEPT)


@require_GET
@requires(Permission.PRINT_REPORTS)
def people(request: HttpRequest, marking_id: uuid.UUID) -> HttpResponse:
    found = queries.marking_of(request.actor, marking_id)
    spec = listing.people_list(request.actor, found)
    rows = queries.marked(request.actor, found)
    return respond(request, spec, rows, "passing/people.html", {"marking": found})


@requires(Permission.MANAGE_EVALUATION)
@require_http_methods(["GET", "POST"])
def new_marking(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request, Permission.MANAGE_EVALUATION)
    if programme is None:
        return render(request, "reviews/none.html")
    given = {"as_of": today_in(programme.region), "marking": new_id()}
    form = MarkingForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.mark_participants(
                by=request.actor, programme=programme, as_of=said["as_of"], note=said["note"], id=said["marking"]
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Semua peserta dinilai dan hasilnya dibekukan. Peserta melihat hasilnya sendiri di Data saya."))  # fmt: skip
            return redirect("passing_marking", made.id)
    context = _around(request, programme) | {"form": form, "standard": queries.standard_of(programme)}
    return render(request, "passing/new_marking.html", context, status=422 if form.errors else 200)


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def standards(request: HttpRequest) -> HttpResponse:
    """What participants are held to; the head locks the next one."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    last = queries.standard_of(programme)
    locks = request.actor.may(Permission.LOCK_INSTRUMENTS, region=programme.region, programme=programme.id)
    now = last.body if last else proposed()
    form = StandardForm(request.POST or None, now=now, initial={"standard": new_id()})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.lock_standard(
                by=request.actor, programme=programme, body=form.body(),
                reason=form.cleaned_data["reason"], id=form.cleaned_data["standard"],
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Aturan kelulusan dikunci. Ia berlaku untuk penilaian berikutnya."))
            return redirect(address("passing_standards", programme))
    told = [(s, wording.criteria(s.body)) for s in queries.standards_of(programme)]
    context = _around(request, programme) | {"standards": told, "form": form, "locks": locks, "first": last is None}  # fmt: skip
    return render(request, "passing/standards.html", context, status=422 if form.errors else 200)
