"""The calculator: what the borrower and the city pay, for everyone, kept nowhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.subsidy import Method
from dampingi.records.loans.counting import misses_promise, offer
from tests.records.loans.lending import body_of
from tests.records.town import TODAY

AT = "/pinjaman/hitung/"


def asked(scheme, amount="10.000.000", months="12"):
    return {"skema": str(scheme.id), "jumlah": amount, "bulan": months}


def test_anyone_learns_what_they_and_the_city_pay(town, scheme):
    page = town.client("stranger").get(AT, asked(scheme, "12.000.000")).content.decode()
    # 12 million over 12 months falling: the first month's interest is 12 m x 9% / 12 = 90,000, of which the city pays 81,000
    assert "Rp\u00a01.009.000" in page
    assert "Rp\u00a081.000" in page
    assert "0,9%" in page
    assert "lebih dari yang diumumkan" not in page


def test_it_warns_where_the_subsidy_leaves_more_than_was_advertised(town, scheme):
    page = town.client("stranger").get(AT, asked(scheme, "30.000.000", "24")).content.decode()
    assert "lebih dari yang diumumkan" in page
    assert "1,8%" in page


@pytest.mark.parametrize(
    ("amount", "months", "says"),
    [
        ("60.000.000", "12", "Skema ini untuk pinjaman"), ("500", "12", "Skema ini untuk pinjaman"), ("10.000.000", "60", "Jangka waktu"),
        ("-5", "12", "tidak boleh"), ("NaN", "12", "angkanya saja"), ("", "12", "perlu diperbaiki"), ("9" * 50, "12", "perlu diperbaiki"),
        ("10.000.000", "0", "perlu diperbaiki"), ("10.000.000", "1e5", "perlu diperbaiki"),
    ],
)  # fmt: skip
def test_what_the_scheme_does_not_allow_is_told(town, scheme, amount, months, says):
    answer = town.client("stranger").get(AT, asked(scheme, amount, months))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_scheme_that_does_not_hold_is_no_choice(town, scheme):
    assert town.client("stranger").get(AT, asked(scheme) | {"skema": "x"}).status_code == 422


@pytest.mark.django_db
def test_without_a_scheme_it_says_so(client):
    assert "Belum ada skema" in client.get(AT).content.decode()


@given(st.integers(1_000_000, 50_000_000), st.integers(6, 36), st.sampled_from(Method))
def test_what_is_shown_adds_up(principal, months, method):
    found = offer(body_of(), principal, months, TODAY, method)
    assert sum(m.line.principal for m in found.months) == principal
    assert found.borrower + found.city == found.interest
    assert sum(m.paid for m in found.months) == found.paid == principal + found.borrower
    share = Decimal(9000 if principal <= 25_000_000 else 8000) / 10_000
    assert all(0 <= m.line.interest * share - m.city < 1 for m in found.months)
    assert misses_promise(body_of(), found) == (principal > 25_000_000)
