"""Held to an oracle in exact fractions that taxes rupiah by bracket, and to what must hold for every table."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.honoraria import Bracket, Rate, Tax, compute, tax_on

LAW = Tax(
    base=5_000, step=1_000, surcharge=2_000,
    brackets=(Bracket(60_000_000, 500), Bracket(250_000_000, 1_500), Bracket(None, 2_500)),
)  # fmt: skip
rupiah = st.integers(0, 2_000_000_000)


@st.composite
def taxes(draw):
    limits = sorted(draw(st.sets(st.integers(1, 10**9), max_size=4)))
    share = st.integers(0, 10_000)
    brackets = [Bracket(x, draw(share)) for x in limits] + [Bracket(None, draw(share))]
    return Tax(
        draw(share), tuple(brackets), draw(st.integers(0, 10_000)), draw(st.sampled_from([1, 100, 1_000]))
    )


@st.composite
def rates(draw):
    codes = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    cap = st.one_of(st.none(), st.integers(0, 40))
    return [
        Rate(c, draw(st.integers(0, 5_000_000)), draw(st.sampled_from([1, 60])), draw(cap)) for c in codes
    ]


units = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 20_000))


def oracle(gross: int, tax: Tax, registered: bool) -> int:
    base, found, below = floor(Fraction(gross * tax.base, 10_000)), Fraction(0), 0
    base -= base % tax.step
    for bracket in tax.brackets:
        top = base if bracket.upto is None else bracket.upto
        found += Fraction(max(0, min(base, top) - below) * bracket.share, 10_000)
        below = max(below, min(base, top))
    if not registered:
        found *= 1 + Fraction(tax.surcharge, 10_000)
    return min(floor(found), gross)


@given(rupiah, taxes(), st.booleans())
def test_the_tax_is_the_oracle_s(gross, tax, registered):
    assert tax_on(gross, tax, registered=registered)[1] == oracle(gross, tax, registered)


@given(units, rates(), taxes(), st.booleans(), rupiah, rupiah)
def test_what_always_holds(counted, table, tax, registered, before, owed):
    h = compute(counted, table, tax, registered=registered, paid_before=before, owed=owed)
    assert h.gross == sum(line.total for line in h.lines)
    assert 0 <= h.tax <= h.gross
    assert h.net == h.gross - h.tax
    assert h.due == h.net - h.paid_before - h.set_off
    assert 0 <= h.set_off <= owed
    assert h.due >= 0 or h.set_off == 0, "nothing is set off against what was overpaid"
    assert all(line.paid <= line.counted for line in h.lines)


@given(rupiah, rupiah, taxes(), st.booleans())
def test_more_gross_is_never_less_tax(a, b, tax, registered):
    low, high = sorted((a, b))
    assert tax_on(low, tax, registered=registered)[1] <= tax_on(high, tax, registered=registered)[1]


@given(rupiah, taxes())
def test_who_has_a_tax_number_never_pays_more(gross, tax):
    assert tax_on(gross, tax, registered=True)[1] <= tax_on(gross, tax, registered=False)[1]


def test_a_month_with_visits_and_hours():
    table = [Rate("month", 1_500_000), Rate("visit", 25_000, cap=30), Rate("hour", 20_000, per=60, cap=10)]
    h = compute({"month": 1, "visit": 34, "hour": 605}, table, LAW, registered=True)
    assert [line.total for line in h.lines] == [1_500_000, 750_000, 200_000]
    assert (h.gross, h.base, h.tax, h.net) == (2_450_000, 1_225_000, 61_250, 2_388_750)
    assert compute({"month": 1, "visit": 34, "hour": 605}, table, LAW, registered=False).tax == 73_500


def test_the_second_bracket_taxes_only_what_lies_above():
    base, tax = tax_on(140_000_000, LAW, registered=True)
    assert (base, tax) == (70_000_000, 3_000_000 + 1_500_000)


def test_what_was_paid_before_and_owed_comes_off():
    table = [Rate("month", 1_000_000)]
    assert compute({"month": 1}, table, None, registered=True, owed=300_000).due == 700_000
    assert (
        compute({"month": 1}, table, None, registered=True, paid_before=1_200_000, owed=50_000).due
        == -200_000
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Rate("x", -1),
        lambda: Rate("x", 1, per=0),
        lambda: Tax(5_000, ()),
        lambda: Tax(5_000, (Bracket(100, 500),)),
        lambda: Tax(5_000, (Bracket(100, 500), Bracket(50, 600), Bracket(None, 700))),
        lambda: Tax(10_001, (Bracket(None, 500),)),
        lambda: compute({"x": -1}, [Rate("x", 1)], None, registered=True),
    ],
)
def test_tables_that_cannot_be(wrong):
    with pytest.raises(ValueError, match=r"rate|brackets|shares|fewer"):
        wrong()
