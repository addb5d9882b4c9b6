from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.handovers.sharing import share_out

MENTORS = ("a", "b", "c")
NESTED = (("a",), ("b",), ("a", "b"), ("a", "b", "c"))
"""As regions nest: mentors of two kelurahan, and one of their kecamatan for all."""


@given(
    st.lists(st.sampled_from(NESTED), max_size=6),
    st.fixed_dictionaries({m: st.integers(0, 4) for m in MENTORS}),
)
def test_no_sharing_has_a_lower_fullest_load(choices, loads):
    """Against every possible sharing."""
    allowed = dict(enumerate(choices))
    found = share_out(allowed, loads)
    assert all(found[p] in mentors for p, mentors in allowed.items())
    assert _fullest(loads, found.values()) == min(_fullest(loads, way) for way in product(*choices))


def _fullest(loads, chosen) -> int:
    chosen = list(chosen)
    return max(n + chosen.count(m) for m, n in loads.items())


def test_who_can_go_to_nobody_is_left_out():
    assert share_out({"x": (), "y": ("a",)}, {"a": 0}) == {"y": "a"}


def test_equal_mentors_take_turns_in_the_order_given():
    assert list(share_out(dict.fromkeys(range(4), ("b", "a")), {"b": 0, "a": 0}).values()) == [
        "b",
        "a",
        "b",
        "a",
    ]
