"""Two at once in real transactions: one accepts and the other is told; two who save do not overwrite each other."""

import pytest
from django.db import connection, transaction

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.models import Verdict
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds.models import Edition, Entry, State
from tests.capture.field.test_races import at_once
from tests.records.conftest import FEBRUARY, SYSTEM, create_town_programme, july, open_town
from tests.records.town import KOTA, build

from .conftest import WHOLE, Rounds

__all__ = ["july"]
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]


@pytest.fixture
def rounds(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    origin = open_town()
    held = build(create_town_programme(), origin)
    held.users["clerk"] = add_user(by=SYSTEM, login="clerk@contoh.id", name="Clerk")
    assign(by=SYSTEM, user=held.users["clerk"], role=Role.OFFICE, region=KOTA, starts_on=FEBRUARY)
    return Rounds(held)


def told(call):
    def run():
        try:
            return call()
        except Refused as refusal:
            return refusal

    return run


def refused(found):
    return [str(each) for each in found if isinstance(each, Refused)]


def test_two_who_accept_at_once_are_one_and_the_other_is_told(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    people = ("office", "clerk") * 3
    found = at_once(*[told(lambda who=who: rounds.check(entry, who)) for who in people])
    assert len(refused(found)) == 5
    assert all("sudah diputuskan" in text for text in refused(found))
    assert Verdict.objects.filter(approval__subject_id=entry.id).count() == 1


def test_one_accepts_while_the_other_returns(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    found = at_once(
        told(lambda: rounds.check(entry, "office")),
        told(lambda: rounds.check(entry, "clerk", accepted=False, comment="Lagi")),
    )
    assert len(refused(found)) == 1
    outcome = Edition.objects.unscoped("test").get(entry=entry).outcome
    assert Entry.objects.unscoped("test").get(id=entry.id).state == outcome


def test_two_who_save_at_once_do_not_overwrite_each_other(rounds):
    entry = rounds.entry(rounds.open())
    found = at_once(
        told(lambda: rounds.save(entry, "coordinator", seen=0)),
        told(lambda: rounds.save(entry, "camat", seen=0, m1={"number": "5"})),
    )
    assert len(refused(found)) == 1
    assert Entry.objects.unscoped("test").get(id=entry.id).revision == 1


def test_handed_in_once_by_two_who_press_at_once(rounds):
    from dampingi.insight.rounds.actions import submit_entry

    entry = rounds.entry(rounds.open())
    saved = rounds.save(entry)
    found = at_once(
        *[
            told(lambda who=who: submit_entry(by=rounds.town.actor(who), entry=entry.id, seen=saved.revision))
            for who in ("coordinator", "camat")
        ]
    )
    assert len(refused(found)) == 1
    assert Edition.objects.unscoped("test").filter(entry=entry).count() == 1


def test_the_control_without_holding_the_entry_one_saved_over_the_other(rounds):
    """What save_entry would do if it looked and then wrote."""
    import threading

    entry, both = rounds.entry(rounds.open()), threading.Barrier(2)

    def carelessly(answers):
        def run():
            with transaction.atomic():
                found = Entry.objects.unscoped("control").get(id=entry.id)
                seen = found.revision
                both.wait(10)
                found.answers, found.revision, found.state = answers, seen + 1, State.DRAFT
                found.save()
                return found

        return run

    at_once(carelessly(WHOLE), carelessly({"m1": {"number": "5"}}))
    now = Entry.objects.unscoped("test").get(id=entry.id)
    assert now.revision == 1, "two saved, and one is lost without a word"
