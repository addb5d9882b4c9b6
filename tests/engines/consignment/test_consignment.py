"""What is left and what is owed, against fractions and step by step."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.consignment import WHOLE, Impossible, Stand, due, left, total

COUNT, SHARE, PRICE = st.integers(0, 5_000), st.integers(0, WHOLE), st.integers(0, 10**9)


def test_a_shelf_by_hand():
    stand = Stand(delivered=40, sold=25, returned=5, settled=10)
    assert left(stand) == 10
    owed = due(stand, price=18_500, share=1_250)
    assert (owed.pieces, owed.gross, owed.share, owed.net) == (15, 277_500, 34_687, 242_813)


@pytest.mark.parametrize("stand", [Stand(5, 6), Stand(5, 3, 3), Stand(-1), Stand(5, -1), Stand(5, 2, 0, 3)])
def test_what_cannot_be_is_said(stand):
    with pytest.raises(Impossible):
        left(stand)


@pytest.mark.parametrize(("price", "share"), [(-1, 0), (1, -1), (1, WHOLE + 1)])
def test_money_that_cannot_be_is_said(price, share):
    with pytest.raises(Impossible):
        due(Stand(1, 1), price=price, share=share)


@given(COUNT, COUNT, COUNT, PRICE, SHARE)
def test_nothing_is_lost_and_the_owner_never_pays_for_rounding(sold, returned, rest, price, share):
    owed = due(Stand(sold + returned + rest, sold, returned), price=price, share=share)
    assert left(Stand(sold + returned + rest, sold, returned)) == rest
    assert owed.share + owed.net == owed.gross == sold * price
    exact = Fraction(sold * price * share, WHOLE)
    assert exact - 1 < owed.share <= exact


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=30), PRICE)
def test_settled_in_parts_or_at_once_is_the_same_gross(steps, price):
    delivered, sold, settled, paid = sum(n for n, _ in steps), 0, 0, []
    for pieces, settle in steps:
        sold += pieces
        if settle:
            paid.append(due(Stand(delivered, sold, 0, settled), price=price, share=1_500))
            settled = sold
    paid.append(due(Stand(delivered, sold, 0, settled), price=price, share=1_500))
    assert total(paid).gross == sold * price
    assert total(paid).pieces == sold
