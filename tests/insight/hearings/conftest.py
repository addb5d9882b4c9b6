import datetime
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.intake import EventIntake
from dampingi.insight.hearings.models import Event, Talk
from tests.insight.evaluation.conftest import Office, _on_the_day, office_of
from tests.insight.scattered import scatter

__all__ = ["_on_the_day"]
DAY = datetime.date(2026, 9, 1)
"""Today, a Tuesday."""


@dataclass
class Hall:
    office: Office
    evaluation: Evaluation

    def actor(self, name: str):
        return self.office.actor(name)

    def user(self, name: str):
        return self.office.users[name]

    def join(self, **mandates: str) -> None:
        for name, mandate in mandates.items():
            actions.join_panel(
                by=self.office.by, programme=self.office.city.programme, region="32", user=self.user(name), agency="Bappeda",
                mandate=mandate,
            )  # fmt: skip

    def planned(self, **told) -> Event:
        frame = {
            "name": "Presentasi", "evaluations": (self.evaluation.id,), "days": (DAY, DAY + datetime.timedelta(days=1)),
            "starts": 540, "ends": 720, "pauses": ((600, 660),), "minutes": 30, "rooms": ("Aula",), "least": 2,
        }  # fmt: skip
        return actions.create_event(by=self.office.by, told=EventIntake(**(frame | told)))

    def announced(self, **told) -> Event:
        self.join(rater="rate", second="rate", inspector="observe")
        return actions.announce(by=self.office.by, event=self.planned(**told))

    def talk(self, event: Event, n: int = 0) -> Talk:
        return Talk.objects.filter(event=event).order_by("on", "minute", "room")[n]

    def client(self, name: str) -> Client:
        made = Client()
        made.force_login(self.user(name))
        return made

    def page(self, who: str, route: str, /, *args, **data):
        client, address = self.client(who), reverse(route, args=args)
        return client.post(address, data) if data else client.get(address)


@pytest.fixture
def hall(_in_hall, _standing, db) -> Hall:
    return _standing or open_hall()


def open_hall() -> Hall:
    office = office_of(scatter())
    return Hall(office, office.frozen())
