"""The timeline of everything that ever happened to a business, as far as its reader reaches.

A new kind of event is one function that takes a `Story` and yields `Event`s, and its line in PROVIDERS. It asks for all
of the story's participations at once: the number of queries must not grow with what happened.
"""

from collections.abc import Callable, Iterable

from dampingi.pages.profiles.events.mentoring import growth, outcomes, stages, trainings, visits
from dampingi.pages.profiles.events.merges import merges
from dampingi.pages.profiles.events.needs import channels, clinic, constraints, invitations
from dampingi.pages.profiles.events.programme import marks, mentors, participations
from dampingi.pages.profiles.events.record import changes, checks, closures, lists, registered, requests
from dampingi.pages.profiles.events.selling import cooperatives, interventions, products, units
from dampingi.pages.profiles.events.story import KINDS, Event, Story

__all__ = ["KINDS", "PROVIDERS", "Event", "Story", "events_of"]

PROVIDERS: list[Callable[[Story], Iterable[Event]]] = [
    registered,
    changes,
    lists,
    merges,
    closures,
    checks,
    requests,
    constraints,
    channels,
    clinic,
    invitations,
    participations,
    mentors,
    marks,
    stages,
    visits,
    trainings,
    growth,
    outcomes,
    interventions,
    products,
    cooperatives,
    units,
]


def events_of(story: Story) -> list[Event]:
    """Newest first; what bears a clock time stands above what only bears the day."""
    found = [event for provide in PROVIDERS for event in provide(story)]
    return sorted(found, key=lambda event: (event.at, event.moment or story.morning), reverse=True)
