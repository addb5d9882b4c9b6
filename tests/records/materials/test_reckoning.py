"""Shares in whole rupiah, against fractions."""

from fractions import Fraction
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.materials.reckoning import Price, share

PRICES = st.builds(Price, st.integers(1, 10**10), st.integers(1, 10**6))


@given(PRICES, PRICES, st.integers(0, 10**6))
def test_paid_is_rounded_up_retail_down_and_a_saving_never_told_too_large(common, retail, quantity):
    told = share(common, retail, quantity)
    exact = quantity * Fraction(common.rupiah, common.units), quantity * Fraction(retail.rupiah, retail.units)
    assert (told.cost, told.retail) == (ceil(exact[0]), floor(exact[1]))
    assert told.saved <= exact[1] - exact[0] < told.saved + 2


def test_a_known_share():
    told = share(Price(232_000, 25), Price(11_500), 30)
    assert (told.cost, told.retail, told.saved) == (278_400, 345_000, 66_600)


def test_a_dearer_order_saves_less_than_nothing():
    assert share(Price(12_000), Price(11_500), 2).saved == -1_000
