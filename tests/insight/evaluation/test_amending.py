"""Corrections beside frozen rows: the last word on a row counts, all others stay as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.canonical import canonical
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.amending import (
    Amendment,
    amended,
    amended_ratings,
    rating_key,
    sha256,
    with_count,
    with_value,
)

KEYS = st.sampled_from("abcd")
BODIES = st.dictionaries(KEYS, st.integers(0, 9).map(lambda n: f'{{"n":{n}}}'), min_size=1, max_size=4)


@given(BODIES, st.lists(st.tuples(KEYS, st.integers(0, 9)), max_size=8))
def test_a_chain_of_corrections_is_what_a_dictionary_would_say(frozen, changes):
    rows = [("count", key, body) for key, body in frozen.items()]
    want, chain = dict(frozen), []
    for key, n in changes:
        if key in want:
            body = f'{{"n":{n}}}' if n else ""
            chain.append(Amendment("count", key, sha256(want[key]), body))
            if body:
                want[key] = body
            else:
                del want[key]
    assert {key: body for _kind, key, body in amended(rows, chain)} == want
    assert [body for _kind, _key, body in rows] == list(frozen.values())


@given(BODIES)
def test_a_correction_made_to_something_else_is_refused(frozen):
    rows = [("count", key, body) for key, body in frozen.items()]
    key = min(frozen)
    for wrong in (Amendment("count", key, sha256("x"), ""), Amendment("count", "z", sha256(frozen[key]), "")):
        with pytest.raises(Refused, match="tidak cocok"):
            amended(rows, [wrong])


@given(
    st.lists(
        st.tuples(*(st.sampled_from("abc"),) * 3, st.integers(1, 5)), unique_by=lambda r: r[:3], min_size=1
    )
)
def test_a_rating_set_aside_leaves_all_others(rated):
    gone = rated[0]
    told = Amendment("rating", rating_key(*gone[:3]), sha256(str(gone[3])), "")
    assert amended_ratings(rated, [told]) == rated[1:]


@given(st.integers(-3, 9), st.integers(-3, 9))
def test_a_count_never_has_more_done_than_due(done, due):
    body = canonical({"criterion": "visits", "mentor": "m", "done": 1, "due": 2}).decode()
    if 0 <= done <= due:
        told = json.loads(with_count(body, done=done, due=due))
        assert (told["done"], told["due"], told["criterion"], told["mentor"]) == (done, due, "visits", "m")
    else:
        with pytest.raises(Refused):
            with_count(body, done=done, due=due)


def test_another_value_changes_that_value_only():
    body = canonical({"months": {"m": 3}, "values": {"passed": 0.0, "nib": None}}).decode()
    told = json.loads(with_value(body, criterion="passed", value=1.0))
    assert told == {"months": {"m": 3}, "values": {"passed": 1.0, "nib": None}}
