import datetime
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.stamps import Kept
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.lists import EXPORT
from dampingi.insight.indicators.catalogue import one_reading
from dampingi.insight.monitoring import actions
from dampingi.insight.monitoring.dashboard import cross_sheet, showing
from dampingi.insight.monitoring.dashboard.asked import SPAN, Asked, asked, of_span
from dampingi.insight.monitoring.dashboard.behind import behind
from dampingi.insight.monitoring.dashboard.comparing import both, compare
from dampingi.insight.monitoring.dashboard.crossing import crossed
from dampingi.insight.monitoring.dashboard.page import page
from dampingi.insight.monitoring.dashboard.saved import kept, listed
from dampingi.insight.monitoring.dashboard.tabs import tabs

_bodies: Kept[str] = Kept(most=200)
"""A hundred who open the same figures while nothing changes cost one; after any commit the figures are asked for anew."""


@requires(Permission.VIEW_DASHBOARD)
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today, together=True)
    context = {
        "place": name_of(question.region),
        "body": _body(request, question, today),
        "saving": _saving(request, "dashboard"),
    }
    return render(request, "monitoring/dashboard.html", context)


def _body(request: HttpRequest, question: Asked, today: datetime.date) -> str:
    actor = request.actor
    own = any(s.reach is not Reach.REGION for s in actor.scopes(Permission.VIEW_DASHBOARD))
    key = (actor.held, actor.user_id if own else None, question.query(), today, get_language())
    return _bodies.of(key, lambda: _worked_out(request, today))


def _worked_out(request: HttpRequest, today: datetime.date) -> str:
    """Everything read anew: what the request read before may have changed since, and this is kept as of now."""
    with one_reading():
        question = asked(request.actor, request.GET, today=today, together=True)
        context = page(request.actor, question, today=today) | {"tabs": tabs(question, "dashboard")}
        return render_to_string("monitoring/dashboard_body.html", context)


@requires(Permission.VIEW_DASHBOARD)
def compared(request: HttpRequest) -> HttpResponse:
    """Two places or two times side by side."""
    today = timezone.localdate()
    sides = both(request.actor, request.GET, today=today)
    context = compare(request.actor, sides, today=today) | {
        "tabs": tabs(sides[0], "compared"),
        "saving": _saving(request, "compared"),
    }
    return render(request, "monitoring/compared.html", context)


@requires(Permission.VIEW_DASHBOARD)
def cross_table(request: HttpRequest) -> HttpResponse:
    """One indicator by two groupings."""
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today, together=True)
    context = crossed(request.actor, question, request.GET, today=today)
    if request.GET.get(EXPORT) == "xlsx":
        body = cross_sheet.workbook(context, made_for=request.actor.name)
        return sheets.download(body, f"silang-{question.indicator.code}")
    return render(
        request,
        "monitoring/cross.html",
        context | {"tabs": tabs(question, "cross_table"), "saving": _saving(request, "cross_table")},
    )


@requires(Permission.VIEW_DASHBOARD)
@require_http_methods(["GET", "POST"])
def saved_views(request: HttpRequest) -> HttpResponse:
    """Questions kept for another day."""
    told = {name: request.POST.get(name, "") for name in ("nama", "halaman", "alamat", "bersama")}
    refusal = None
    if request.method == "POST":
        question, query = kept(request.actor, told["halaman"], told["alamat"], today=timezone.localdate())
        try:
            actions.save_view(
                by=request.actor, programme=question.programme, region=question.region, route=told["halaman"], query=query,
                name=told["nama"], shared=told["bersama"] == "ya",
            )  # fmt: skip
        except Denied:
            raise
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Tampilan tersimpan."))
            return redirect("saved_views")
    context = {
        "lines": listed(request.actor, today=timezone.localdate()),
        "refused": refusal.message if refusal else "",
        "told": told,
        "tabs": tabs(
            asked(request.actor, QueryDict(), today=timezone.localdate(), together=True), "saved_views"
        ),
    }
    status = 200 if refusal is None else refusal.status if refusal.status in (404, 409) else 422
    return render(request, "monitoring/saved.html", context, status=status)


@requires(Permission.VIEW_DASHBOARD)
@require_POST
def saved_view_removal(request: HttpRequest) -> HttpResponse:
    try:
        chosen = uuid.UUID(request.POST.get("tampilan", ""))
    except ValueError:
        raise Refused(_("Tampilan itu tidak ada. Muat ulang halaman tersimpan."), status=404) from None
    actions.drop_view(by=request.actor, id=chosen)
    messages.success(request, _("Tampilan dihapus."))
    return redirect("saved_views")


@requires(Permission.VIEW_DASHBOARD)
@require_GET
def slides(request: HttpRequest) -> HttpResponse:
    """One figure a screen, for a meeting."""
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today, together=True)
    return render(request, "monitoring/slides.html", showing.slides(request.actor, question, today=today))


@requires(Permission.VIEW_DASHBOARD)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """All of it on one sheet of paper."""
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today, together=True)
    return render(request, "monitoring/sheet.html", showing.sheet(request.actor, question, today=today))


@requires(Permission.VIEW_DASHBOARD)
def figure_rows(request: HttpRequest) -> HttpResponse:
    question = asked(request.actor, request.GET, today=timezone.localdate(), together=True)
    if request.GET.get(SPAN):
        question = of_span(question, request.GET[SPAN])
    if not question.indicator.dataset:
        return redirect(f"{reverse('indicator_parts', args=[question.indicator.code])}?{question.query()}")
    return behind(request, question)


def _saving(request: HttpRequest, route: str) -> dict[str, str]:
    """What the form that keeps this view sends."""
    return {"route": route, "query": request.GET.urlencode()}
