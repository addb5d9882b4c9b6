"""An office with the people who read its dashboards, for several test files."""

import datetime
from contextlib import contextmanager
from decimal import Decimal

import time_machine
from tests.insight.scattered import START, scatter

from dampingi.engines.indicators import parse
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.canonical import digest
from dampingi.foundation.regions.actions import load_regions
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.catalogue import changed
from dampingi.insight.indicators.models import Version
from dampingi.records.programmes.models import Programme, Target

NOW = datetime.datetime(2026, 8, 20, 9, 0, tzinfo=datetime.UTC)
PEOPLE = {
    "office": (Role.OFFICE, "32.76"),
    "publisher": (Role.OFFICE, "32"),
    "colleague": (Role.OFFICE, "32.76"),
    "head": (Role.HEAD, "32"),
    "coordinator": (Role.COORDINATOR, "32.76.05"),
    "province": (Role.PROVINCE, "32"),
    "partner": (Role.PARTNER, "32.76"),
    "elsewhere": (Role.OFFICE, "33.01"),
    "participant": (Role.PARTICIPANT, "32.76"),
}


@contextmanager
def standing():
    from django.db import transaction

    with transaction.atomic():
        load_regions(within="32")
        city = scatter()
        Target.objects.create(
            programme=city.programme, indicator="pass_rate", region="32", period="2026", value=Decimal("0.8")
        )
        Programme.objects.filter(code="WUB-LAIN").update(region="33.01", starts_on=datetime.date(2025, 2, 1))
        for name, (role, region) in PEOPLE.items():
            user = User.objects.create(login=f"{name}@contoh.id", name=name.title())
            Assignment.objects.create(user=user, role=role, region=region, starts_on=START)
        yield city
        transaction.set_rollback(True)


def entering(client):
    def enter(name):
        user = User.objects.get(login=f"{name}@contoh.id")
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return enter


def at_noon():
    return time_machine.travel(NOW, tick=False)


COMMON = {
    "step": "output", "why": "Diminta kantor.", "unit": "persen", "direction": "up", "decimals": 1, "formula": "Satu dibagi yang lain.",
    "source": "Kesepakatan kantor.", "limits": "Contoh.", "order": 100,
}  # fmt: skip
TYPED = COMMON | {
    "code": "kemitraan", "name": "Kemitraan", "kind": "mean", "groupings": ["city", "kecamatan", "kelurahan", "month"],
    "entered": {"level": "kelurahan", "every": "month", "over": "sum", "numerator": "perjanjian"},
}  # fmt: skip
COMPOSITE = COMMON | {
    "code": "gabungan", "name": "Nilai gabungan", "kind": "mean", "groupings": ["kecamatan", "sex", "sector"],
    "parts": [{"indicator": code, "weight": n, "zero": "0", "full": "1"} for n, code in ((1, "participation"), (2, "pass_rate"))],
}  # fmt: skip
TOO_MUCH = COMMON | {
    "code": "lebih", "name": "Lebih dari seluruhnya", "kind": "proportion", "groupings": ["kecamatan", "kelurahan", "sector", "sex"],
    "dataset": "enrolments", "numerator": "enrolled + has_business", "denominator": "enrolled",
}  # fmt: skip
"""Each column is right and their sum is no part of the whole: nobody can see that from the definition alone."""


def defines(region, body, number=1):
    """An office's definition in force, without its way there."""
    made = Version.objects.create(
        region=region,
        code=body["code"],
        number=number,
        body=body,
        hash=parse(body, DATASETS).hash,
        content=digest(body),
        at=NOW,
    )
    changed()
    return made
