from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    EMPTY = "empty"
    UNBALANCED = "unbalanced"
    AGAIN = "again"
    NO_SUCH = "no such entry"
    REVERSED = "reversed before"
    REVERSAL = "a reversal is not reversed"
    FLOOR = "below the floor"


class Refusal(ValueError):
    def __init__(self, why: Why, account: str = "") -> None:
        super().__init__(f"{why}{f': {account}' if account else ''}")
        self.why, self.account = why, account


@dataclass(frozen=True)
class Entry:
    """Amounts by account; `reverses` names the entry it takes back."""

    id: Hashable
    lines: Mapping[str, int]
    reverses: Hashable | None = None

    def __post_init__(self) -> None:
        if not any(self.lines.values()):
            raise Refusal(Why.EMPTY)
        if sum(self.lines.values()):
            raise Refusal(Why.UNBALANCED)


def reversal(id: Hashable, entry: Entry) -> Entry:
    return Entry(id, {account: -amount for account, amount in entry.lines.items()}, entry.id)


@dataclass
class Book:
    """`floors`: accounts whose debits must cover their credits at every moment (money that is there to be used)."""

    floors: frozenset[str] = frozenset()
    entries: dict[Hashable, Entry] = field(default_factory=dict)
    balances: Counter[str] = field(default_factory=Counter)
    reversed: set[Hashable] = field(default_factory=set)

    def post(self, entry: Entry) -> None:
        """All of it or, with a Refusal, nothing."""
        if entry.id in self.entries:
            raise Refusal(Why.AGAIN)
        if entry.reverses is not None:
            self._check_reversal(entry)
        for account, amount in entry.lines.items():
            if account in self.floors and amount < 0 and self.balances[account] + amount < 0:
                raise Refusal(Why.FLOOR, account)
        for account, amount in entry.lines.items():
            self.balances[account] += amount
        self.entries[entry.id] = entry
        if entry.reverses is not None:
            self.reversed.add(entry.reverses)

    def _check_reversal(self, entry: Entry) -> None:
        first = self.entries.get(entry.reverses)
        if first is None:
            raise Refusal(Why.NO_SUCH)
        if first.reverses is not None:
            raise Refusal(Why.REVERSAL)
        if entry.reverses in self.reversed:
            raise Refusal(Why.REVERSED)
        if dict(reversal(entry.id, first).lines) != dict(entry.lines):
            raise Refusal(Why.UNBALANCED)
