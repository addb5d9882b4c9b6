"""What waits for a cooperative's manager, on the partner's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.memberships.models import Membership
from dampingi.records.memberships.queries import DECIDE, memberships, unpaid_counts
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    rows = memberships(actor, DECIDE).filter(
        cooperative__terms__partner__in=partners, state=Membership.State.APPLIED
    )
    waiting = [
        Asked(
            group=_("Permohonan menjadi anggota"), title=m.business.name or m.business.owner.name,
            href=reverse("membership", args=[m.id]), note=m.cooperative.name,
        )
        for m in rows.order_by("asked_on", "at")
    ]  # fmt: skip
    return waiting + _members(actor, partners)


def _members(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """The door to those who joined, with what is still to be paid; none while nobody has."""
    rows = memberships(actor, DECIDE).filter(
        cooperative__terms__partner__in=partners, state=Membership.State.MEMBER
    )
    members = list(rows)
    if not members:
        return []
    late = sum(1 for n in unpaid_counts(members).values() if n)
    note = _("%(n)d anggota; %(late)d punya simpanan wajib yang belum tercatat") % {
        "n": len(members),
        "late": late,
    }
    href = f"{reverse('memberships')}?keadaan={Membership.State.MEMBER}"
    return [Asked(group=_("Koperasi"), title=_("Anggota koperasi"), href=href, note=note, waits=False)]
