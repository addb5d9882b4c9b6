import datetime
from dataclasses import dataclass

import pytest
import time_machine

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.intake import RatingIntake
from dampingi.insight.evaluation.models import Computation, Evaluation, Subject
from tests.insight.scattered import City, scatter

TODAY = datetime.date(2026, 9, 1)
NOW = datetime.datetime(2026, 9, 1, 3, tzinfo=datetime.UTC)
ENDS = datetime.date(2026, 8, 20)
AFTER = datetime.datetime(2026, 9, 16, 3, tzinfo=datetime.UTC)
"""The day after the window for objections."""


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class Office:
    """A small city with an office, a head, two panel members, an inspector, and someone who has no part in it."""

    city: City
    users: dict[str, User]

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name], on=TODAY)

    @property
    def by(self) -> Actor:
        return self.actor("office")

    def create(self, **kind) -> Evaluation:
        return actions.create_evaluation(by=self.by, programme=self.city.programme, ends_on=ENDS, **kind)

    def frozen(self) -> Evaluation:
        evaluation = self.create()
        actions.lock_instrument(by=self.actor("head"), evaluation=evaluation)
        actions.freeze_evidence(by=self.by, evaluation=evaluation)
        return evaluation

    def assigned(self) -> Evaluation:
        evaluation = self.frozen()
        actions.assign_raters(
            by=self.by, evaluation=evaluation, raters=[self.users["rater"], self.users["second"]]
        )
        return evaluation

    def rated(self) -> Evaluation:
        evaluation = self.assigned()
        for n, name in enumerate(("rater", "second")):
            actions.declare_interests(by=self.actor(name), evaluation=evaluation)
            actions.rate(by=self.actor(name), evaluation=evaluation, rows=sheet(evaluation, 3 + n % 2))
        return evaluation

    def computed(self) -> Computation:
        evaluation = self.rated()
        actions.close_ratings(by=self.by, evaluation=evaluation)
        return actions.compute(by=self.by, evaluation=evaluation)


def sheet(evaluation: Evaluation, level: int) -> list[RatingIntake]:
    """All criteria of all mentors, spread a little around the level."""
    return [
        RatingIntake(s.id, c["key"], level - (i + j) % 3)
        for i, s in enumerate(Subject.objects.filter(evaluation=evaluation).order_by("region", "name"))
        for j, c in enumerate(panel_criteria(evaluation.instrument.body))
    ]


ROLES = {
    "office": Role.OFFICE,
    "head": Role.HEAD,
    "inspector": Role.INSPECTOR,
    "rater": Role.PANEL,
    "second": Role.PANEL,
    "stranger": Role.PANEL,
    "coordinator": Role.COORDINATOR,
    "participant": Role.PARTICIPANT,
    "partner": Role.PARTNER,
}


@pytest.fixture
def office(_in_office, _standing, db):
    return _standing or office_of(scatter())


def office_of(city: City) -> Office:
    users = {name: User.objects.create(login=f"{name}@contoh.id", name=name.title()) for name in ROLES}
    for name, role in ROLES.items():
        _assign(users[name], role, "32")
    mentors = {f"mentor{n}": user for n, user in enumerate(city.users)}
    for user, mentor in zip(city.users, city.mentors, strict=True):
        _assign(user, Role.MENTOR, mentor.region)
    return Office(city, users | mentors)


def _assign(user: User, role: Role, region: str) -> None:
    Assignment.objects.create(user=user, role=role, region=region, starts_on=datetime.date(2026, 1, 1))
