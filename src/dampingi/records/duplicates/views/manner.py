import uuid
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.records.duplicates import actions
from dampingi.records.duplicates.actions.versions import FEWEST, moved, verdicts
from dampingi.records.duplicates.queries.pairs import certainty_for
from dampingi.records.duplicates.queries.versions import version_in_use, versions
from dampingi.records.duplicates.words import COMPARED, bits, said

SHOWN = 20


@requires(Permission.MERGE_RECORDS)
@require_GET
def manner(request: HttpRequest) -> HttpResponse:
    """How repeats are found: the stated certainty, the version in use, what verdicts taught."""
    regions = [
        {"code": code, "name": name_of(code), "certainty": certainty_for(code)}
        for code in request.actor.regions(Permission.MERGE_RECORDS)
    ]
    current = version_in_use()
    context = {
        "regions": regions,
        "current": current,
        "versions": versions(),
        "moves": [_move(*row) for row in moved(current)[:SHOWN]] if current else [],
        "verdicts": verdicts().num_rows,
        "fewest": FEWEST,
        "whole_city": any(each["code"].count(".") <= 1 for each in regions),
    }
    return render(request, "duplicates/manner.html", context)


def _move(code: str, level: str, before: float, now: float) -> dict[str, str]:
    return {
        "what": COMPARED.get(code, code),
        "level": said(code, level),
        "before": bits(before),
        "now": bits(now),
        "by": bits(now - before),
    }


@require_POST
@requires(Permission.MERGE_RECORDS)
def certainty(request: HttpRequest) -> HttpResponse:
    at_least = _at_least(request.POST.get("at_least", "")) if request.POST.get("how") == "from" else None
    actions.set_certainty(by=request.actor, region=request.POST.get("region", ""), at_least=at_least)
    messages.success(request, _("Tersimpan. Berlaku mulai pencarian berikutnya."))
    return redirect("repeats_manner")


def _at_least(text: str) -> float:
    """Percent as people here write it: 99,5."""
    try:
        return float(Decimal(text.strip().rstrip("%").replace(",", ".")) / 100)
    except (InvalidOperation, ValueError):
        raise Refused(_("Tulis kepastian sebagai persen, misalnya 99,5.")) from None


@require_POST
@requires(Permission.MERGE_RECORDS)
def learning(request: HttpRequest) -> HttpResponse:
    made = actions.learn_from_verdicts(by=request.actor)
    messages.success(request, _("Versi %(n)d dipelajari dari %(count)d putusan dan dipakai mulai pencarian berikutnya.") % {"n": made.number, "count": made.learnt_from})  # fmt: skip
    return redirect("repeats_manner")


@require_POST
@requires(Permission.MERGE_RECORDS)
def version(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    made = actions.choose_version(by=request.actor, version=version_id)
    messages.success(request, _("Versi %(n)d dipakai mulai pencarian berikutnya.") % {"n": made.number})
    return redirect("repeats_manner")
