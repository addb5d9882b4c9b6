"""The book adds up at every moment, whatever is posted, refused or taken back."""

from collections import Counter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dampingi.engines.ledger import Book, Entry, Refusal, Why, reversal

MONEY = ("granted", "free", "reserved", "owed", "paid")


def refused(work, *args):
    with pytest.raises(Refusal) as found:
        work(*args)
    return found.value.why


def test_an_entry_adds_up_to_nothing():
    assert refused(Entry, 1, {"free": 5, "granted": -4}) == Why.UNBALANCED
    assert refused(Entry, 1, {"free": 0}) == Why.EMPTY


def test_a_floor_holds_and_nothing_of_a_refused_entry_stays():
    book = Book(frozenset({"free"}))
    book.post(Entry(1, {"free": 100, "granted": -100}))
    assert refused(book.post, Entry(2, {"reserved": 101, "free": -101})) == Why.FLOOR
    assert book.balances == {"free": 100, "granted": -100}
    book.post(Entry(2, {"reserved": 100, "free": -100}))
    assert book.balances["free"] == 0


def test_a_reversal_takes_back_exactly_its_entry_once():
    book, first = Book(), Entry(1, {"free": 100, "granted": -100})
    assert refused(book.post, reversal(2, first)) == Why.NO_SUCH
    book.post(first)
    assert refused(book.post, first) == Why.AGAIN
    assert refused(book.post, Entry(2, {"free": -99, "granted": 99}, 1)) == Why.UNBALANCED
    book.post(reversal(2, first))
    assert refused(book.post, reversal(3, first)) == Why.REVERSED
    assert refused(book.post, reversal(4, book.entries[2])) == Why.REVERSAL
    assert not any(book.balances.values())


class Kept(RuleBasedStateMachine):
    """Against an oracle that adds the whole history up anew every time."""

    def __init__(self):
        super().__init__()
        self.book, self.history, self.number = Book(frozenset({"free", "reserved"})), [], 0

    def _try(self, entry):
        sums = self._sums()
        holds = all(
            amount >= 0 or sums[name] + amount >= 0
            for name, amount in entry.lines.items()
            if name in self.book.floors
        )
        fresh = entry.reverses is None or entry.reverses not in {each.reverses for each in self.history}
        try:
            self.book.post(entry)
        except Refusal:
            assert not (holds and fresh)
        else:
            assert holds
            assert fresh
            self.history.append(entry)

    def _sums(self):
        sums = Counter()
        for entry in self.history:
            for account, amount in entry.lines.items():
                sums[account] += amount
        return sums

    @rule(amount=st.integers(1, 1000), a=st.sampled_from(MONEY), b=st.sampled_from(MONEY))
    def post(self, amount, a, b):
        if a != b:
            self.number += 1
            self._try(Entry(self.number, {a: amount, b: -amount}))

    @rule(data=st.data())
    def take_back(self, data):
        first = [entry for entry in self.history if entry.reverses is None]
        if first:
            self.number += 1
            self._try(reversal(self.number, data.draw(st.sampled_from(first))))

    @invariant()
    def adds_up(self):
        assert sum(self.book.balances.values()) == 0
        assert {k: v for k, v in self.book.balances.items() if v} == {
            k: v for k, v in self._sums().items() if v
        }
        assert all(self.book.balances[name] >= 0 for name in self.book.floors)


TestKept = Kept.TestCase
