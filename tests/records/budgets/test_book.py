"""The book in the database against the engine's in memory: whatever is tried, both take the same, and not a rupiah drifts.

Some sequences here; `DAMPINGI_LEDGER_SEQUENCES=10000 bin/test tests/records/budgets/test_book.py` runs a campaign. The engine alone is held to an oracle in tests/engines/ledger.
"""

import contextlib
import datetime
import os
import uuid

import pytest
from django.db import DatabaseError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dampingi.engines.ledger import Book, Refusal, reversal
from dampingi.engines.ledger import Entry as Lines
from dampingi.foundation.errors import Refused
from dampingi.records.budgets import moves
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Account, Budget, Entry, Posting
from dampingi.records.budgets.posting import Asked, post
from dampingi.records.budgets.queries.proof import faults
from tests.records.conftest import SYSTEM

TODAY = datetime.date(2026, 7, 20)
SEQUENCES = int(os.environ.get("DAMPINGI_LEDGER_SEQUENCES", "15"))
STEPS = ("allot", "cut", "reserve", "release", "owe", "pay")
MOVED = {"allot": moves.allotted, "cut": moves.cut, "reserve": moves.reserved, "release": moves.released, "owe": moves.owed, "pay": moves.paid}  # fmt: skip


def named(spot):
    return f"{spot.budget} {spot.kind!s} {spot.subject}"


class Both(RuleBasedStateMachine):
    """Two budgets, three subjects; every step is asked of the engine's book and of the database."""

    @initialize()
    def open(self):
        self.undo = contextlib.ExitStack()
        atomic = transaction.atomic()
        atomic.__enter__()
        self.undo.callback(lambda: (transaction.set_rollback(True), atomic.__exit__(None, None, None)))
        rows = Budget.objects.unscoped("test")
        self.budgets = [rows.create(region="32.76", year=2026, purpose=p) for p in ("grants", "other")]
        self.subjects = [("earmark", uuid.uuid4()) for _ in range(3)]
        names = {named(s) for b in self.budgets for s in self._spots(b)}
        self.book = Book(frozenset(n for n in names if "allotted" not in n))

    def teardown(self):
        if hasattr(self, "undo"):
            self.undo.close()

    def _spots(self, budget):
        from dampingi.records.budgets.posting import Spot

        kinds = Account.Kind
        yield from (Spot(budget.id, k.value) for k in (kinds.ALLOTTED, kinds.FREE))
        for subject in self.subjects:
            yield from (Spot(budget.id, k.value, subject) for k in (kinds.RESERVED, kinds.OWED, kinds.PAID))

    def _asked(self, kind, told):
        return Asked(kind, told, TODAY)

    def _both(self, asked):
        lines = {}
        for each in asked:
            for m in each.moves:
                for spot, n in ((m.source, -m.amount), (m.target, m.amount)):
                    key = (each.id, named(spot))
                    lines[key] = lines.get(key, 0) + n
        expected = self._copy()
        try:
            for each in asked:
                expected.post(Lines(each.id, {s: n for (id, s), n in lines.items() if id == each.id}))
        except Refusal:
            with pytest.raises(Refused):
                post(by=SYSTEM, asked=asked)
        else:
            post(by=SYSTEM, asked=asked)
            self.book = expected

    def _copy(self):
        made = Book(self.book.floors, dict(self.book.entries))
        made.balances.update(self.book.balances)
        made.reversed |= self.book.reversed
        return made

    def _one(self, step, b, s, amount):
        told = (
            (self.budgets[b].id, amount)
            if step in ("allot", "cut")
            else (self.budgets[b].id, self.subjects[s], amount)
        )
        return self._asked(step, MOVED[step](*told))

    @rule(step=st.sampled_from(STEPS), b=st.integers(0, 1), s=st.integers(0, 2), amount=st.integers(1, 60))
    def one(self, step, b, s, amount):
        self._both([self._one(step, b, s, amount)])

    @rule(rows=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 2), st.integers(1, 40)), min_size=2, max_size=5))  # fmt: skip
    def many_at_once(self, rows):
        self._both([self._one(*row) for row in rows])

    @rule(amount=st.integers(1, 60))
    def shift(self, amount):
        here, there = self.budgets
        self._both([self._asked("shift", moves.cut(here.id, amount) + moves.allotted(there.id, amount))])

    @rule(data=st.data())
    def take_back(self, data):
        if not self.book.entries:
            return
        first = self.book.entries[
            data.draw(st.sampled_from(sorted(self.book.entries, key=list(self.book.entries).index)))
        ]
        expected = self._copy()
        told = {"by": SYSTEM, "entry": first.id, "reason": "x", "on": TODAY}
        try:
            expected.post(reversal(uuid.uuid4(), first))
        except Refusal:
            with pytest.raises(Refused):
                reverse(**told)
            return
        made = reverse(**told)
        expected = self._copy()
        expected.post(reversal(made.id, first))
        self.book = expected

    @invariant()
    def they_agree(self):
        if not hasattr(self, "book"):
            return
        held = {}
        for a in Account.objects.filter(budget__in=self.budgets):
            subject = (a.subject_kind, a.subject_id)
            spot = next(
                s
                for b in self.budgets
                for s in self._spots(b)
                if (s.budget, s.kind, s.subject) == (a.budget_id, a.kind, subject)
            )
            held[named(spot)] = a.balance
        assert {k: v for k, v in held.items() if v} == {k: v for k, v in self.book.balances.items() if v}
        assert sum(held.values()) == 0


def campaign(machine, sequences, steps=12):
    run_state_machine_as_test(
        machine, settings=settings(max_examples=sequences, stateful_step_count=steps, deadline=None)
    )


def test_the_database_and_the_engine_keep_the_same_book(origin):
    campaign(Both, SEQUENCES)


def test_after_a_batch_everything_is_proved_anew(origin):
    budget = Budget.objects.unscoped("test").create(region="32.76", year=2026, purpose="grants")
    subjects = [("earmark", uuid.uuid4()) for _ in range(50)]
    asked = [Asked("allot", moves.allotted(budget.id, 5000), TODAY)]
    asked += [Asked("reserve", moves.reserved(budget.id, s, 100), TODAY) for s in subjects]
    asked += [Asked("owe", moves.owed(budget.id, s, 60), TODAY) for s in subjects]
    post(by=SYSTEM, asked=asked)
    assert faults(budget) == []
    with pytest.raises(Refused, match=r"tinggal Rp.40"):
        post(by=SYSTEM, asked=[Asked("owe", moves.owed(budget.id, s, n), TODAY) for s, n in zip(subjects, [40] * 49 + [41], strict=True)])  # fmt: skip
    assert Entry.objects.unscoped("test").count() == 101


@pytest.fixture
def entry(origin):
    budget = Budget.objects.unscoped("test").create(region="32.76", year=2026, purpose="grants")
    return post(by=SYSTEM, asked=[Asked("allot", moves.allotted(budget.id, 100), TODAY)])[0]


def test_the_database_refuses_to_change_or_lose_what_was_posted(entry):
    rows = Entry.objects.unscoped("test").filter(id=entry.id)
    for wrong in (
        lambda: rows.update(amount=5), rows.delete, lambda: Posting.objects.update(amount=5), lambda: Posting.objects.all()._raw_delete("default")
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    assert rows.get().amount == 100


def test_the_database_refuses_a_posting_that_leaves_an_account_below_zero(entry):
    """With no judge before it: the constraint alone."""
    budget = entry.budget
    free = budget.accounts.get(kind="free")
    target = Account.objects.create(budget=budget, kind="reserved", subject_kind="x", subject_id=uuid.uuid4())
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.create(entry=entry, source=free, target=target, amount=101)
    Posting.objects.create(entry=entry, source=free, target=target, amount=100)
    free.refresh_from_db()
    assert free.balance == 0


def test_without_the_judge_the_sentence_still_comes_from_the_database(entry, monkeypatch):
    monkeypatch.setattr("dampingi.records.budgets.posting._judge", lambda *_told: None)
    with pytest.raises(Refused, match="Anggaran tidak cukup"):
        post(by=SYSTEM, asked=[Asked("cut", moves.cut(entry.budget_id, 101), TODAY)])
