"""Two at the same moment, on real transactions: a month billed twice, a budget exhausted by two recommendations, a loan named in two decrees, a claim approved twice."""

import time

import pytest
import time_machine
from django.db import connection

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.loans.actions import changing
from dampingi.records.loans.actions.bank import disburse
from dampingi.records.subsidies.actions import claims, decrees
from dampingi.records.subsidies.actions.claims import accept
from dampingi.records.subsidies.actions.decrees import enact
from dampingi.records.subsidies.models import ClaimLine, DecreeLine, LoanDecree
from tests.meeting import FOR_OTHERS, meeting
from tests.records.budgets.conftest import allotted, stands
from tests.records.loans.lending import forwarded, handed_in, recommended, signed, surveyed
from tests.records.loans.test_races import both
from tests.records.subsidies.conftest import OCTOBER, cleared, drawn_up, line_of, paid, sent
from tests.records.town import TODAY


@pytest.fixture
def apart(emptied):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


@pytest.fixture
def later(apart, loan):
    with time_machine.travel(OCTOBER, tick=True):
        yield


def test_a_month_billed_by_two_at_once_stands_once(later, town, loan, bank, slowly):
    assert both(*_two(town, loan, bank)) == ["Conflict", "done"]
    assert ClaimLine.objects.filter(loan=loan, counts=True).count() == 1


def test_without_the_constraint_it_would_stand_twice(later, town, loan, bank, slowly):
    """What the constraint is for: both looked, and neither had been billed."""
    with connection.schema_editor() as editor:
        editor.remove_constraint(ClaimLine, _once())
    try:
        assert both(*_two(town, loan, bank)) == ["done", "done"]
        assert ClaimLine.objects.filter(loan=loan, counts=True).count() == 2
    finally:
        ClaimLine.objects.update(counts=False)
        with connection.schema_editor() as editor:
            editor.add_constraint(ClaimLine, _once())


def _two(town, loan, bank):
    """Of two sheets for different months, so that nothing but the line itself is in the way."""
    line = line_of(loan)
    return [lambda m=m: sent(town, bank, [line], month=line_of(loan, m).month) for m in (0, 1)]


@pytest.fixture
def slowly(monkeypatch):
    """Both have read before either writes."""
    read = claims.examined

    def examined(*told):
        found = read(*told)
        time.sleep(0.5)
        return found

    monkeypatch.setattr(claims, "examined", examined)


def _once():
    return next(c for c in ClaimLine._meta.constraints if c.name == "subsidy_loan_and_month_once")


def test_two_recommendations_that_exhaust_the_budget_leave_one(apart, town, july, scheme, bank):
    waiting = [surveyed(town, forwarded(town, handed_in(town, scheme, bank, n=n, who=who))) for n, who in ((0, "participant"), (1, "ana"))]  # fmt: skip
    from dampingi.records.loans.actions.steps import planned

    one = sum(c for line, c in zip(planned(waiting[0], TODAY).lines, planned(waiting[0], TODAY).city, strict=True) if line.due_on.year == 2026)  # fmt: skip
    budget = allotted(town, one + one // 2, purpose="interest_subsidy")
    assert both(*[lambda a=a: recommended(town, a) for a in waiting]) == ["Refused", "done"]
    assert stands(budget)["reserved"] == one
    assert faults(budget) == []


def test_a_loan_named_by_two_at_once_is_in_one_decree(apart, town, paid_out):
    assert both(lambda: drawn_up(town, paid_out), lambda: drawn_up(town, paid_out)) == ["Conflict", "done"]
    assert DecreeLine.objects.filter(application=paid_out.application_id, counts=True).count() == 1


def test_two_decrees_that_get_one_number_leave_one(apart, town, july, budget, scheme, bank, monkeypatch):
    monkeypatch.setattr(decrees, "locked", meeting(decrees.locked, FOR_OTHERS))
    told = _numbered(town, scheme, bank)
    assert both(*told) == ["Conflict", "done"]
    assert LoanDecree.objects.unscoped("test").filter(number="821/45").count() == 1


def test_without_the_constraint_both_would_bear_it(apart, town, july, budget, scheme, bank, monkeypatch):
    monkeypatch.setattr(decrees, "locked", meeting(decrees.locked, FOR_OTHERS))
    once = next(c for c in LoanDecree._meta.constraints if c.name == "loan_decree_number_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(LoanDecree, once)
    try:
        assert both(*_numbered(town, scheme, bank)) == ["done", "done"]
    finally:
        LoanDecree.objects.unscoped("test").update(number="", state=LoanDecree.State.CLEARED, on=None)
        with connection.schema_editor() as editor:
            editor.add_constraint(LoanDecree, once)


def _numbered(town, scheme, bank):
    made = []
    for n, who in ((0, "participant"), (1, "ana")):
        found = handed_in(town, scheme, bank, n=n, who=who)
        recommended(town, surveyed(town, forwarded(town, found)))
        loan = signed(town, found, number=f"KR-{n}")
        disburse(by=town.actor("partner"), application=loan.application_id, on=TODAY)
        made.append(cleared(town, drawn_up(town, loan)).id)
    office = town.actor("office")
    return [lambda d=d: enact(by=office, decree=d, number="821/45", on=TODAY) for d in made]


def test_approved_and_paid_by_two_at_once_is_owed_and_paid_once(later, town, budget, loan, bank):
    made = sent(town, bank, [line_of(loan)])
    accept(by=town.actor("office"), claim=made.id)
    approval, head = approvals_of("subsidy_claim", made.id)[0].id, town.actor("head")
    assert both(*[lambda: decide(by=head, approval=approval, approved=True)] * 2) == ["Conflict", "done"]
    assert both(*[lambda: paid(town, made)] * 2) == ["Conflict", "done"]
    assert stands(budget)["paid"] == line_of(loan).amount
    assert faults(budget) == []


def test_a_change_and_a_claim_at_once_never_leave_a_line_of_an_old_schedule(later, town, loan, bank):
    line, by = [line_of(loan)], town.actor("partner")
    told = both(lambda: sent(town, bank, line), lambda: changing.stop(by=by, loan=loan.id, on=TODAY, why="moved"))  # fmt: skip
    standing = ClaimLine.objects.filter(loan=loan, counts=True).count()
    assert (told, standing) in ((["Conflict", "done"], 0), (["Refused", "done"], 1), (["done", "done"], 0))
