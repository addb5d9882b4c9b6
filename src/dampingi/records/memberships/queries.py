import datetime
import uuid
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, zone
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.memberships.models import Membership, Saving, Terms

LIVE = (Membership.State.APPLIED, Membership.State.MEMBER)
OWN, MANAGE, SEE = Permission.GIVE_VOICE, Permission.MANAGE_COOPERATIVES, Permission.VIEW_COOPERATIVES
DECIDE = Permission.DECIDE_MEMBERSHIPS


def today_at(cooperative: Cooperative) -> datetime.date:
    return timezone.localdate(timezone=zone(cooperative.region))


def memberships(actor: Actor, permission: Permission = SEE) -> Any:
    return Membership.objects.for_actor(actor, permission).select_related("cooperative", "business__owner")


def seen(actor: Actor) -> Any:
    """What the actor looks at, or decides as the cooperative's manager."""
    reached = [Q(pk__in=Membership.objects.for_actor(actor, p).values("pk")) for p in (SEE, DECIDE)]
    rows = Membership.objects.unscoped("narrowed to the two reaches").filter(reached[0] | reached[1])
    return rows.select_related("cooperative", "business__owner")


def membership_of(found: Any, id: uuid.UUID) -> Membership:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Keanggotaan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one  # type: ignore[no-any-return]


def terms_of(cooperative: Cooperative) -> Terms | None:
    return Terms.objects.filter(cooperative=cooperative).first()


def own_shops(actor: Actor) -> list[Business]:
    found = Business.objects.for_actor(actor, OWN).filter(archived_at=None)
    return list(found.select_related("owner").order_by("name", "created_at"))


def joinable(shop: Business) -> list[Cooperative]:
    """Standing cooperatives whose members' area holds the business, those that take members first. Each with its `terms` or none."""
    rows = Cooperative.objects.unscoped("a business looks for one to join")
    rows = rows.filter(closed_on=None, archived_at=None)
    found = [
        c for c in rows.select_related("terms").order_by("name") if contains(c.members_area, shop.region)
    ]
    return sorted(found, key=lambda c: not takes_members(c))


def takes_members(cooperative: Cooperative) -> bool:
    terms = getattr(cooperative, "terms", None)
    return terms is not None and terms.open


def why_not(cooperative: Cooperative, shop: Business) -> str:
    """Why a business cannot ask to join, with the cure; '' where it can."""
    terms = terms_of(cooperative)
    if cooperative.closed_on:
        return _("Koperasi ini sudah bubar. Pilih yang lain.")
    if not contains(cooperative.members_area, shop.region):
        return _("Usaha ini di luar wilayah keanggotaan koperasi itu. Pilih yang lain.")
    if terms is None or not terms.open:
        return _(
            "Koperasi ini belum membuka pendaftaran anggota. Pilih yang lain, atau tanyakan kepada dinas."
        )
    return ""


def held(membership: Membership) -> dict[str, int]:
    """Rupiah paid in and not given back: `principal` and `monthly`."""
    kind = Saving.Kind
    rows = Saving.objects.filter(membership=membership, struck_at=None)
    told = rows.aggregate(**{k: Sum("amount", filter=Q(kind=k)) for k in kind.values})
    paid = {k: v or 0 for k, v in told.items()}
    return {
        "principal": paid[kind.PRINCIPAL] - paid[kind.PRINCIPAL_BACK],
        "monthly": paid[kind.MONTHLY] - paid[kind.MONTHLY_BACK],
    }


def unpaid_months(membership: Membership, today: datetime.date) -> list[datetime.date]:
    """The months since joining, this one included, without their monthly saving."""
    rows = Saving.objects.filter(membership=membership, struck_at=None, kind=Saving.Kind.MONTHLY)
    paid = set(rows.values_list("month", flat=True))
    return [m for m in _due_months(membership, today) if m not in paid]


def next_saving(membership: Membership, today: datetime.date) -> dict[str, Any]:
    """What is to be paid next, as the form begins: the principal, then the oldest month."""
    if membership.principal and not held(membership)["principal"]:
        return {"kind": Saving.Kind.PRINCIPAL.value, "amount": membership.principal}
    months = unpaid_months(membership, today)
    month = {"month": months[0].isoformat()} if months else {}
    return {"kind": Saving.Kind.MONTHLY.value, "amount": membership.monthly or None} | month


def unpaid_counts(rows: list[Membership]) -> dict[uuid.UUID, int]:
    """How many months of each lack their monthly saving; each with its `cooperative`. One query for all."""
    living = Saving.objects.filter(membership__in=rows, struck_at=None, kind=Saving.Kind.MONTHLY)
    paid = set(living.values_list("membership", "month"))
    return {
        m.id: sum((m.id, month) not in paid for month in _due_months(m, today_at(m.cooperative)))
        for m in rows
    }


def _due_months(membership: Membership, today: datetime.date) -> list[datetime.date]:
    """Since joining, this one included."""
    if membership.decided_on is None or not membership.monthly or membership.state != Membership.State.MEMBER:
        return []
    return _months(membership.decided_on, today)


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    starts = ((first.year * 12 + first.month - 1 + n) for n in range(max(0, count)))
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in starts]
