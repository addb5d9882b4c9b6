"""Open to everyone and kept nowhere: what a loan would cost, and what to settle before asking for one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.engines.subsidy import Method
from dampingi.foundation.accounts.routes import public
from dampingi.foundation.definitions import load
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import attempt
from dampingi.records.loans.counting import misses_promise, offer
from dampingi.records.loans.forms.counting import CalculatorForm, ReadinessForm
from dampingi.records.loans.forms.schemes import METHODS
from dampingi.records.loans.queries.schemes import in_force


@public
@require_GET
def calculator(request: HttpRequest) -> HttpResponse:
    """You pay ... a month, the city pays ..."""
    today = timezone.localdate()
    held = {str(e.id): e for e in in_force(today)}
    called = names(e.region for e in held.values())
    offered = [(key, f"{e.body['name']} ({called.get(e.region, e.region)})") for key, e in held.items()]
    asked = {k: v for k, v in request.GET.items() if k in ("skema", "jumlah", "bulan")}
    form = CalculatorForm(asked or None, schemes=offered, initial={"jumlah": 10_000_000, "bulan": 12})
    context: dict[str, Any] = {"form": form, "schemes": offered}
    if asked and form.is_valid():
        told = form.cleaned_data
        body = held[told["skema"]].body
        found = attempt(form, lambda: offer(body, told["jumlah"], told["bulan"], today))
        if found:
            others = [offer(body, told["jumlah"], told["bulan"], today, m) for m in Method]
            context |= {
                "offer": found, "body": body, "misses": misses_promise(body, found), "edition": held[told["skema"]],
                "method": METHODS[found.method], "others": [(METHODS[o.method], o, o.method == found.method) for o in others],
            }  # fmt: skip
    return render(request, "loans/calculator.html", context, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def readiness(request: HttpRequest) -> HttpResponse:
    """Answered for oneself: neither the answers nor that somebody answered is kept."""
    form = ReadinessForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        rows = [
            each | {"name": gettext(each["name"]), "settle": gettext(each["settle"])}
            for each in load("loan_readiness")
        ]
        context |= {
            "told": True, "settle": [r for r in rows if told[r["code"]] == r["when"]],
            "unclear": [r for r in rows if not told[r["code"]]], "fine": sum(1 for r in rows if told[r["code"]] not in ("", r["when"])),
            "all": len(rows),
        }  # fmt: skip
    return render(request, "loans/readiness.html", context, status=422 if form.errors else 200)
