"""Two who choose at the same moment do not both take the last place."""

import threading

import pytest
from django.db import connection, connections

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict
from dampingi.records.honours.actions import choose, set_rules
from dampingi.records.honours.models import CHOSEN_IN_DISTRICT, Nomination
from tests.records.conftest import SYSTEM
from tests.records.honours.conftest import looked_at, put_forward
from tests.records.honours.test_honours import colleague
from tests.records.town import KECAMATAN


def test_the_last_place_is_taken_once(emptied, town):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database of their own")
    set_rules(by=SYSTEM, programme=town.programme, per_kelurahan=2, per_kecamatan=1, per_city=1)
    made = [put_forward(town), put_forward(town, i=1)]
    for each in made:
        looked_at(town, each)
    colleague(town, "rekan", Role.COORDINATOR, KECAMATAN)
    actors, outcomes, start = [town.actor("coordinator"), town.actor("rekan")], [], threading.Barrier(2)

    def take(actor, nomination):
        try:
            start.wait()
            choose(by=actor, nomination=nomination.id, chosen=True, reason="Nyata")
            outcomes.append("chosen")
        except Conflict:
            outcomes.append("full")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=pair) for pair in zip(actors, made, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["chosen", "full"]
    assert Nomination.objects.unscoped("test").filter(state__in=CHOSEN_IN_DISTRICT).count() == 1
