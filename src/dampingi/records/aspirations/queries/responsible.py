import uuid

from django.db.models import Q

from dampingi.foundation.accounts.grants import GRANTS
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.programmes.rosters import today_in

ROLES = [role for role, granted in GRANTS.items() if Permission.ANSWER_ASPIRATIONS in granted]


def responsible(row: Aspiration) -> list[User]:
    """Who can be asked to answer: whoever works there or in the office above."""
    above = [ancestor(row.region, d) for d in range(1, depth(row.region))]
    held = Assignment.objects.on(today_in(row.region)).filter(
        inside(row.region) | Q(region__in=above),
        Q(programme=None) | Q(programme=row.programme_id),
        role__in=ROLES,
    )
    return list(User.objects.filter(id__in=held.values("user"), is_active=True).order_by("name", "id"))


def may_be_responsible(row: Aspiration, user: uuid.UUID) -> bool:
    return user in {u.id for u in responsible(row)}
