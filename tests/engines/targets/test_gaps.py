from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.targets import shares

PARTS = st.dictionaries(st.text("abcde", min_size=1, max_size=3), st.tuples(st.integers(-500, 500), st.integers(0, 500)), min_size=1, max_size=9)  # fmt: skip
TARGETS = st.fractions(0, 1, max_denominator=1000)


@given(PARTS, TARGETS)
def test_the_parts_make_exactly_the_gap(parts, target):
    told = shares(parts, target)
    whole = [(n, d) for n, d in parts.values() if d]
    if not whole:
        assert told == []
        return
    value = Fraction(sum(n for n, _d in whole), sum(d for _n, d in whole))
    assert sum(s.gap for s in told) == target - value
    assert len(told) == len(whole)


@given(PARTS, TARGETS)
def test_bringing_a_part_to_the_target_gains_what_it_is_said_to_lack(parts, target):
    """The oracle: count again with that part at the target."""
    known = {k: (Fraction(n), d) for k, (n, d) in parts.items() if d}
    for share in shares(parts, target):
        mended = known | {share.key: (target * share.denominator, share.denominator)}
        whole = sum(d for _n, d in known.values())
        assert (
            sum(n for n, _d in mended.values()) / whole - sum(n for n, _d in known.values()) / whole
            == share.gap
        )


@given(PARTS, TARGETS)
def test_the_largest_gap_is_first_and_lower_is_better_turns_it_round(parts, target):
    told = shares(parts, target)
    assert [s.gap for s in told] == sorted((s.gap for s in told), reverse=True)
    assert {s.key: s.gap for s in shares(parts, target, lower_is_better=True)} == {
        s.key: -s.gap for s in told
    }
