"""A test with real transactions leaves nothing behind, and takes nothing away."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.test import TransactionTestCase

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.audit.models import AuditEvent


def test_what_came_goes_and_what_was_there_comes_back(emptied):
    kinds = set(ContentType.objects.values_list("id", "model"))
    ContentType.objects.get(model="user").delete()
    User.objects.create(login="ana@contoh.id", name="Ana")
    record_event(by=Actor.for_system("test"), action="try", subject=("thing", 1))
    TransactionTestCase._fixture_teardown(None)
    assert set(ContentType.objects.values_list("id", "model")) == kinds
    assert not User.objects.exists()
    assert not AuditEvent.objects.exists(), "although nobody may delete one"


def test_what_may_only_be_added_to_is_so_again(emptied):
    TransactionTestCase._fixture_teardown(None)
    record_event(by=Actor.for_system("test"), action="try", subject=("thing", 1))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(action="x")
