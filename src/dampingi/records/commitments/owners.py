"""Where the owner of an agenda works: its zone is the agenda's."""

from dampingi.foundation.accounts.actors import Actor


def region_of(actor: Actor) -> str:
    return next((g.region for g in actor.held if g.region), "32")
