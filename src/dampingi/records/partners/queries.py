import datetime
import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.partners.models import Partner, PartnerMember


def partners(actor: Actor) -> Any:
    return Partner.objects.for_actor(actor, Permission.VIEW_PARTNERS)


def managed(actor: Actor) -> Any:
    return Partner.objects.for_actor(actor, Permission.MANAGE_PARTNERS)


def partner_of(found: Any, id: uuid.UUID) -> Partner:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Mitra itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def partners_of(actor: Actor) -> Any:
    """The partners this person speaks for today; nothing for everybody else."""
    spoken = PartnerMember.objects.filter(user=actor.user_id, until=None) if actor.user_id else []
    rows = Partner.objects.unscoped("one's own partners")
    return rows.filter(id__in=[m.partner_id for m in spoken]).order_by("name", "id")


def active_on(day: datetime.date) -> Q:
    """The partners an office works with on a day."""
    return Q(ended_on=None) | Q(ended_on__gt=day)


def people_of(partner: Partner) -> list[uuid.UUID]:
    """Whom a notice about this partner goes to."""
    return list(PartnerMember.objects.filter(partner=partner, until=None).values_list("user_id", flat=True))


def side_of(kind: str) -> str:
    """`third_party` or `government`: which agreements suit partners of this kind."""
    return next((k["side"] for k in load("partner_kinds") if k["code"] == kind), "third_party")


def today_in(region: str) -> datetime.date:
    """The calendar day where the partner's office is."""
    return timezone.localdate(timezone=zone(region))
