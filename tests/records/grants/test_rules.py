"""What a budget pays for and how a sum is split: pure arithmetic beside a loop. And the shipped forms say where they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.grants.rules import MONEY, edition, fitting, split


@given(st.integers(0, 60), st.integers(1, 10**7), st.integers(0, 10**8))
def test_as_many_whole_units_as_the_budget_pays(eligible, unit, budget):
    count, left = 0, budget
    while count < eligible and left >= unit:
        count, left = count + 1, left - unit
    assert fitting(eligible, unit, budget) == (count, count * unit, left)


@given(st.integers(1, 10**9), st.integers(1, 4))
def test_parts_add_up_and_differ_by_less_than_their_number(amount, parts):
    if amount < parts:
        with pytest.raises(ValueError, match="rupiah"):
            split(amount, parts)
        return
    found = split(amount, parts)
    assert sum(found) == amount
    assert len(found) == parts
    assert max(found) - min(found) < parts


def test_what_costs_nothing_reaches_nobody():
    assert fitting(5, 0, 100) == (0, 0, 100)
    with pytest.raises(ValueError, match="rupiah"):
        fitting(-1, 1, 1)


def test_every_form_names_its_source_and_what_is_assumed():
    told = edition()
    assert told["edition"]
    for form in told["forms"]:
        assert form["source"]
        assert form["why"]
        assert isinstance(form["assumed"], list)
    assert [f["code"] for f in told["forms"] if f["to"] == "nobody"] == ["individual_grant"]
    assert set(MONEY) < {f["code"] for f in told["forms"]}
