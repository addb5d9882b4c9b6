"""Whatever banks, office and head do in whatever order, no rupiah drifts: every month stands once, and the book holds for each loan exactly what a model in memory says.

The model knows the loans' terms and engines/subsidy, and none of our tables. Some sequences here; a campaign: `DAMPINGI_LEDGER_SEQUENCES=10000 bin/test --database sqlite -n 0 -o timeout=2900 tests/records/subsidies/test_sequences.py`.
"""

import contextlib
import datetime
import os
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dampingi.engines.subsidy import Claim as Told
from dampingi.engines.subsidy import Method, Prepayment, RateFrom, Terms, schedule, split
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Refused
from dampingi.records.budgets.models import Account
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.loans.actions import changing
from dampingi.records.subsidies.actions.claims import accept, give_back, hand_in
from dampingi.records.subsidies.actions.paying import pay, take_back
from dampingi.records.subsidies.models import ClaimLine
from tests.records.loans.lending import forwarded, handed_in, recommended, signed, surveyed
from tests.records.subsidies.conftest import OCTOBER, PLENTY, decreed
from tests.records.town import KOTA, TODAY

SEQUENCES = int(os.environ.get("DAMPINGI_LEDGER_SEQUENCES", "20"))
DAYS = tuple(datetime.date(2026, m, d) for m, d in ((7, 25), (8, 25), (9, 25), (10, 10)))
OVER = datetime.date(2026, 10, 1)
KINDS = ("right", "right", "right", "less", "over", "balance")


@dataclass
class Loan:
    """What the model knows of one: its terms, and what happened to it by day."""

    row: object
    early: dict = field(default_factory=dict)
    rates: dict = field(default_factory=dict)
    stop: datetime.date | None = None

    def due(self, **more):
        """month -> (balance, the city's part)."""
        told = self.row.terms
        first, at = (
            datetime.date.fromisoformat(told["first_due"]),
            {"early": self.early, "rates": self.rates, "stop": self.stop} | more,
        )
        rates = [RateFrom(datetime.date.fromisoformat(told["rates"][0]["on"]), told["rates"][0]["rate"])]
        rates += [RateFrom(day, rate) for day, rate in sorted(at["rates"].items())]
        lines = schedule(Terms(told["principal"], told["months"], Method(told["method"]), first, tuple(rates)), [Prepayment(d, n) for d, n in at["early"].items()])  # fmt: skip
        return {n.due_on.replace(day=1): (n.balance, 0 if at["stop"] and n.due_on > at["stop"] else split(n.interest, told["share"])[0]) for n in lines}  # fmt: skip


@dataclass
class Line:
    loan: Loan
    month: datetime.date
    due: tuple
    payable: int
    counts: bool


@dataclass
class Sheet:
    row: object
    content: tuple
    month: datetime.date
    lines: list
    state: str = "sent"


class Claims(RuleBasedStateMachine):
    def __init__(self, town, budget, bank, loans):
        super().__init__()
        self.town, self.budget, self.bank, self.rows = town, budget, bank, loans

    @initialize()
    def begin(self):
        self.undo = contextlib.ExitStack()
        atomic = transaction.atomic()
        atomic.__enter__()
        self.undo.callback(lambda: (transaction.set_rollback(True), atomic.__exit__(None, None, None)))
        self.loans, self.sheets = [Loan(row) for row in self.rows], []
        self.by = {who: self.town.actor(who) for who in ("partner", "office", "head")}

    def teardown(self):
        if hasattr(self, "undo"):
            self.undo.close()

    def standing(self):
        return {(id(n.loan), n.month): n for s in self.sheets for n in s.lines if n.counts}

    def _refused(self, act):
        with pytest.raises(Refused), transaction.atomic():
            act()

    @rule(rows=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from(KINDS)), min_size=1, max_size=4), of=st.integers(7, 9))  # fmt: skip
    def bill(self, rows, of):
        seen, told, lines, month = set(self.standing()), [], [], datetime.date(2026, of, 1)
        for which, at, kind in rows:
            loan = self.loans[which]
            due = loan.due()
            first = sorted(due)[at] if at < len(due) else OVER
            balance, city = due.get(first, (0, 0))
            amount = {"less": city // 2, "over": city + 1}.get(kind, city)
            told.append(Told(loan.row.number, first, balance + (1000 if kind == "balance" else 0), amount))
            right = kind in ("right", "less") and first < OVER and (id(loan), first) not in seen
            stopped = loan.stop is not None and city == 0
            payable = amount if right and not stopped else 0
            lines.append(Line(loan, first, due.get(first), payable, payable > 0))
            seen.add((id(loan), first))
        content = tuple((t.loan, t.month, t.balance, t.amount) for t in told)
        act = lambda: hand_in(by=self.by["partner"], bank=self.bank, region=KOTA, month=month, lines=told)  # noqa: E731
        if any(s.content == content and s.month == month and s.state != "returned" for s in self.sheets):
            return self._refused(act)
        made = act()
        self.sheets.append(Sheet(made, content, month, lines))
        assert [n.payable for n in made.lines.order_by("row")] == [n.payable for n in lines]
        return None

    def _sheet(self, n):
        return self.sheets[n % len(self.sheets)] if self.sheets else None

    @rule(n=st.integers(0, 9), how=st.sampled_from(("accept", "accept", "give_back")))
    def receive(self, n, how):
        if not (sheet := self._sheet(n)):
            return
        who, id = self.by["office"], sheet.row.id
        act = {"accept": lambda: accept(by=who, claim=id), "give_back": lambda: give_back(by=who, claim=id, reason="x")}[how]  # fmt: skip
        if sheet.state != "sent" or (how == "accept" and not any(x.counts for x in sheet.lines)):
            self._refused(act)
            return
        act()
        self._moved(sheet, "accepted" if how == "accept" else "returned")

    def _moved(self, sheet, state):
        sheet.state = state
        if state == "returned":
            for n in sheet.lines:
                n.counts = False

    @rule(n=st.integers(0, 9), yes=st.sampled_from((True, True, False)))
    def approve(self, n, yes):
        if not (sheet := self._sheet(n)) or not (waits := approvals_of("subsidy_claim", sheet.row.id)):
            return
        act = lambda: decide(by=self.by["head"], approval=waits[0].id, approved=yes, comment="x")  # noqa: E731
        if sheet.state != "accepted":
            self._refused(act)
            return
        act()
        self._moved(sheet, "approved" if yes else "returned")

    @rule(n=st.integers(0, 9))
    def pay(self, n):
        if not (sheet := self._sheet(n)):
            return
        act = lambda: pay(by=self.by["office"], claim=sheet.row.id, reference="SP2D", on=OCTOBER.date())  # noqa: E731
        if sheet.state != "approved":
            self._refused(act)
            return
        act()
        sheet.state = "paid"

    @rule(n=st.integers(0, 9), at=st.integers(0, 3))
    def take_back(self, n, at):
        if not (sheet := self._sheet(n)) or at >= len(sheet.lines):
            return
        line, row = sheet.lines[at], sheet.row.lines.get(row=at + 1)
        act = lambda: take_back(by=self.by["head"], line=row.id, reason="x")  # noqa: E731
        if not line.counts or sheet.state not in ("approved", "paid"):
            self._refused(act)
            return
        act()
        line.counts = False

    @rule(which=st.integers(0, 1), day=st.sampled_from(DAYS), what=st.sampled_from(("early", "rate", "stop")), n=st.integers(1, 6))  # fmt: skip
    def happen(self, which, day, what, n):
        loan = self.loans[which]
        if day in loan.early or day in loan.rates:
            return
        told = {"by": self.by["partner"], "loan": loan.row.id, "on": day}
        act, more = {
            "early": (lambda: changing.prepay(**told, amount=n * 900_000), {"early": loan.early | {day: n * 900_000}}),
            "rate": (lambda: changing.change_rate(**told, rate=n * 300), {"rates": loan.rates | {day: n * 300}}),
            "stop": (lambda: changing.stop(**told, why="moved"), {"stop": day}),
        }[what]  # fmt: skip
        try:
            due = loan.due(**more)
        except ValueError:
            due = None
        kept = [x for x in self.standing().values() if x.loan is loan]
        if loan.stop or due is None or any(due.get(x.month, (0, 0)) != x.due for x in kept):
            self._refused(act)
            return
        act()
        for key, value in more.items():
            setattr(loan, key, value)

    @invariant()
    def the_book_holds_what_the_model_says(self):
        if not hasattr(self, "loans"):
            return
        approved = {(id(n.loan), n.month): n.payable for s in self.sheets if s.state in ("approved", "paid") for n in s.lines if n.counts}  # fmt: skip
        for loan in self.loans:
            rows = Account.objects.filter(budget=self.budget, subject_id=loan.row.application_id)
            held = dict(rows.values_list("kind", "balance"))
            due = sum(
                approved.get((id(loan), m), city) for m, (_b, city) in loan.due().items() if m.year == 2026
            )
            assert sum(held.values()) == due
            for state, kind in (("approved", "owed"), ("paid", "paid")):
                wanted = sum(n.payable for s in self.sheets if s.state == state for n in s.lines if n.counts and n.loan is loan)  # fmt: skip
                assert held.get(kind, 0) == wanted
        counted = ClaimLine.objects.filter(counts=True).values_list("loan", "month")
        assert len(set(counted)) == len(counted) == len(self.standing())

    @invariant()
    def it_is_proved_anew(self):
        if hasattr(self, "loans") and len(self.sheets) % 3 == 2:
            assert faults(self.budget) == []


@pytest.fixture
def two(town, budget, scheme, bank):
    """Two running loans, paid out and named, with the money there."""
    from dampingi.records.loans.actions.bank import disburse

    made = []
    for n, (who, amount) in enumerate((("participant", 10_000_000), ("ana", 6_000_000))):
        found = surveyed(town, forwarded(town, handed_in(town, scheme, bank, who=who, n=n, amount=amount)), principal=amount)  # fmt: skip
        recommended(town, found)
        made.append(signed(town, found, number=f"KR-{n + 1}", principal=amount))
        disburse(by=town.actor("partner"), application=found.id, on=TODAY)
    decreed(town, *made)
    return made


def test_no_sequence_of_claims_and_changes_drifts(town, budget, bank, two):
    import time_machine

    told = settings(max_examples=SEQUENCES, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))  # fmt: skip
    with time_machine.travel(OCTOBER, tick=False):
        run_state_machine_as_test(lambda: Claims(town, budget, bank, two), settings=told)
    assert budget.region == KOTA
    assert Account.objects.get(budget=budget, kind="allotted").balance == -PLENTY
