"""An office with the people who read its dashboards, for several test files."""

import datetime
from contextlib import contextmanager
from decimal import Decimal

import time_machine
from tests.insight.scattered import START, scatter

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
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
