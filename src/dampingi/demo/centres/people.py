"""Offices, heads, panels and the inspector get their logins and roles."""

from dampingi.demo.centres.scene import Centres
from dampingi.demo.personas import OF_CENTRES
from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role


def office_people(b: Centres) -> None:
    """Everyone but the consultants, whose accounts come with their appointment."""
    for p in OF_CENTRES:
        if p.role is not Role.CONSULTANT:
            b.users[p.key] = add_user(by=b.by, login=p.login, name=p.name, region=p.within)
            assign(by=b.by, user=b.users[p.key], role=p.role, region=p.within, starts_on=b.year.on(1, 2))
