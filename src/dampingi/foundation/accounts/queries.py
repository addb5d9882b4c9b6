import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role


def actor_of(user: User, *, on: datetime.date) -> Actor:
    """The person as the one who acts, with the assignments that hold on that day."""
    held = Assignment.objects.on(on).filter(user=user).order_by("region", "role")
    return Actor(
        user_id=user.id,
        label=str(user.id),
        held=tuple(Grant(Role(a.role), a.region, a.programme) for a in held),
        name=user.name,
    )


def people_named(labels: Iterable[str]) -> dict[str, str]:
    """Who acted, as revisions and origins keep it (a user's id, or the system with its reason) -> a name to show."""
    wanted = set(labels)
    ids = [label for label in wanted if not label.startswith(("system:", "stranger")) and label]
    found = {str(id): name for id, name in User.objects.filter(id__in=ids).values_list("id", "name")}
    return {label: found.get(label) or _("sistem") for label in wanted}


def users_with(role: Role, *, region: str, on: datetime.date) -> list[User]:
    """Active people holding the role for exactly this region."""
    held = Assignment.objects.on(on).filter(role=role, region=region).values("user")
    return list(User.objects.filter(id__in=held, is_active=True).order_by("name"))
