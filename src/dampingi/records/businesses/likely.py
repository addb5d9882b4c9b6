"""Whether someone or something is on record already, asked before it is registered once more."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.records.businesses.contacts import masked_phone, reachable, spoken_phone
from dampingi.records.businesses.intake import BusinessIntake
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.businesses.queries import persons

NEAR, MOST, LOOKED_AT = 86, 6, 2000


@dataclass(frozen=True)
class Likely:
    business: Business
    why: str


def likely_persons(actor: Actor, *, name: str = "", phone: str = "") -> list[Person]:
    """People within reach with that phone, or a name that begins so; those with both first."""
    wanted = person_key(name) if len(name.strip()) >= 3 else ""
    either = Q(pk__in=[])
    if phone:
        either |= Q(phone=phone)
    if wanted:
        either |= _beginning(wanted)
    found = persons(actor).filter(either).order_by("key", "created_at", "id")
    kept = [p for p in found[:LOOKED_AT] if (phone and p.phone == phone) or p.key.startswith(wanted or "\0")]
    return sorted(kept, key=lambda p: not (phone and p.phone == phone))[:MOST]


def likely_businesses(actor: Actor, row: BusinessIntake) -> list[Likely]:
    """What the business of a form may be already, within reach: archived ones too, since they can be restored."""
    found: dict = {}
    reached = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).select_related("owner")
    for why, rows in _same(reached, row):
        for business in rows:
            found.setdefault(business.id, Likely(business, why))
    return list(found.values())[:MOST]


def _same(reached, row: BusinessIntake) -> Iterable[tuple[str, Iterable[Business]]]:
    owner = row.owner
    phones = [p for p in {row.phone, owner.phone if owner else ""} if p]
    if row.nib:
        yield _("NIB sama"), reached.filter(nib=row.nib)[:MOST]
    if owner and owner.nik:
        yield _("NIK pemilik sama"), reached.filter(owner__nik_index=blind_index("nik", owner.nik))[:MOST]
    if phones:
        yield _("telepon sama"), reached.filter(phone__in=phones)[:MOST]
        yield _("telepon pemilik sama"), reached.filter(owner__phone__in=phones)[:MOST]
    yield _("nama mirip, kelurahan sama"), _named_alike(reached.filter(region=row.region), row.name)
    if owner:
        here = inside(ancestor(row.region, 3))
        same = reached.filter(here, owner__key=person_key(owner.name))
        yield _("nama pemilik sama, kecamatan sama"), same[:MOST]


def _named_alike(rows, name: str) -> list[Business]:
    """Compared by their keys alone; only what is near is fetched."""
    wanted = business_key(name)
    near = rows.filter(_beginning(wanted[:2])).order_by("key").values_list("key", "id")[:LOOKED_AT]
    scored = sorted(((fuzz.token_sort_ratio(wanted, key), id) for key, id in near), reverse=True)
    return list(rows.filter(id__in=[id for score, id in scored[:MOST] if score >= NEAR]))


def _beginning(wanted: str) -> Q:
    """A range, which an index serves under either database's collation; what it lets in too many, the caller leaves out."""
    return Q(key__gte=wanted, key__lte=wanted + "zzzz")


def told_persons(actor: Actor, found: list[Person]) -> list[dict[str, Any]]:
    """People as one tells them apart when there are several of the same name; of their businesses those within reach."""
    open_to, shops = reachable(actor, [p.id for p in found]), _named_shops(actor, found)
    places = names(p.region for p in found)
    return [
        {
            "id": str(p.id),
            "name": p.name,
            "place": places.get(p.region, ""),
            "phone": spoken_phone(p.phone) if p.id in open_to else masked_phone(p.phone),
            "businesses": ", ".join(shops[p.id]),
        }
        for p in found
    ]


def _named_shops(actor: Actor, owners: list[Person]) -> dict[uuid.UUID, list[str]]:
    reached = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).exclude(name="")
    rows = reached.filter(owner__in=[p.id for p in owners], archived_at=None).order_by("key", "id")
    shops: dict[uuid.UUID, list[str]] = defaultdict(list)
    for owner, name in rows.values_list("owner", "name"):
        shops[owner].append(name)
    return shops
