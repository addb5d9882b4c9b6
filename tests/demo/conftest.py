import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction

from dampingi.demo import city, truth
from dampingi.demo.places import CITY
from dampingi.foundation.regions.actions import load_regions
from tests.demo.content import content

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def before(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two towns that were built before and are gone: one of the same seed, one of another."""
    towns = []
    for seed in (7, 8):
        with django_db_blocker.unblock(), transaction.atomic():
            towns.append(Town.built(seed, tmp_path_factory.mktemp("home")))
            transaction.set_rollback(True)
    return towns


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, before, tmp_path_factory):
    """A small city, built once to be read by the tests of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town.built(7, tmp_path_factory.mktemp("home"))
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Town:
    made: city.DemoCity
    folder: Path
    steps: list[float]
    content: dict[str, str]

    @classmethod
    def built(cls, seed: int, folder: Path) -> "Town":
        load_regions(within=CITY)
        steps: list[float] = []
        made = city.build(
            seed=seed,
            today=TODAY,
            progress=lambda _what, share: steps.append(share),
            size=city.SMALL,
            folder=folder,
        )
        return cls(made, folder, steps, content())

    @property
    def truth(self) -> truth.CityTruth:
        return truth.load(self.folder)
