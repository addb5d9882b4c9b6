"""What higher apps do when a business has moved or changed hands: registered at start-up, called within the action."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.businesses.models import Business

Follower = Callable[[Actor, Business, Mapping[str, Any], datetime.date], None]
"""(by, the business as it is now, {field: what it was before}, since when)."""
FOLLOWED = ("region", "owner_id")
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    _followers.append(follower)


def tell(by: Actor, business: Business, changes: Mapping[str, list[Any]], on: datetime.date) -> None:
    """`changes` as `revisions.change` answers them: {field: [old, new]}."""
    before = {name: changes[name][0] for name in FOLLOWED if name in changes}
    if before:
        for follower in _followers:
            follower(by, business, before, on)
