import uuid
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.outcomes.plans import actions, freezing, queries
from dampingi.outcomes.plans.models import OPEN
from dampingi.outcomes.plans.targets import Row, rows

SEE, DRAFT = queries.SEE, queries.DRAFT


@requires(SEE)
@require_http_methods(["GET", "POST"])
def plan_targets(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """What each indicator is to reach: as proposed, with its reasons, and as decided."""
    found = queries.plan(request.actor, workplan_id)
    told, refused = rows(request.actor, found), ""
    held = {code: Decimal(value) for code, value, _proposed in freezing.told(found).get("targets", [])}
    if request.method == "POST":
        request.actor.require(DRAFT, region=found.region)
        try:
            decided = {
                r.code: _typed(request.POST.get(r.code, ""), r) for r in told if r.code in request.POST
            }
            actions.aim(
                by=request.actor, plan=found, decided=decided, proposed={r.code: r.proposed for r in told}
            )
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, _("Target tersimpan."))
            return redirect("plan_targets", found.id)
    shown = [
        (r, request.POST.get(r.code) if refused else _plain(held.get(r.code), r), _plain(r.proposed, r))
        for r in told
    ]
    works = request.actor.may(DRAFT, region=found.region) and found.state in OPEN
    context = {
        "plan": found,
        "place": name_of(found.region),
        "rows": shown,
        "works": works,
        "refused": refused,
    }
    return render(request, "plans/targets.html", context, status=422 if refused else 200)


def _typed(text: str, row: Row) -> Decimal | None:
    """As people write: 82,5 or 82.5; in percent where the indicator is a share."""
    cleaned = text.strip().removesuffix("%").strip().replace(",", ".")
    if not cleaned:
        return None
    try:
        value = Decimal(cleaned[:30])
    except InvalidOperation as wrong:
        raise Refused(
            _("Tulis target %(name)s sebagai angka, misalnya 82,5.") % {"name": row.indicator.name}
        ) from wrong
    return value / 100 if row.percent else value


def _plain(value: Decimal | None, row: Row) -> str:
    if value is None:
        return ""
    told = value * 100 if row.percent else value
    return format(told.quantize(Decimal("0.01")).normalize(), "f").replace(".", ",")
