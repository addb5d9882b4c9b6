from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.insight.monitoring.dashboard.asked import asked
from dampingi.insight.monitoring.dashboard.behind import behind
from dampingi.insight.monitoring.dashboard.page import page


@requires(Permission.VIEW_DASHBOARD)
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    question = asked(request.actor, request.GET, today=today)
    return render(request, "monitoring/dashboard.html", page(request.actor, question, today=today))


@requires(Permission.VIEW_DASHBOARD)
def figure_rows(request: HttpRequest) -> HttpResponse:
    question = asked(request.actor, request.GET, today=timezone.localdate())
    return behind(request, question)
