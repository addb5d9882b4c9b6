"""Composites: exact, inside their scale, and never made of themselves."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.indicators import Component, Figure, Unclear, combined, cycle, parse

RAW = {
    "code": "whole", "name": "Whole", "why": "w", "formula": "f", "source": "s", "unit": "u", "limits": "l", "kind": "mean",
    "direction": "up", "groupings": ["kecamatan"],
    "parts": [
        {"indicator": "one", "weight": 3, "zero": "0", "full": "0.8"},
        {"indicator": "two", "weight": 1, "zero": "4", "full": "2"},
    ],
}  # fmt: skip
figures = st.builds(Figure, st.integers(-1000, 1000), st.integers(0, 50))
scales = st.tuples(st.integers(-50, 50), st.integers(-50, 50)).filter(lambda s: s[0] != s[1])
parts = st.lists(
    st.tuples(st.builds(lambda s, w: Component("x", w, Decimal(s[0]), Decimal(s[1])), scales, st.integers(1, 100)), figures),
    min_size=1, max_size=8,
)  # fmt: skip


def naive(told, skips):
    """In the slowest way: each part on its own, then weight by weight."""
    scores = []
    for part, figure in told:
        if figure.denominator == 0:
            if not skips:
                return None
            continue
        value = Fraction(figure.numerator) / figure.denominator
        share = (value - int(part.zero)) / (int(part.full) - int(part.zero))
        scores += [100 * sorted([Fraction(0), share, Fraction(1)])[1]] * part.weight
    return sum(scores) / len(scores) if scores else None


@given(parts, st.booleans())
def test_it_is_what_the_naive_way_gives_and_lies_on_its_scale(told, skips):
    found, wanted = combined(told, skips=skips), naive(told, skips)
    if wanted is None:
        assert found.value is None
    else:
        assert Fraction(found.numerator, found.denominator) == wanted
        assert 0 <= found.value <= 100


@given(parts)
def test_a_missing_part_is_never_a_zero(told):
    with_hole = [*told, (told[0][0], Figure(0, 0))]
    assert combined(with_hole, skips=False).value is None
    assert combined(with_hole, skips=True) == combined(told, skips=True)


def test_by_hand_and_where_lower_is_better(shops):
    one, two = parse(RAW, {"shops": shops}).parts
    assert combined([(one, Figure(4, 10)), (two, Figure(5, 2))], skips=False).value == Decimal("56.25")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6)
)
def test_a_cycle_is_a_way_back_and_none_is_missed(graph):
    def reached(start):
        found = set(graph.get(start, ()))
        while more := {y for x in found for y in graph.get(x, ())} - found:
            found |= more
        return found

    for code in "abcdef":
        way = cycle(code, graph)
        assert bool(way) == (code in reached(code))
        assert all(b in graph[a] for a, b in itertools.pairwise(way))
        assert not way or way[0] == way[-1] == code


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"parts": RAW["parts"][:1]}, "parts"),
        ({"parts": RAW["parts"] + RAW["parts"]}, "parts"),
        ({"parts": [RAW["parts"][0] | {"weight": 0}, RAW["parts"][1]]}, "parts"),
        ({"parts": [RAW["parts"][0] | {"zero": "0.8"}, RAW["parts"][1]]}, "parts"),
        ({"parts": [RAW["parts"][0] | {"zero": "NaN"}, RAW["parts"][1]]}, "parts"),
        ({"parts": [RAW["parts"][0] | {"zero": "x"}, RAW["parts"][1]]}, "parts"),
        ({"parts": "one"}, "parts"),
        ({"kind": "proportion"}, "kind"),
        ({"dataset": "shops"}, "dataset"),
        ({"entered": {}}, "parts"),
    ],
)
def test_what_cannot_be_combined_is_refused(changed, field, shops):
    with pytest.raises(Unclear) as unclear:
        parse(RAW | changed, {"shops": shops})
    assert unclear.value.field == field
