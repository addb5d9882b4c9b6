"""Earlier aid to the same business, the same person or the same house, across years and kinds: a warning, never a refusal.

Each app that gives something registers how its aid is read; none is known here by name.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.records.businesses.models import Business
from dampingi.records.equipment.models import Award, Decree, Recall

WHY = {"business": _("usaha yang sama"), "person": _("orang yang sama"), "house": _("alamat rumah yang sama")}
House = tuple[str, str, str]


@dataclass(frozen=True)
class Aid:
    """Something that was given, or is about to be. `id` is the record's; `business` and `person` whose it was, `house` where they live."""

    id: uuid.UUID
    business: uuid.UUID | None
    person: uuid.UUID | None
    house: House | None
    what: str
    on: datetime.date
    to: str
    """A name, for those who may read it."""
    region: str


@dataclass(frozen=True)
class Double:
    why: str
    aid: Aid

    @property
    def words(self) -> str:
        return str(WHY[self.why])


Source = Callable[[str], Iterable[Aid]]
"""All aid inside a region that was neither refused nor taken back."""
_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    _sources[name] = source


def house_of(owner: Any) -> House | None:
    """Street and number in a kelurahan; None where the address does not say both."""
    from dampingi.engines.linkage.addresses import address_parts  # linkage brings NumPy along

    found = address_parts(owner.address or "")
    return (found.street, found.number, owner.region) if found.street and found.number else None


def doubles_of(
    businesses: Iterable[Business], *, but: Collection[uuid.UUID] = ()
) -> dict[uuid.UUID, list[Double]]:
    """business -> earlier aid, latest first, each once with the closest why. `but`: ids of records that are not earlier aid."""
    shops = list(businesses)
    by: dict[str, dict[Any, list[Aid]]] = {why: defaultdict(list) for why in WHY}
    for city in {ancestor(b.region, 2) for b in shops}:
        for source in _sources.values():
            for aid in source(city):
                if aid.id not in but:
                    by["business"][aid.business].append(aid)
                    by["person"][aid.person].append(aid)
                    by["house"][aid.house].append(aid)
    return {b.id: _of(b, by) for b in shops}


def _of(business: Business, by: dict[str, dict[Any, list[Aid]]]) -> list[Double]:
    keys = {"business": business.id, "person": business.owner_id, "house": house_of(business.owner)}
    found: dict[uuid.UUID, Double] = {}
    for why, key in keys.items():
        for aid in by[why].get(key, ()) if key else ():
            found.setdefault(aid.id, Double(why, aid))
    return sorted(found.values(), key=lambda d: d.aid.on, reverse=True)


def equipment_aid(region: str) -> Iterable[Aid]:
    """Lines of decrees that wait or were approved, unless the item came back."""
    back = Recall.objects.unscoped("of aid in a region in hand").filter(state=Recall.State.APPROVED)
    rows = Award.objects.unscoped("the caller reaches the businesses compared").filter(
        inside(region), voided_on=None
    )
    rows = rows.exclude(decree__state=Decree.State.RETURNED).exclude(handover__in=back.values("handover"))
    for award in rows.select_related("decree", "need__business__owner"):
        shop = award.need.business
        yield Aid(
            award.id, shop.id, shop.owner_id, house_of(shop.owner), award.item, award.decree.on, shop.name or shop.owner.name, award.region
        )  # fmt: skip
