"""What is kept under a stamp is never older than the commits before the question."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation import stamps
from dampingi.foundation.stamps import Kept, stamp

NAMES = ("one", "two", "three")


@pytest.fixture
def file(db, tmp_path):
    """Three connections to one SQLite file, as threads of a server have them."""
    handler = _handler(tmp_path / "shared.sqlite3")
    yield handler
    handler.close_all()


def _handler(path):
    told = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    handler = ConnectionHandler({"default": told, **{name: dict(told) for name in NAMES}})
    with handler["one"].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("CREATE TABLE figure (value integer)")
        cursor.execute("INSERT INTO figure VALUES (0)")
    return handler


def _write(database, value):
    with database.cursor() as cursor:
        cursor.execute("UPDATE figure SET value = %s", [value])


def _read(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT value FROM figure")
        return cursor.fetchone()[0]


@pytest.fixture
def kept(monkeypatch):
    """One store as a process has it, asked on different connections; and how often it had to work."""

    class Asked:
        store, worked = Kept(most=10), 0

        def on(self, database):
            def work():
                self.worked += 1
                return _read(database)

            monkeypatch.setattr(self.store, "_database", database)
            return self.store.of("value", work)

    return Asked()


def test_what_did_not_change_is_worked_out_once(file, kept):
    for _ in range(3):
        stamp(file["two"])  # a connection new to the process has seen a change
    assert [kept.on(file[name]) for name in ("one", "one", "two", "one", "two")] == [0] * 5
    assert kept.worked == 1


def test_a_commit_of_another_connection_is_seen_at_once(file, kept):
    kept.on(file["one"])
    _write(file["two"], 7)
    assert kept.on(file["one"]) == 7


def test_a_commit_of_ones_own_is_seen_at_once(file, kept):
    kept.on(file["one"])
    _write(file["one"], 7)
    assert kept.on(file["one"]) == 7


def test_a_commit_while_another_only_begins_to_ask_is_not_missed(file, kept, monkeypatch):
    """Whoever looks at the database has not looked yet; meanwhile the old value is worked out and kept, and then a third commits."""
    look, meanwhile = stamps._asked, []

    def looks(of, sql):
        if of is file["two"] and not meanwhile:
            meanwhile.append(kept.on(file["one"]))
            _write(file["three"], 7)
        return look(of, sql)

    monkeypatch.setattr(stamps, "_asked", looks)
    assert [kept.on(file["two"]), kept.on(file["two"])] == [7, 7]
    assert meanwhile == [0]


def test_nothing_is_kept_of_a_transaction(file, kept):
    database = file["one"]
    database.set_autocommit(False)
    database.in_atomic_block = True
    _write(database, 9)
    assert kept.on(database) == 9
    database.in_atomic_block = False
    database.rollback()
    database.set_autocommit(True)
    assert kept.on(database) == 0


def test_the_oldest_are_let_go(file):
    store, made = Kept(most=2, of=file["one"]), []
    for key in ("a", "b", "c", "a"):
        store.of(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "a"]


STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=30)


@pytest.mark.django_db
@given(steps=STEPS)
def test_in_whatever_order_they_write_and_read(tmp_path_factory, steps):
    handler = _handler(tmp_path_factory.mktemp("stamps") / "shared.sqlite3")
    store, value = Kept(most=10), 0
    for n, (name, writes) in enumerate(steps, 1):
        database = handler[name]
        if writes:
            _write(database, value := n)
        else:
            store._database = database
            assert store.of("value", lambda database=database: _read(database)) == value
    handler.close_all()


def test_on_the_database_in_use_a_commit_changes_the_stamp(emptied):
    from dampingi.foundation.accounts.models import User

    before = stamp()
    User.objects.create(login="baru@contoh.id", name="Baru")
    after = stamp()
    assert not before.serves(after)
    with transaction.atomic():
        assert stamp() is None
    assert connection.vendor == "sqlite" or before.state != after.state


def test_who_asks_for_what_is_being_worked_out_waits_for_it(emptied):
    """Eight at once, whose connections have looked at the database before: one works, seven get what it made."""
    store, made, looked, begun = Kept(most=10), [], threading.Barrier(8), threading.Event()

    def work():
        made.append(1)
        begun.set()
        time.sleep(0.3)
        return len(made)

    def asks(n):
        try:
            stamp()
            looked.wait(5)
            if n:
                begun.wait(5)
            return store.of("value", work)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(asks, range(8))) == {1}
    assert made == [1]


def test_what_fails_holds_nobody_up(file):
    store = Kept(most=2, of=file["one"])
    with pytest.raises(ZeroDivisionError):
        store.of("a", lambda: 1 / 0)
    assert store.of("a", lambda: 1) == 1
