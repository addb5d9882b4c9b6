import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.insight.lessons import actions, bases, counting, listing, queries
from dampingi.insight.lessons.actions import WRITES
from dampingi.insight.lessons.forms import FactorForm, LessonForm, WithdrawForm
from dampingi.insight.reviews.asking import KEPT, address, around, programme_asked
from dampingi.records.businesses.models import Constraint
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Programme

NONE = "reviews/none.html"


@require_GET
@requires(Permission.PRINT_REPORTS)
def factors(request: HttpRequest) -> HttpResponse:
    """What hindered and helped: counted from the records, and what people added."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, NONE)
    told = [*counting.recorded(request.actor, programme), *queries.added(request.actor, programme)]
    told.sort(key=lambda t: (t.side, -t.n))
    rows = listing.factor_rows(told)
    context = _around(request, programme, "factors") | {
        "add": address("new_factor", programme), "matrix": listing.matrix(told, programme),
    }  # fmt: skip
    return respond(request, listing.factors_list(programme), rows, "lessons/factors.html", context, keep=KEPT)


@require_GET
@requires(Permission.VIEW_BUSINESSES)
def overcome(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, NONE)
    found = counting.overcome(
        programme, Constraint.objects.for_actor(request.actor, Permission.VIEW_BUSINESSES)
    )
    context = {"back": address("factors", programme), "programme": programme}
    spec = listing.overcome_list(programme)
    return respond(
        request, spec, found.select_related("business"), "lessons/overcome.html", context, keep=KEPT
    )


@require_GET
@requires(Permission.VIEW_MONTHLY_REPORTS)
def report_words(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, NONE)
    rows = MonthlyReport.objects.for_actor(request.actor, Permission.VIEW_MONTHLY_REPORTS)
    found = rows.filter(programme=programme, state__in=counting.SENT).select_related("mentor")
    context = {"back": address("factors", programme), "programme": programme}
    return respond(request, listing.words_list(programme), found, "lessons/words.html", context, keep=KEPT)


@requires(WRITES)
@require_http_methods(["GET", "POST"])
def new_factor(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request, WRITES)
    if programme is None:
        return render(request, NONE)
    form = FactorForm(request.POST or None, places=listing.parts(programme), initial={"factor": new_id()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        id = said.pop("factor")
        if attempt(form, lambda: actions.add_factor(by=request.actor, programme=programme, id=id, **said)):
            messages.success(request, _("Faktor tersimpan atas nama Anda."))
            return redirect(address("factors", programme))
    context = {"form": form, "programme": programme, "back": address("factors", programme)}
    return render(request, "lessons/new_factor.html", context, status=422 if form.errors else 200)


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest, factor_id: uuid.UUID) -> HttpResponse:
    found = queries.factor_of(request.actor, factor_id)
    context = {"factor": found, "place": name_of(found.place) if found.place else ""}
    return _one(request, found, "factor", actions.withdraw_factor, context)


@require_GET
@requires(Permission.PRINT_REPORTS)
def lessons(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, NONE)
    found = queries.lessons(request.actor).filter(programme=programme)
    context = _around(request, programme, "lessons") | {"add": address("new_lesson", programme)}
    return respond(request, listing.LESSONS, found, "lessons/lessons.html", context, keep=KEPT)


@requires(WRITES)
@require_http_methods(["GET", "POST"])
def new_lesson(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request, WRITES)
    if programme is None:
        return render(request, NONE)
    form = LessonForm(
        request.POST or None, bases=bases.options(request.actor, programme),
        initial={"lesson": new_id(), "for_year": programme.starts_on.year + 1, "basis": request.GET.get("dasar", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        id = said.pop("lesson")
        if attempt(form, lambda: actions.write_lesson(by=request.actor, programme=programme, id=id, **said)):
            messages.success(request, _("Pelajaran tersimpan atas nama Anda."))
            return redirect(address("lessons", programme))
    context = {"form": form, "programme": programme, "back": address("lessons", programme)}
    return render(request, "lessons/new_lesson.html", context, status=422 if form.errors else 200)


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, lesson_id: uuid.UUID) -> HttpResponse:
    found = queries.lesson_of(request.actor, lesson_id)
    context = {"lesson": found, "now": bases.told(request.actor, found.programme, found.basis)}
    return _one(request, found, "lesson", actions.withdraw_lesson, context)


def _one(
    request: HttpRequest, found: Any, name: str, withdraw: Callable[..., Any], context: dict
) -> HttpResponse:
    """One that was signed, and the form to withdraw it for whoever may."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: withdraw(by=request.actor, reason=reason, **{name: found})):
            messages.success(request, _("Ditarik. Isinya tetap terbaca."))
            return redirect(name, found.id)
    may = request.actor.may(WRITES, region=found.region, programme=found.programme_id)
    context |= {
        "form": form, "gone": getattr(found, "withdrawal", None), "back": address(f"{name}s", found.programme),
        "may": may and not hasattr(found, "withdrawal"),
    }  # fmt: skip
    return render(request, f"lessons/{name}.html", context, status=422 if form.errors else 200)


def _around(request: HttpRequest, programme: Programme, part: str) -> dict[str, Any]:
    writes = request.actor.may(WRITES, region=programme.region, programme=programme.id)
    return around(request, programme, part) | {"writes": writes}
