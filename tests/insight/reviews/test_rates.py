"""The pure part: from people to numerators and denominators."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from dampingi.insight.reviews.rates import Person, Rule, rates, reverified

DAY = datetime.date(2026, 2, 1)


def person(passed=True, *, part="32.76.05", stayed=None, replaced=False, seen=None, n=0):
    left = None if stayed is None else DAY + datetime.timedelta(days=stayed)
    return Person(f"{n}", part, {"passed": passed}, DAY, left, replaced, seen)


people = st.lists(
    st.builds(
        person,
        st.sampled_from([True, False, None]),
        part=st.sampled_from(["32.76.01", "32.76.05"]),
        stayed=st.none() | st.integers(0, 200),
        replaced=st.booleans(),
        seen=st.sampled_from([None, True, False]),
    ),
    max_size=40,
)


@given(people)
def test_places_add_up_to_the_whole_and_nobody_who_left_leaves_the_denominator(found):
    told = rates(found, ["passed"], Rule())
    inner = [part["rates"]["passed"]["all"] for part in told["parts"].values()]
    assert [sum(column) for column in zip(*inner, strict=True)] == (
        told["whole"]["rates"]["passed"]["all"] if found else []
    )
    assert told["whole"]["rates"]["passed"]["all"][1] == len(found)


@given(people, st.integers(0, 200), st.booleans())
def test_the_rule_only_takes_out_those_it_names(found, days, replaced):
    rule = Rule(days, replaced)
    told = rates(found, ["passed"], rule)["whole"]
    named = [p for p in found if rule.excludes(p)]
    assert all(
        p.exited_on and (p.exited_on - DAY).days <= days and (p.replaced or not replaced) for p in named
    )
    assert told["rates"]["passed"]["kept"][1] == len(found) - len(named) == told["people"] - told["excluded"]


@given(people)
def test_the_order_of_the_people_changes_no_digit(found):
    assert rates(found, ["passed"], Rule(30)) == rates(found[::-1], ["passed"], Rule(30))


def test_who_left_on_the_last_day_of_the_rule_is_left_out_and_a_day_later_is_not():
    told = rates([person(False, stayed=30), person(False, stayed=31), person()], ["passed"], Rule(30))[
        "whole"
    ]
    assert told["rates"]["passed"] == {"all": [1, 3, 0], "kept": [1, 2, 0]}


def test_what_is_not_known_counts_as_not_reached_and_is_told():
    told = rates([person(None), person(), person(False)], ["passed"], Rule())["whole"]
    assert told["rates"]["passed"]["all"] == [1, 3, 1]


def test_nothing_is_estimated_where_one_side_was_not_looked_at():
    """Of those reported as passed somebody was seen, of the others nobody: their share is not known."""
    told = reverified([person(seen=True), person(False), person(False)])
    assert told["corrected"] is None
    assert told["checked"] == 1


def test_an_error_found_moves_the_estimate_and_shows_in_the_interval():
    found = [person(seen=n >= 5 if n < 20 else None, n=n) for n in range(100)]
    found += [person(False, seen=False if n < 10 else None, n=n) for n in range(50)]
    told = reverified(found)
    assert told["wrong"] == 5
    assert float(told["corrected"]) == 0.5
    assert float(told["low"]) < 0.5 < float(told["high"]) < 100 / 150
