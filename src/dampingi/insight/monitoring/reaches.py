"""An actor's reach as a shape and bound values. Whoever reaches nothing is told so; nobody reaches everything by accident."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.indicators import Dataset
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.errors import Denied, UnscopedQuery
from dampingi.foundation.regions.codes import contains
from dampingi.records.programmes.models import Programme


@dataclass(frozen=True)
class Reached:
    """`prefixes`: region ranges, [""] the whole country. `others`: reaches beside regions. `user`: whose those are."""

    prefixes: tuple[str, ...]
    others: tuple[str, ...] = ()
    user: uuid.UUID | None = None
    values: dict[str, Any] = field(default_factory=dict, compare=False)


def reached(
    actor: Actor | None, permission: Permission, *, programme: Programme, dataset: Dataset
) -> Reached:
    """Raises UnscopedQuery without an actor, Denied where the permission reaches none of the dataset's rows."""
    if actor is None:
        raise UnscopedQuery("figures need an actor; Actor.for_system(why) for the product itself")
    scopes = [s for s in actor.scopes(permission) if s.programme in (None, programme.id)]
    wide = _widest({s.region for s in scopes if s.reach is Reach.REGION})
    wide = [p for p in wide if contains(p, programme.region) or contains(programme.region, p)]
    others = {s.reach.value for s in scopes if s.reach is not Reach.REGION}
    usable = tuple(sorted(o for o in others if o in dataset.reaches)) if actor.user_id else ()
    if not wide and not usable:
        raise Denied(_("Angka ini di luar wilayah Anda. Minta penyelenggara bila Anda memerlukannya."))
    return Reached(tuple(wide), usable, actor.user_id if usable else None)


def _widest(prefixes: set[str]) -> list[str]:
    return [p for p in sorted(prefixes) if not any(q != p and contains(q, p) for q in prefixes)]
