"""The rules are fixed by someone who did not make them, with what every mentor had signed by then."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.models import InstrumentLock
from tests.insight.evaluation.conftest import ENDS
from tests.insight.evaluation.test_targets import agreed, seen


def test_the_head_is_told_and_locks_what_each_mentor_had_signed(office):
    signed = agreed(office, 0, ENDS - datetime.timedelta(days=60))
    evaluation = office.create()
    assert "menunggu Anda kunci" in str(Notice.objects.get(user=office.users["head"]))
    made = actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    held = {id: told for id, told in made.targets.items() if told}
    assert held == {str(signed.mentor_id): {"number": 1, "hash": signed.hash}}
    assert len(made.targets) == 6
    assert made.digest == digest({"instrument": evaluation.instrument.hash, "targets": made.targets})


@pytest.mark.parametrize(
    "who", ["office", "inspector", "rater", "mentor0", "participant", "partner", "coordinator"]
)
def test_nobody_but_the_head_locks(office, who):
    with pytest.raises(Denied):
        actions.lock_instrument(by=office.actor(who), evaluation=office.create())


def test_a_head_who_also_made_it_does_not_lock_it(office):
    """Someone may hold both roles; the rules still want two people."""
    Assignment.objects.create(
        user=office.users["office"], role=Role.HEAD, region="32", starts_on=datetime.date(2026, 1, 1)
    )
    evaluation = office.create()
    with pytest.raises(Denied, match="orang lain"):
        actions.lock_instrument(by=office.by, evaluation=evaluation)
    assert not InstrumentLock.objects.exists()


def test_a_lock_is_taken_once_and_never_changes(office):
    evaluation = office.create()
    made = actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    with pytest.raises(Conflict, match="sudah dikunci"):
        actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        InstrumentLock.objects.filter(id=made.id).update(targets={})


def test_another_edition_signed_after_the_lock_is_told(office):
    agreed(office, 0, ENDS - datetime.timedelta(days=60))
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    agreed(office, 1, ENDS - datetime.timedelta(days=10))
    actions.freeze_evidence(by=office.by, evaluation=evaluation)
    evaluation = queries.evaluation(office.by, evaluation.id)
    assert [s.mentor_id for s in queries.targets_changed(evaluation)] == [office.city.mentors[1].id]
    assert "Sesudah dikunci diganti" in seen(office, "office", evaluation)


def test_rules_fixed_after_the_time_they_judge_are_called_late(office):
    evaluation = office.create()
    assert "baru dikunci" in seen(office, "head", evaluation)
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    assert "sesudah masa yang dinilai berakhir" in seen(office, "inspector", evaluation)
