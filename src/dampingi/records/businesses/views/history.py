"""The history of what is on record, field by field, and undoing one change of it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.records.businesses import actions, histories, queries
from dampingi.records.businesses.actions.held import CORRECTABLE
from dampingi.records.businesses.addresses import business_address, person_address
from dampingi.records.businesses.contacts import reachable, reachable_businesses
from dampingi.records.businesses.words import FIELDS, PERSON_FIELDS

EDIT, CORRECT = Permission.EDIT_BUSINESSES, Permission.CORRECT_BUSINESSES


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def business(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.business(request.actor, business_id)
    whole = request.actor.may(EDIT, region=found.region)
    may_undo = set(FIELDS) if whole else CORRECTABLE if request.actor.holds(CORRECT) else set()
    told = histories.of_record(
        found, kind="business", labels=FIELDS, field=request.GET.get("kolom", ""),
        open_contact=found.id in reachable_businesses(request.actor, [found.id]),
        may_undo=set() if found.archived_at else may_undo,
    )  # fmt: skip
    name = found.name or found.owner.name
    told |= {"name": name, "back": business_address(found.id), "undo": "undo_business", "page_id": found.id}
    return render(request, "businesses/history.html", told)


@requires(Permission.VIEW_BUSINESSES)
@require_GET
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    found = queries.person(request.actor, person_id)
    may_edit = request.actor.may(EDIT, region=found.region)
    told = histories.of_record(
        found, kind="person", labels=PERSON_FIELDS, field=request.GET.get("kolom", ""),
        open_contact=found.id in reachable(request.actor, [found.id]),
        may_undo=set(PERSON_FIELDS) if may_edit else set(),
    )  # fmt: skip
    told |= {"name": found.name, "back": person_address(found.id), "undo": "undo_person", "page_id": found.id}
    return render(request, "businesses/history.html", told)


@requires(EDIT, CORRECT)
@require_POST
def undo_business(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.changeable(request.actor, business_id)
    revision, fields = _asked(request)
    actions.undo_business_change(by=request.actor, business=found.id, revision=revision, fields=fields)
    messages.success(request, _("Perubahan dibatalkan; isinya kembali seperti semula."))
    return redirect("business_history", found.id)


@requires(EDIT)
@require_POST
def undo_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    found = queries.editable_person(request.actor, person_id)
    revision, fields = _asked(request)
    actions.undo_person_change(by=request.actor, person=found.id, revision=revision, fields=fields)
    messages.success(request, _("Perubahan dibatalkan; isinya kembali seperti semula."))
    return redirect("person_history", found.id)


def _asked(request: HttpRequest) -> tuple[uuid.UUID, list[str] | None]:
    """The change to undo, and the one field of it if not all; a sealed NIK goes with its index."""
    try:
        revision = uuid.UUID(request.POST.get("perubahan", ""))
    except ValueError:
        revision = uuid.UUID(int=0)  # none such: the action says so
    field = request.POST.get("kolom", "")
    together = {"nik_sealed": ["nik_sealed", "nik_index"], "latitude": ["latitude", "longitude"]}
    return revision, together.get(field, [field]) if field else None
