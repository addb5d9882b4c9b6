from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.targets import Part, equal, rolled_up, same_effort, short

UNIT = Decimal("0.001")
VALUES = st.none() | st.decimals(0, 1, places=4)
PARTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.builds(Part, VALUES, st.integers(0, 400)), min_size=1, max_size=12)  # fmt: skip
TARGETS = st.decimals(0, 1, places=3)


def weights(parts):
    return {k: p.weight for k, p in parts.items()}


@given(PARTS, TARGETS)
def test_what_is_proposed_always_sums(parts, target):
    for proposed in (equal(parts, target), same_effort(parts, target, unit=UNIT, ceiling=Decimal(1))):
        assert set(proposed) == {k for k, p in parts.items() if p.weight}
        assert short(proposed, weights(parts), target, unit=UNIT) == 0
        whole = rolled_up(proposed, weights(parts))
        assert whole is None or whole >= target or abs(whole - target) < UNIT


@given(PARTS, TARGETS)
def test_a_higher_target_asks_nobody_to_fall_and_nobody_for_more_than_all(parts, target):
    now = [(p.value, p.weight) for p in parts.values() if p.value is not None and p.weight]
    if not now or sum(v * w for v, w in now) / sum(w for _v, w in now) > target:
        return
    for key, wanted in same_effort(parts, target, unit=UNIT, ceiling=Decimal(1)).items():
        started = parts[key].value
        assert wanted <= 1 + UNIT
        assert started is None or wanted > started - UNIT


def test_the_same_effort_closes_the_same_share_of_the_way():
    parts = {"a": Part(Decimal("0.4"), 100), "b": Part(Decimal("0.8"), 100)}
    assert same_effort(parts, Decimal("0.8"), unit=UNIT, ceiling=Decimal(1)) == {
        "a": Decimal("0.7"),
        "b": Decimal("0.9"),
    }


def test_without_a_ceiling_everybody_gains_the_same():
    parts = {"a": Part(Decimal("0.4"), 100), "b": Part(Decimal("1.6"), 300)}
    assert same_effort(parts, Decimal("1.5"), unit=UNIT) == {"a": Decimal("0.6"), "b": Decimal("1.8")}


def test_who_is_unknown_starts_at_the_mean_and_nothing_known_is_equal():
    parts = {"a": Part(Decimal("0.6"), 100), "b": Part(None, 50)}
    assert same_effort(parts, Decimal("0.8"), unit=UNIT, ceiling=Decimal(1)) == {
        "a": Decimal("0.8"),
        "b": Decimal("0.8"),
    }
    assert same_effort({"a": Part(None, 5)}, Decimal("0.8"), unit=UNIT) == {"a": Decimal("0.8")}


def test_what_does_not_sum_is_told_in_units_of_the_numerator():
    told = short({"a": Decimal("0.7"), "b": Decimal("0.8")}, {"a": 100, "b": 100}, Decimal("0.8"), unit=UNIT)
    assert told == 10
    assert short({"a": Decimal("0.9")}, {"a": 100}, Decimal("0.8"), unit=UNIT) == -10
    assert short({}, {}, Decimal("0.8"), unit=UNIT) == 0
