"""What is paid and what is withheld: editions, each from a month on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import money, number, percent
from dampingi.records.honoraria import actions, queries
from dampingi.records.honoraria.forms import RatesForm, TaxForm
from dampingi.records.honoraria.models import Per, RateEdition, TaxEdition
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in


@requires(Permission.MANAGE_HONORARIA)
@require_http_methods(["GET", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    editions = queries.rate_editions(programme)
    first = RatesForm.first(editions[0].body) if editions else {}
    form = RatesForm(
        request.POST or None, initial=first | {"starts_on": today_in(programme.region).replace(day=1)}
    )
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.publish_rates(
                by=request.actor,
                programme=programme,
                starts_on=told["starts_on"],
                basis=told["basis"],
                body=form.body(),
            ),
        )
        if made:
            messages.success(
                request,
                _("Tarif edisi %(n)s berlaku. Honorarium yang sudah dibuat tidak berubah.")
                % {"n": made.number},
            )
            return redirect("honorarium_rates")
    context = {"programme": programme, "form": form, "editions": [(e, _rate_words(e)) for e in editions]}
    return render(request, "honoraria/rates.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_HONORARIA)
@require_http_methods(["GET", "POST"])
def tax(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    region = ancestor(programme.region, min(2, depth(programme.region)))
    editions = queries.tax_editions(region)
    form = TaxForm(
        request.POST or None, initial=_first_tax(editions) | {"starts_on": today_in(region).replace(day=1)}
    )
    if form.is_valid():
        told = {k: form.cleaned_data[k] for k in ("starts_on", "name", "legal_basis")}
        made = attempt(
            form, lambda: actions.publish_tax(by=request.actor, region=region, body=form.body(), **told)
        )
        if made:
            messages.success(request, _("Aturan pajak edisi %(n)s berlaku.") % {"n": made.number})
            return redirect("honorarium_tax")
    context = {"form": form, "editions": [(e, _tax_words(e)) for e in editions], "example": not editions}
    return render(request, "honoraria/tax.html", context, status=422 if form.errors else 200)


def _first_tax(editions: list[TaxEdition]) -> dict:
    if editions:
        last = editions[0]
        return TaxForm.first(last.body) | {"name": last.name, "legal_basis": last.legal_basis}
    told = load("honorarium_tax")
    return TaxForm.first(told) | {"name": told["name"], "legal_basis": told["legal_basis"]}


def _programme(request: HttpRequest) -> Programme:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    return programme


def _rate_words(edition: RateEdition) -> list[str]:
    cap = lambda r: ", " + _("paling banyak %(n)s") % {"n": number(r["cap"])} if r["cap"] else ""  # noqa: E731
    return [
        f"{r['level'].capitalize()}: {Per(r['per']).label} {money(r['amount'])}{cap(r)}" for r in edition.body
    ]


def _tax_words(edition: TaxEdition) -> list[str]:
    body = edition.body
    told = [_("dasar %(share)s dari kotor") % {"share": percent(body["base"] / 10_000)}]
    told += [
        f"{percent(b['share'] / 10_000)} "
        + (_("sampai %(n)s") % {"n": money(b["upto"])} if b["upto"] else _("selebihnya"))
        for b in body["brackets"]
    ]
    return [*told, _("tanpa NPWP ditambah %(share)s") % {"share": percent(body["surcharge"] / 10_000)}]
