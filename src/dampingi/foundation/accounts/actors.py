"""The one who acts: a person with their assignments of the day, or the system with a reason."""

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.grants import grants
from dampingi.foundation.accounts.permissions import Permission, Reach, Role
from dampingi.foundation.errors import Denied
from dampingi.foundation.regions.codes import contains, depth

WHERE = (Reach.REGION, Reach.PLACE)
"""The reaches that say where somebody may act."""


@dataclass(frozen=True)
class Scope:
    """How far one permission goes through one assignment. Region '' is the whole country; programme None is any."""

    reach: Reach
    region: str
    programme: uuid.UUID | None = None


@dataclass(frozen=True)
class Grant:
    role: Role
    region: str
    programme: uuid.UUID | None = None


@dataclass(frozen=True)
class Actor:
    user_id: uuid.UUID | None
    label: str
    """Shown in the audit trail: the user's id for people (never a name), the reason for the system."""
    held: tuple[Grant, ...] = ()
    name: str = field(default="", compare=False)
    system: bool = False

    @classmethod
    def for_system(cls, why: str) -> "Actor":
        """The product itself at work (a command, a seed, a job): everything everywhere, under a stated reason."""
        return cls(user_id=None, label=f"system: {why}", system=True)

    @classmethod
    def stranger(cls) -> "Actor":
        return cls(user_id=None, label="stranger")

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(g.role for g in self.held)

    def scopes(self, permission: Permission) -> tuple[Scope, ...]:
        if self.system:
            return (Scope(Reach.REGION, ""),)
        found = ((g, grants(g.role, depth(g.region)).get(permission)) for g in self.held)
        return tuple(Scope(reach, g.region, g.programme) for g, reach in found if reach)

    def holds(self, permission: Permission) -> bool:
        return bool(self.scopes(permission))

    def may(self, permission: Permission, *, region: str, programme: uuid.UUID | None = None) -> bool:
        """Whether the permission covers this region (and programme, if named) as a whole."""
        return any(
            s.reach in WHERE
            and contains(s.region, region)
            and (s.programme is None or programme is None or s.programme == programme)
            for s in self.scopes(permission)
        )

    def require(self, permission: Permission, *, region: str, programme: uuid.UUID | None = None) -> None:
        if not self.may(permission, region=region, programme=programme):
            raise Denied(
                _("Anda tidak berwenang melakukan ini di wilayah tersebut. Hubungi penyelenggara bila perlu.")
            )

    def regions(self, permission: Permission) -> list[str]:
        """The widest region prefixes the permission covers, none inside another."""
        prefixes = sorted({s.region for s in self.scopes(permission) if s.reach in WHERE})
        return [p for p in prefixes if not any(q != p and contains(q, p) for q in prefixes)]
