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
from dampingi.insight.reviews import actions, listing, queries
from dampingi.insight.reviews.asking import KEPT, address, around, programme_asked
from dampingi.insight.reviews.forms import ExitRuleForm, FreezeForm
from dampingi.insight.reviews.page import freeze_page, rule_words
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.PRINT_REPORTS)
def review(request: HttpRequest) -> HttpResponse:
    """The programme's latest frozen rates."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    last = queries.freezes(request.actor).filter(programme=programme).order_by("-number").first()
    context = around(request, programme)
    if last is None:
        return render(request, "reviews/empty.html", context)
    return render(request, "reviews/freeze.html", context | freeze_page(last))


@require_GET
@requires(Permission.PRINT_REPORTS)
def freeze(request: HttpRequest, freeze_id: uuid.UUID) -> HttpResponse:
    found = queries.freeze_of(request.actor, freeze_id)
    context = around(request, found.programme) | freeze_page(found)
    return render(request, "reviews/freeze.html", context)


@require_GET
@requires(Permission.PRINT_REPORTS)
def freezes(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    found = queries.freezes(request.actor).filter(programme=programme)
    return respond(
        request, listing.FREEZES, found, "reviews/freezes.html", around(request, programme), keep=KEPT
    )


@require_GET
@requires(Permission.PRINT_REPORTS)
def freeze_rates(request: HttpRequest, freeze_id: uuid.UUID) -> HttpResponse:
    found = queries.freeze_of(request.actor, freeze_id)
    context = {"freeze": found}
    return respond(
        request, listing.rates_list(found), listing.rate_rows(found), "reviews/rates.html", context
    )


@require_GET
@requires(Permission.PRINT_REPORTS)
def freeze_people(request: HttpRequest, freeze_id: uuid.UUID) -> HttpResponse:
    found = queries.freeze_of(request.actor, freeze_id)
    spec = listing.people_list(request.actor, found)
    return respond(
        request, spec, queries.counted(request.actor, found), "reviews/people.html", {"freeze": found}
    )


@requires(Permission.MANAGE_EVALUATION)
@require_http_methods(["GET", "POST"])
def new_freeze(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request, Permission.MANAGE_EVALUATION)
    if programme is None:
        return render(request, "reviews/none.html")
    today = today_in(programme.region)
    form = FreezeForm(request.POST or None, today=today, initial={"as_of": today, "freeze": new_id()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.freeze_rates(
                by=request.actor,
                programme=programme,
                as_of=said["as_of"],
                note=said["note"],
                id=said["freeze"],
            ),
        )
        if made:
            messages.success(
                request, _("Angka dibekukan. Angka ini tidak berubah lagi; yang baru mendapat nomor baru.")
            )
            return redirect("review_freeze", made.id)
    context = {
        "form": form, "programme": programme, "back": address("review", programme),
        "rule": rule_words(queries.rule_of(programme)), "rules": address("exit_rules", programme),
    }  # fmt: skip
    return render(request, "reviews/new_freeze.html", context, status=422 if form.errors else 200)


@requires(Permission.PRINT_REPORTS)
@require_http_methods(["GET", "POST"])
def exit_rules(request: HttpRequest) -> HttpResponse:
    """What was published; whoever manages the evaluation publishes the next one."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, "reviews/none.html")
    manages = request.actor.may(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    form = ExitRuleForm(request.POST or None, initial={"rule": new_id()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.publish_exit_rule(
                by=request.actor, programme=programme, days=said["days"], replaced=said["replaced"],
                reason=said["reason"], id=said["rule"],
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Aturan terbit. Ia berlaku untuk pembekuan berikutnya."))
            return redirect(address("exit_rules", programme))
    told = [(rule, rule_words(rule)) for rule in queries.rules_of(programme)]
    context = around(request, programme) | {"rules": told, "form": form, "manages": manages}
    return render(request, "reviews/exit_rules.html", context, status=422 if form.errors else 200)
