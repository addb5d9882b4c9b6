"""A bank's lines against what is due: the city never pays twice, never more than its share, never after the subsidy ended."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.subsidy import (
    WHOLE,
    Claim,
    Fault,
    Method,
    RateFrom,
    Terms,
    Tier,
    dues,
    examine,
    own_rate,
    schedule,
    share_of,
    split,
)  # fmt: skip

START = datetime.date(2025, 1, 10)
THROUGH = datetime.date(2026, 12, 31)
LOAN = Terms(12_000_000, 12, Method.EFFECTIVE, START, (RateFrom(START, 1200),))
OWED = dues("A-1", schedule(LOAN), 9000, stop=datetime.date(2025, 10, 31))
MARCH = datetime.date(2025, 3, 1)


def one(**other):
    told = {"loan": "A-1", "month": MARCH, "balance": 10_000_000, "amount": 90_000} | other
    return Claim(**told)


def faults(*claims, paid=(), through=THROUGH, tolerance=0):
    found = examine(claims, OWED, loans={"A-1"}, paid=set(paid), through=through, tolerance=tolerance)
    return [set(each.faults) for each in found], sum(each.payable for each in found)


def test_a_line_as_it_is_due_is_paid():
    assert faults(one()) == ([set()], 90_000)


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"loan": "B-9"}, Fault.UNKNOWN),
        ({"month": datetime.date(2024, 12, 1)}, Fault.OUTSIDE),
        ({"month": datetime.date(2026, 1, 1)}, Fault.OUTSIDE),
        ({"amount": 90_001}, Fault.OVER),
        ({"balance": 10_000_001}, Fault.BALANCE),
        ({"amount": -5}, Fault.NEGATIVE),
        ({"month": datetime.date(2025, 11, 1), "balance": 2_000_000, "amount": 18_000}, Fault.STOPPED),
    ],
)
def test_what_does_not_agree_goes_back(other, fault):
    told, payable = faults(one(**other))
    assert fault in told[0]
    assert payable == 0


def test_less_than_is_due_is_paid_as_claimed():
    assert faults(one(amount=80_000)) == ([{Fault.LESS}], 80_000)


def test_nothing_is_paid_twice_in_one_file_or_after_another():
    assert faults(one(), one()) == ([set(), {Fault.TWICE}], 90_000)
    assert faults(one(), paid=[("A-1", MARCH)]) == ([{Fault.TWICE}], 0)


def test_a_month_that_is_not_over_is_not_paid():
    assert faults(one(), through=datetime.date(2025, 3, 30)) == ([{Fault.EARLY}], 0)
    assert faults(one(), through=datetime.date(2025, 3, 31))[1] == 90_000


def test_a_loan_nobody_decided_on_yet_is_not_paid():
    waits = {key: replace(due, decided=False) for key, due in OWED.items()}
    found = examine([one()], waits, loans={"A-1"}, paid=(), through=THROUGH)
    assert [(f.faults, f.payable) for f in found] == [((Fault.UNDECIDED,), 0)]


def test_a_bank_s_own_rounding_may_be_let_pass_but_no_rupiah_more():
    assert faults(one(balance=10_000_003), tolerance=5) == ([set()], 90_000)
    assert faults(one(balance=10_000_003, amount=90_001), tolerance=5)[1] == 0


@given(st.lists(st.builds(
    Claim, st.sampled_from(["A-1", "X"]), st.sampled_from([k[1] for k in OWED]),
    st.integers(0, 12_000_000) | st.sampled_from([d.balance for d in OWED.values()]), st.integers(-10, 200_000),
), max_size=30))  # fmt: skip
def test_whatever_is_claimed_each_month_is_paid_once_and_never_above_its_share(claims):
    found = examine(claims, OWED, loans={"A-1"}, paid=set(), through=THROUGH)
    assert [each.claim for each in found] == claims
    for key, due in OWED.items():
        paid = [each.payable for each in found if each.claim.key == key and each.payable]
        assert len(paid) <= 1
        assert all(amount <= (0 if due.stopped else due.subsidy) for amount in paid)


def test_tiers_follow_the_size_of_the_loan_with_inclusive_edges():
    tiers = (Tier(25_000_000, 9000), Tier(50_000_000, 8000))
    asked = (1, 25_000_000, 25_000_001, 50_000_000, 50_000_001)
    assert [share_of(each, tiers) for each in asked] == [9000, 9000, 8000, 8000, None]
    with pytest.raises(ValueError, match="tiers rise"):
        share_of(1, tiers[::-1])


@given(st.integers(0, 10**12), st.integers(0, WHOLE))
def test_the_city_and_the_borrower_pay_the_interest_between_them(interest, share):
    city, borrower = split(interest, share)
    assert city + borrower == interest
    assert min(city, borrower) >= 0
    assert city * WHOLE <= interest * share < (city + 1) * WHOLE


@pytest.mark.parametrize(
    ("rate", "share", "own"), [(900, 9000, "0.9"), (900, 8000, "1.8"), (600, 0, "6"), (925, 9000, "0.925"), (600, WHOLE, "0")]
)  # fmt: skip
def test_what_of_the_rate_the_borrower_pays_is_exact(rate, share, own):
    assert own_rate(rate, share) == Decimal(own)
