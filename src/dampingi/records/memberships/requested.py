"""What waits for a cooperative's manager, on the partner's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.memberships.models import Membership
from dampingi.records.memberships.queries import DECIDE, memberships
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    rows = memberships(actor, DECIDE).filter(
        cooperative__terms__partner__in=partners, state=Membership.State.APPLIED
    )
    return [
        Asked(
            group=_("Permohonan menjadi anggota"), title=m.business.name or m.business.owner.name,
            href=reverse("membership", args=[m.id]), note=m.cooperative.name,
        )
        for m in rows.order_by("asked_on", "at")
    ]  # fmt: skip
