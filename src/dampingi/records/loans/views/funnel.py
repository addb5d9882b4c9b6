from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import exists, name_of
from dampingi.records.loans.models import End
from dampingi.records.loans.queries.funnel import Funnel, Row, funnel
from dampingi.records.loans.stages import STAGES
from dampingi.records.programmes.rosters import today_in

SEE, OFFICES = Permission.VIEW_LOANS, Permission.HANDLE_LOANS


@require_GET
@requires(SEE)
def loan_funnel(request: HttpRequest) -> HttpResponse:
    """Asked, checked, surveyed, signed, paid out; what came between, where, and what would change it."""
    region, year = _asked(request)
    found = funnel(request.actor, region, year)
    this = today_in(region or "32").year
    context = {
        "region": region, "place": name_of(region), "year": year, "years": [(y, _at(region, y)) for y in sorted({*range(this - 2, this + 1), year})],
        "steps": _steps(found, region, year), "rows": [_line(r, region, year) for r in found.places if r.counts["asked"]],
        "silent": [(r.name, _at(r.code, year) if depth(r.code) < 4 else "") for r in found.places if not r.counts["asked"]],
        "ends": [(label, found.total.counts[kind], _door(region, year, akhir=kind)) for kind, label in End.Kind.choices],
        "whys": [(w, gettext(w.name) if w.name else "", gettext(w.change) if w.change else "", _door(region, year, sebab=w.code) if w.open else "") for w in found.whys],
        "amount": found.total.amount, "asked": found.total.counts["asked"], "heads": [s.name for s in STAGES] + [label for _k, label in End.Kind.choices], "above": _above(request, region, year),
    }  # fmt: skip
    return render(request, "loans/funnel.html", context)


def _asked(request: HttpRequest) -> tuple[str, int]:
    own = request.actor.regions(SEE)
    first = own[0] if own else ""
    asked = request.GET.get("wilayah", "")
    region = asked if any(contains(o, asked) for o in own) and exists(asked) else first
    told = request.GET.get("tahun", "")
    year = (
        int(told)
        if told.isascii() and told.isdigit() and 2015 <= int(told[:6]) <= 2100
        else today_in(region or "32").year
    )
    return region, year


def _above(request: HttpRequest, region: str, year: int) -> str:
    up = region.rpartition(".")[0]
    return _at(up, year) if up and any(contains(o, up) for o in request.actor.regions(SEE)) else ""


def _at(region: str, year: int) -> str:
    return f"{reverse('loan_funnel')}?{urlencode({'wilayah': region, 'tahun': year})}"


def _door(region: str, year: int, **more: Any) -> str:
    return f"{reverse('loan_applications')}?{urlencode({'wilayah': region, 'tahun': year} | more)}"


def _steps(found: Funnel, region: str, year: int) -> list[dict[str, Any]]:
    first = found.total.counts["asked"]
    return [
        {
            "name": s.name, "count": found.total.counts[s.code], "share": found.total.counts[s.code] / first if first else None,
            "days": found.days.get(s.code), "href": _door(region, year, sampai=s.code),
        }
        for s in STAGES
    ]  # fmt: skip


def _line(row: Row, region: str, year: int) -> dict[str, Any]:
    cells = [(s.name, row.counts[s.code], _door(row.code, year, sampai=s.code)) for s in STAGES]
    cells += [(label, row.counts[k], _door(row.code, year, akhir=k)) for k, label in End.Kind.choices]
    return {
        "name": row.name,
        "href": _at(row.code, year) if depth(row.code) < 4 else "",
        "cells": cells,
        "amount": row.amount,
    }
