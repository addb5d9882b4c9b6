import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event, seal_pending, sign_head
from dampingi.foundation.audit.models import AuditEvent, DailyHead
from dampingi.foundation.audit.queries import verify
from dampingi.foundation.audit.triggers import allow_changes

SYSTEM = Actor.for_system("test")
DAY = datetime.date(2026, 5, 1)


@pytest.fixture
def five_sealed(db):
    for i in range(5):
        record_event(by=SYSTEM, action="try", subject=("thing", i), detail={"n": i}, values=[("secret", i)])
    sign_head(day=DAY)


def tamper(statement: str, *params) -> None:
    """As someone with the database's own password would, who first removes the triggers."""
    with connection.schema_editor() as editor:
        allow_changes(None, editor)
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_an_untouched_log_holds(five_sealed):
    found = verify()
    assert (found.sound, found.sealed, found.unsealed, found.heads) == (True, 5, 0, 1)


def test_unsealed_events_are_reported(five_sealed):
    record_event(by=SYSTEM, action="try", subject=("thing", 6))
    assert (verify().sound, verify().unsealed) == (True, 1)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_changes(five_sealed, change):
    rows = AuditEvent.objects.all()
    run = {"update": lambda: rows.update(action="x"), "delete": lambda: rows._raw_delete(rows.db)}[change]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run()


@pytest.mark.django_db(transaction=False)
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_auditevent SET detail = '{\"n\":99}' WHERE subject_id = '2'", "event altered"),
        ("UPDATE audit_auditevent SET actor = 'someone else' WHERE subject_id = '3'", "event altered"),
        ("DELETE FROM audit_auditevent WHERE subject_id = '4'", "event deleted"),
        ("DELETE FROM audit_seal WHERE sequence = 2", "missing link before it"),
        ("UPDATE audit_seal SET hash = 'f' WHERE sequence = 5", "signed head is not in the chain"),
        ("UPDATE audit_dailyhead SET hash = 'f'", "head's signature does not match"),
    ],
)
def test_tampering_behind_the_triggers_is_found(five_sealed, statement, fault):
    if connection.vendor == "sqlite":  # schema editors cannot run inside the test's transaction there
        with connection.cursor() as cursor:
            for table in ("audit_auditevent", "audit_seal", "audit_dailyhead"):
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
            cursor.execute(statement)
    else:
        tamper(statement)
    assert fault in [f for _where, f in verify().faults]


def test_no_value_is_stored_only_its_keyed_digest(five_sealed):
    event = AuditEvent.objects.get(subject_id="1")
    assert len(event.digest) == 64
    assert "secret" not in str(event.__dict__)


def test_sealing_twice_adds_nothing(five_sealed):
    assert seal_pending() == 0
    sign_head(day=DAY)
    assert DailyHead.objects.count() == 1
