import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.stamps import Kept
from dampingi.insight.monitoring.dashboard.asked import Asked, asked
from dampingi.insight.monitoring.dashboard.behind import behind
from dampingi.insight.monitoring.dashboard.page import page

_bodies: Kept[str] = Kept(most=200)
"""A hundred who open the same figures while nothing changes cost one; after any commit the figures are asked for anew."""


@requires(Permission.VIEW_DASHBOARD)
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today)
    context = {"place": name_of(question.region), "body": _body(request.actor, question, today)}
    return render(request, "monitoring/dashboard.html", context)


def _body(actor: Actor, question: Asked, today: datetime.date) -> str:
    own = any(s.reach is not Reach.REGION for s in actor.scopes(Permission.VIEW_DASHBOARD))
    key = (actor.held, actor.user_id if own else None, question.query(), today, get_language())
    return _bodies.of(
        key, lambda: render_to_string("monitoring/dashboard_body.html", page(actor, question, today=today))
    )


@requires(Permission.VIEW_DASHBOARD)
def figure_rows(request: HttpRequest) -> HttpResponse:
    question = asked(request.actor, request.GET, today=timezone.localdate())
    return behind(request, question)
