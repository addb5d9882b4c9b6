"""Whom a meeting of a region can ask: those with work there or in the office above, in groups as an office speaks of them."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import ROLE_NAMES, Role
from dampingi.foundation.regions.codes import LEVELS as LEVEL_NAMES
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.ui.formats import inside as inner
from dampingi.records.programmes.posts import LEVELS

ASKED = (Role.MENTOR, Role.CONSULTANT, Role.COORDINATOR, Role.OFFICE, Role.HEAD, Role.PANEL, Role.PARTNER)
"""Participants are asked to trainings, not to meetings."""


@dataclass(frozen=True)
class Group:
    code: str
    name: str
    users: frozenset[uuid.UUID]


def askable(region: str, programme: uuid.UUID, on: datetime.date) -> dict[uuid.UUID, User]:
    return {a.user_id: a.user for a in _held(region, programme, on)}


def groups(region: str, programme: uuid.UUID, on: datetime.date) -> list[Group]:
    """Everybody of one role and level, biggest first."""
    found: dict[tuple[Role, int], set[uuid.UUID]] = defaultdict(set)
    for a in _held(region, programme, on):
        found[Role(a.role), depth(a.region)].add(a.user_id)
    made = [Group(f"{role}-{d}", _named(role, d), frozenset(users)) for (role, d), users in found.items()]
    return sorted(made, key=lambda g: (-len(g.users), g.name))


def _held(region: str, programme: uuid.UUID, on: datetime.date) -> list[Assignment]:
    above = [ancestor(region, d) for d in range(1, depth(region))]
    there = inside(region) | Q(region__in=above)
    rows = Assignment.objects.on(on).filter(there, role__in=ASKED, user__is_active=True)
    rows = rows.filter(Q(programme=None) | Q(programme=programme))
    return list(rows.select_related("user").order_by("user__name", "id"))


def _named(role: Role, at_depth: int) -> str:
    if role is not Role.MENTOR:
        return str(ROLE_NAMES[role])
    called = LEVELS.get(LEVEL_NAMES[at_depth - 1]) if at_depth else None
    return f"{ROLE_NAMES[role]} {inner(str(called))}" if called else str(ROLE_NAMES[role])
