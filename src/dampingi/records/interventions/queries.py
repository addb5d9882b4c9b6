import uuid
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.interventions.models import Intervention, Taker, Turnover

SHOWN = 20


def interventions(actor: Actor, permission: P = P.VIEW_INTERVENTIONS) -> Any:
    return Intervention.objects.for_actor(actor, permission).select_related("partner")


def intervention(actor: Actor, id: uuid.UUID, permission: P = P.VIEW_INTERVENTIONS) -> Intervention:
    found = interventions(actor, permission).filter(id=id).first()
    if found is None:
        raise Refused(_("Intervensi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def takers(actor: Actor, permission: P = P.VIEW_INTERVENTIONS) -> Any:
    """Those that stayed, with `before`, `after`, `before_paper` and `after_paper` as said last."""
    return with_turnover(Taker.objects.for_actor(actor, permission).filter(left_at=None))


def takers_of(found: Intervention) -> Any:
    """All that took part, for figures; whose turnover one may read is told by `takers`."""
    return with_turnover(
        Taker.objects.unscoped("of an intervention in reach").filter(intervention=found, left_at=None)
    )


def taker_of(rows: Any, id: uuid.UUID) -> Taker:
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Usaha itu tidak ikut intervensi ini, atau bukan untuk Anda."), status=404)
    return found


def with_turnover(rows: Any) -> Any:
    def last(side: str, column: str) -> Subquery:
        said = Turnover.objects.filter(taker=OuterRef("pk"), side=side).order_by("-number")
        return Subquery(said.values(column)[:1])

    return rows.select_related("intervention", "business__owner").annotate(
        before=last("before", "amount"), after=last("after", "amount"),
        before_paper=last("before", "paper"), after_paper=last("after", "paper"),
    )  # fmt: skip


def history(taker: Taker, side: str) -> list[Turnover]:
    """Newest first: the first one counts."""
    return list(taker.turnovers.filter(side=side).order_by("-number"))


def shops(actor: Actor, found: Intervention, text: str) -> list[Business]:
    """Businesses the office may note for it, by words of their name or the owner's."""
    if not text:
        return []
    rows = Business.objects.for_actor(actor, P.MANAGE_INTERVENTIONS).filter(archived_at=None)
    rows = rows.exclude(interventions__in=found.takers.filter(left_at=None))
    for word in text.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(owner__name__icontains=word))
    return list(rows.select_related("owner").order_by("key", "id")[:SHOWN])
