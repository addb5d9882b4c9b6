"""Schedules against what a spreadsheet's formulas give, written out here by themselves, and by what must hold of any loan."""

import datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.subsidy import Keeps, Method, Prepayment, RateFrom, Terms, schedule

START = datetime.date(2025, 2, 28)


def terms(principal=12_000_000, months=12, method=Method.FLAT, rate=1200, first=START, **more):
    return Terms(principal, months, method, first, more.pop("rates", (RateFrom(first, rate),)), **more)


def whole(value):
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class TestByHand:
    """Twelve million over a year at 12%: a textbook's figures."""

    def test_flat_asks_the_same_interest_every_month(self):
        lines = schedule(terms())
        assert {line.interest for line in lines} == {120_000}
        assert {line.principal for line in lines} == {1_000_000}

    def test_effective_asks_less_every_month(self):
        lines = schedule(terms(method=Method.EFFECTIVE))
        assert [line.interest for line in lines] == [120_000 - 10_000 * n for n in range(12)]
        assert sum(line.interest for line in lines) == 780_000

    def test_annuity_asks_the_same_instalment_every_month(self):
        lines = schedule(terms(method=Method.ANNUITY))
        assert {line.instalment for line in lines[:-1]} == {
            1_066_185
        }  # PMT(12%/12; 12; -12.000.000) = 1.066.185,46
        assert [line.interest for line in lines[:3]] == [120_000, 110_538, 100_982]
        assert sum(line.principal for line in lines) == 12_000_000

    def test_the_last_day_of_a_short_month_does_not_pull_the_others_back(self):
        lines = schedule(terms(months=3, first=datetime.date(2025, 1, 31)))
        assert [line.due_on.isoformat() for line in lines] == ["2025-01-31", "2025-02-28", "2025-03-31"]

    def test_no_interest_is_a_loan_too(self):
        assert [line.instalment for line in schedule(terms(100, 3, Method.ANNUITY, 0))] == [33, 33, 34]

    def test_a_grace_asks_interest_only(self):
        lines = schedule(terms(months=4, method=Method.EFFECTIVE, grace=2))
        assert [line.principal for line in lines] == [0, 0, 6_000_000, 6_000_000]
        assert [line.interest for line in lines] == [120_000, 120_000, 120_000, 60_000]


LOANS = st.builds(
    terms,
    principal=st.integers(1, 500_000_000),
    months=st.integers(1, 60),
    method=st.sampled_from(Method),
    rate=st.integers(0, 3000),
    first=st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)),
)


def spreadsheet(loan):
    """(principal, interest) by month with a spreadsheet's own functions in 50 digits, each cell rounded to whole rupiah."""
    with localcontext() as precise:
        precise.prec = 50
        monthly = Decimal(loan.rates[0].rate) / 10_000 / 12
        balance, rows = Decimal(loan.principal), []
        for n in range(1, loan.months + 1):
            base = Decimal(loan.principal) if loan.method is Method.FLAT else balance
            interest = whole(base * monthly)
            if loan.method is Method.ANNUITY and monthly:
                pmt = whole(loan.principal * monthly / (1 - (1 + monthly) ** -loan.months))
                part = min(max(pmt - interest, 0), int(balance))
            else:
                part = loan.principal // loan.months
            part = int(balance) if n == loan.months else part
            if balance:
                rows.append((part, interest))
            balance -= part
        return rows


@given(LOANS)
def test_every_method_is_what_a_spreadsheet_says(loan):
    assert [(line.principal, line.interest) for line in schedule(loan)] == spreadsheet(loan)


@given(LOANS, st.data())
def test_no_rupiah_is_lost_whatever_is_paid_early(loan, data):
    left, early = loan.principal, []
    for month in data.draw(
        st.lists(st.integers(0, max(loan.months - 1, 0)), unique=True, max_size=4).map(sorted)
    ):
        on = schedule(loan)[0].due_on + datetime.timedelta(days=30 * month)
        owed = _owed(loan, early, on)
        if owed:
            early.append(Prepayment(on, data.draw(st.integers(1, owed)), data.draw(st.sampled_from(Keeps))))
    lines = schedule(loan, early)
    left -= sum(each.amount for each in early)
    assert sum(line.principal for line in lines) == left
    assert all(line.principal >= 0 and line.interest >= 0 for line in lines)
    assert len(lines) <= loan.months
    balances = [line.balance for line in lines]
    assert balances == sorted(balances, reverse=True)


def _owed(loan, early, on):
    """The principal outstanding after what is due and paid by that day."""
    paid = sum(line.principal for line in schedule(loan, early) if line.due_on <= on)
    return loan.principal - paid - sum(each.amount for each in early)


def test_paying_early_shortens_the_loan_or_lightens_the_month():
    loan = terms(method=Method.EFFECTIVE)
    lighter = schedule(loan, [Prepayment(START, 5_500_000)])
    shorter = schedule(loan, [Prepayment(START, 5_500_000, Keeps.INSTALMENT)])
    assert (len(lighter), lighter[1].principal) == (12, 500_000)
    assert (len(shorter), shorter[1].principal) == (7, 1_000_000)
    assert sum(line.interest for line in shorter) < sum(line.interest for line in lighter)


def test_all_paid_early_ends_it():
    assert len(schedule(terms(), [Prepayment(START, 11_000_000)])) == 1


def test_more_than_is_owed_is_refused():
    with pytest.raises(ValueError, match="only 11000000 is owed"):
        schedule(terms(), [Prepayment(START, 11_000_001)])
    with pytest.raises(ValueError, match="nothing is owed any more"):
        schedule(terms(), [Prepayment(datetime.date(2030, 1, 1), 1)])


@pytest.mark.parametrize("method", Method)
def test_a_new_rate_holds_from_its_day_and_leaves_what_was_before(method):
    turn = datetime.date(2025, 8, 1)
    changed = terms(method=method, rates=(RateFrom(START, 1200), RateFrom(turn, 600)))
    before, after = schedule(terms(method=method)), schedule(changed)
    assert [a for a in after if a.due_on < turn] == [b for b in before if b.due_on < turn]
    first = next(a for a in after if a.due_on >= turn)
    on = changed.principal if method is Method.FLAT else first.balance
    assert first.interest == (2 * on * 600 + 120_000) // 240_000
    assert sum(a.principal for a in after) == changed.principal
    if method is Method.ANNUITY:
        assert len({a.instalment for a in after if a.due_on >= turn} - {after[-1].instalment}) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"principal": 0}, {"months": 0}, {"months": 361}, {"grace": 12}, {"rates": ()}, {"rate": -1}, {"rate": 10_001},
        {"rates": (RateFrom(START, 1), RateFrom(START, 2))}, {"rates": (RateFrom(datetime.date(2026, 1, 1), 1),)},
    ],
)  # fmt: skip
def test_what_is_no_loan_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        terms(**wrong)
