"""One form sent twice at once: only PostgreSQL lets the two meet."""

import dataclasses
import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dampingi.foundation.accounts.actions import add_user
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.rows import new_id
from dampingi.records.commitments import actions
from dampingi.records.commitments.actions import Kept, keep
from dampingi.records.commitments.models import Commitment
from dampingi.records.commitments.sealing import About
from tests.records.conftest import HERE, SYSTEM, someone

pytestmark = pytest.mark.postgresql


def test_one_form_sent_twice_at_once_is_kept_once_and_no_fault(emptied, origin, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    owner = add_user(by=SYSTEM, login="ana@contoh.id", name="Ana")
    ana = dataclasses.replace(someone(Role.MENTOR, HERE), user_id=owner.id)
    told = Kept(
        new_id(), datetime.date(2026, 7, 22), datetime.time(9), datetime.time(12), False, None, About("Pasar")
    )
    insert, barrier = actions.insert_objects, threading.Barrier(2)

    def slowly(rows):
        time.sleep(0.5)
        insert(rows)

    def once(_n):
        barrier.wait(30)
        try:
            return keep(by=ana, kept=told, region=HERE)
        finally:
            connections.close_all()

    monkeypatch.setattr(actions, "insert_objects", slowly)
    with ThreadPoolExecutor(2) as pool:
        assert len(list(pool.map(once, range(2)))) == 2
    assert Commitment.objects.unscoped("test").count() == 1
