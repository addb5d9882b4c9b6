import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import ROLE_NAMES, Permission, Role
from dampingi.foundation.accounts.routes import for_anyone_logged_in
from dampingi.foundation.stamps import Kept
from dampingi.insight.indicators.catalogue import one_reading
from dampingi.pages.home.evaluations import sheets
from dampingi.pages.home.mentors import mentor_home
from dampingi.pages.home.participants import participant_home
from dampingi.pages.home.places import city_home
from dampingi.pages.home.provinces import INDICATOR, YEAR, province_home, watches_others
from dampingi.records.partners.queries import partners_of
from dampingi.records.partners.requests import asked_of
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme, own_mentor

ORDER = (
    Role.HEAD,
    Role.OFFICE,
    Role.COORDINATOR,
    Role.MENTOR,
    Role.CONSULTANT,
    Role.INSPECTOR,
    Role.PROVINCE,
    Role.PANEL,
    Role.PARTICIPANT,
    Role.PARTNER,
)
TEMPLATES = {
    Role.HEAD: "pages/home_city.html",
    Role.OFFICE: "pages/home_city.html",
    Role.COORDINATOR: "pages/home_city.html",
    Role.INSPECTOR: "pages/home_city.html",
    Role.MENTOR: "pages/home_mentor.html",
    Role.CONSULTANT: "pages/home_mentor.html",
    Role.PROVINCE: "pages/home_province.html",
    Role.PARTICIPANT: "pages/home_participant.html",
}
WATCHING = (Role.HEAD, Role.OFFICE, Role.INSPECTOR)
"""Of a province whose kabupaten and kota have the programmes."""
WITH_FORMS = (Role.MENTOR, Role.CONSULTANT, Role.PARTICIPANT)
"""Their page asks for answers: a form carries the token of one session, so that it is drawn for each request."""
OTHERS = "pages/home_simple.html"
ASKED = (YEAR, INDICATOR)
"""What a province asks of its page."""
_bodies: Kept[str] = Kept(most=200)
"""Opened again and again, it is worked out once for as long as nobody commits anything, and at most for this hour: what has begun or is late is told by the clock."""


@for_anyone_logged_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first screen answers what this person came for."""
    role = next((role for role in ORDER if role in request.actor.roles), None)
    today = timezone.localdate()
    if role in WITH_FORMS:
        body = _drawn(request, role, today)
    else:
        hour, asked = (today, timezone.localtime().hour), tuple(request.GET.get(name) for name in ASKED)
        key = (request.actor.user_id, request.actor.held, asked, hour, get_language())
        body = _bodies.of(key, lambda: _drawn(request, role, today))
    return render(request, "pages/home.html", {"body": body})


def _drawn(request: HttpRequest, role: Role | None, today: datetime.date) -> str:
    """Everything is read anew: what the request read before may have changed since, and this is kept as of now."""
    with one_reading():
        programme = current_programme(request.actor)
        template, told = _told(request, role, programme, today)
        about = {"role": role, "role_name": ROLE_NAMES[role] if role else "", "programme": programme, "today": today}  # fmt: skip
        return render_to_string(template, about | told, request if role in WITH_FORMS else None)


def _told(
    request: HttpRequest, role: Role | None, programme: Programme | None, today: datetime.date
) -> tuple[str, dict[str, Any]]:
    actor = request.actor
    if role is Role.PARTICIPANT:
        return TEMPLATES[role], participant_home(actor, today=today)
    if role is Role.PARTNER:
        own = list(partners_of(actor))
        return OTHERS, {"asked": asked_of(actor, own), "partners": own}
    if role is None or programme is None:
        return OTHERS, {}
    if role in (Role.MENTOR, Role.CONSULTANT):
        return _mentor(actor, programme, today)
    if role is Role.PROVINCE or (role in WATCHING and watches_others(actor)):
        return TEMPLATES[Role.PROVINCE], province_home(actor, request.GET, today=today)
    if role is Role.PANEL:
        return OTHERS, {"sheets": sheets(actor)}
    return TEMPLATES[role], city_home(actor, programme, today=today)


def _mentor(actor: Actor, programme: Programme, today: datetime.date) -> tuple[str, dict[str, Any]]:
    """Those who accompany see their day; those who guide mentors see their region as well."""
    mentor = own_mentor(actor, programme)
    guides = actor.holds(Permission.CHECK_MONTHLY_REPORTS)
    if mentor is None and not guides:
        return OTHERS, {}
    if mentor is None or guides:
        return "pages/home_city.html", city_home(actor, programme, today=today)
    return TEMPLATES[Role.MENTOR], mentor_home(actor, mentor, today=today)
