import uuid
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.equipment.models import Need
from dampingi.records.equipment.priorities import open_needs, weighed
from dampingi.records.programmes.rosters import today_in

SEE, NOTE, MANAGE = Permission.VIEW_EQUIPMENT, Permission.NOTE_EQUIPMENT, Permission.MANAGE_EQUIPMENT


def needs(actor: Actor) -> Any:
    """Those in reach, weighed by the priority criteria as of today; `waits` is 1 of those neither met nor dropped, else 0."""
    rows = Need.objects.for_actor(actor, SEE).select_related("business__owner")
    waits = Case(When(met_on=None, dropped_on=None, then=Value(1)), default=Value(0), output_field=IntegerField())  # fmt: skip
    return weighed(rows.annotate(waits=waits), _today(actor))


def need(actor: Actor, id: uuid.UUID) -> Any:
    found = needs(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Usulan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def to_award(actor: Actor, rows: Any) -> Any:
    """Of weighed needs those that may be put into a decree by the actor."""
    reached = Need.objects.for_actor(actor, MANAGE)
    return open_needs(rows).filter(pk__in=reached.values("pk"))


def business_to_note(actor: Actor, id: uuid.UUID) -> Business:
    rows = Business.objects.for_actor(actor, NOTE).filter(archived_at=None).select_related("owner")
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def of_business(business: Business) -> Any:
    return Need.objects.unscoped("of a business in hand").filter(business=business).order_by("-on", "-at")


def reads_names(actor: Actor, region: str) -> bool:
    """Whose earlier aid it was is for those who look after the region; others are told that there was some."""
    return actor.may(SEE, region=region)


def _today(actor: Actor) -> Any:
    regions = actor.regions(SEE)
    return today_in(regions[0] if regions and regions[0] else "32")
