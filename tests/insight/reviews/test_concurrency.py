"""Two people publishing at once: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict
from dampingi.insight.reviews.actions import publish_exit_rule
from dampingi.insight.reviews.models import ExitRule
from dampingi.records.programmes.models import Programme
from tests.records.conftest import _append_only_again, emptied  # noqa: F401 - fixtures

pytestmark = pytest.mark.postgresql
SYSTEM = Actor.for_system("test")


def test_four_rules_at_once_get_numbers_of_their_own_or_a_clear_no(emptied):  # noqa: F811
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    day = datetime.date(2026, 1, 1)
    programme = Programme.objects.create(
        code="WUB-2026", name="WUB", region="32.76", starts_on=day, ends_on=day.replace(month=12)
    )

    def publish(days):
        try:
            return publish_exit_rule(
                by=SYSTEM, programme=programme, days=days, replaced=False, reason="Rapat"
            )
        except Conflict as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(publish, range(1, 5)))
    made = [f for f in found if isinstance(f, ExitRule)]
    stored = ExitRule.objects.unscoped("test").order_by("number")
    assert made
    assert [rule.number for rule in stored] == list(range(1, len(made) + 1))
    assert all(isinstance(f, Conflict) for f in found if f not in made)
