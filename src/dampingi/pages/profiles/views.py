import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui.lists import respond
from dampingi.pages.profiles.businesses import business_page
from dampingi.pages.profiles.mentors import mentor_page
from dampingi.pages.profiles.mentors_list import mentors_list
from dampingi.pages.profiles.people import person_page
from dampingi.records.businesses import queries as registry
from dampingi.records.programmes import queries as programmes


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def business(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = registry.business(request.actor, business_id)
    if found.merged_into_id:
        messages.info(request, _("%(name)s sudah digabungkan ke usaha ini.") % {"name": found.name})
        return redirect("business", found.merged_into_id)
    today = timezone.now().astimezone(zone(found.region)).date()
    context = business_page(request.actor, found, today=today, asked=request.GET)
    return render(request, "pages/business.html", context)


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    found = registry.person(request.actor, person_id)
    return render(request, "pages/person.html", person_page(request.actor, found))


@requires(Permission.VIEW_MENTORS)
@require_GET
def mentors(request: HttpRequest) -> HttpResponse:
    found = programmes.mentors(request.actor)
    return respond(
        request,
        mentors_list(request.actor, today=timezone.localdate()),
        found,
        "pages/mentors.html",
        {"manages": request.actor.holds(Permission.MANAGE_MENTORS)},
    )


@requires(Permission.VIEW_MENTORS)
@require_GET
def mentor(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    found = programmes.mentor(request.actor, mentor_id)
    today = timezone.now().astimezone(zone(found.region)).date()
    return render(request, "pages/mentor.html", mentor_page(request.actor, found, today=today))
