"""What the steps of building a demo share."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from dampingi.demo.calendars import Year
from dampingi.demo.caseloads import Caseloads
from dampingi.demo.clock import Clock
from dampingi.demo.crowd import Applicant
from dampingi.demo.guides import Guides
from dampingi.demo.lives import REPORTED_PASS_RATE, Cohort, Lives
from dampingi.demo.personas import DOMAIN
from dampingi.demo.places import Places
from dampingi.demo.sizes import Size
from dampingi.demo.truth import RaterTruth
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.origins.models import Origin
from dampingi.records.programmes.models import Enrolment, Mentor, Programme


@dataclass(kw_only=True)
class Scene:
    """What every demo has: its chance, its year, who acts, and who can log in."""

    seed: int
    year: Year
    by: Actor
    new_id: Callable[[], uuid.UUID]
    clock: Clock
    origin: Origin = field(init=False)
    programme: Programme = field(init=False)
    places: Places = field(init=False)
    """Where a demo has one programme in one place."""
    users: dict[str, User] = field(default_factory=dict)
    """Personas by their key."""

    @property
    def today(self) -> datetime.date:
        return self.year.today

    def persona(self, key: str) -> Actor:
        return self.acting(self.users[key])

    def acting(self, user: User) -> Actor:
        return actor_of(user, on=self.today)


@dataclass(kw_only=True)
class Building(Scene):
    """A city, filled from step to step. Participants and mentors are kept in one order, in which all arrays are indexed."""

    size: Size
    places: Places
    called: str = "Depok"
    short: str = ""
    """What tells its programme's code from that of others in the same demo."""
    domain: str = DOMAIN
    reported_rate: float = REPORTED_PASS_RATE
    over: bool = False
    """A year that is over: nothing of it waits for anybody."""
    programme: Programme = field(init=False)
    guides: Guides = field(init=False)
    mentors: list[Mentor] = field(init=False)
    applicants: list[Applicant] = field(init=False)
    people: list[Applicant] = field(init=False)
    """The participants, in the order of `enrolments`."""
    enrolments: list[Enrolment] = field(init=False)
    loads: Caseloads = field(init=False)
    cohort: Cohort = field(init=False)
    lives: Lives = field(init=False)
    repeats: list[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=list)
    raters: list[RaterTruth] = field(default_factory=list)

    @property
    def code(self) -> str:
        return "-".join(part for part in ("WUB", self.short, str(self.year.year)) if part)

    def mentors_on(self, day: datetime.date) -> np.ndarray:
        """Index of the mentor of each participant that day."""
        return self.loads.on(day)
