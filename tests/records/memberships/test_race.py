"""Pressed twice at the same moment: one membership, one saving, one giving back."""

import threading

import pytest
from django.db import connection, connections

from dampingi.foundation.errors import Conflict
from dampingi.records.memberships import actions, queries
from dampingi.records.memberships.intake import SavingIntake
from dampingi.records.memberships.models import Membership, Saving
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def at_once(*acts):
    """What came of each: done or refused."""
    outcomes, start = [], threading.Barrier(len(acts))

    def press(act):
        try:
            start.wait()
            act()
            outcomes.append("done")
        except Conflict:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def real(emptied):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database of their own")


def test_two_who_ask_at_once_are_one_membership(real, town, cooperative):
    def ask(who):
        return lambda: actions.ask_to_join(
            by=town.actor(who), cooperative=cooperative.id, business=town.first.business_id
        )

    assert at_once(ask("participant"), ask("office")) == ["done", "refused"]
    assert Membership.objects.unscoped("test").count() == 1


def test_a_decision_is_made_by_one(real, town, asked):
    def decide(who, accepted):
        return lambda: actions.decide(
            by=town.actor(who), membership=asked.id, accepted=accepted, reason="Alasan"
        )

    assert at_once(decide("partner", True), decide("office", False)) == ["done", "refused"]


def test_the_same_saving_noted_twice_is_one_and_nothing_comes_back_twice(real, town, member):
    told = SavingIntake("principal", 100_000, TODAY, "P-1")

    def note(receipt):
        row = SavingIntake("principal", 100_000, TODAY, receipt)
        return lambda: actions.note_saving(by=town.actor("partner"), membership=member.id, told=row)

    assert at_once(note("P-1"), note("P-2")) == ["done", "refused"]

    def leave(receipt):
        return lambda: actions.leave(
            by=town.actor("partner"), membership=member.id, reason="Pindah", receipt=receipt
        )

    assert at_once(leave("K-1"), leave("K-2")) == ["done", "refused"]
    assert queries.held(member)["principal"] == 0
    assert Saving.objects.filter(kind="principal_back").count() == 1
    assert told.amount == Saving.objects.get(kind="principal_back").amount
