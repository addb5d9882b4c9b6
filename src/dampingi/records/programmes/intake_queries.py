"""How full a programme is: places, applicants and participants per kelurahan."""

from collections import Counter
from dataclasses import dataclass

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.records.programmes.models import Application, Programme
from dampingi.records.programmes.queries import applications, enrolments


@dataclass(frozen=True)
class Fill:
    """One kelurahan's intake. `left` is places not taken by active participants."""

    region: str
    name: str
    district: str
    places: int
    applied: int
    waiting: int
    active: int
    exited: int

    @property
    def left(self) -> int:
        return max(0, self.places - self.active)


def fills(actor: Actor, programme: Programme) -> list[Fill]:
    """Per kelurahan within the actor's reach, in code order."""
    asked = Counter(applications(actor).filter(programme=programme).values_list("region", "state"))
    joined = Counter(
        (region, ended is None)
        for region, ended in enrolments(actor).filter(programme=programme).values_list("region", "exited_on")
    )
    places = dict(programme.quotas.values_list("region", "places"))
    codes = sorted(places)
    called = names([*codes, *(ancestor(c, 3) for c in codes)])
    return [
        Fill(
            region=c,
            name=called.get(c, c),
            district=called.get(ancestor(c, 3), ""),
            places=places[c],
            applied=sum(n for (r, _state), n in asked.items() if r == c),
            waiting=asked[c, Application.State.WAITING],
            active=joined[c, True],
            exited=joined[c, False],
        )
        for c in codes
    ]
