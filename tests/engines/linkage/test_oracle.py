"""Splink's probabilities against the same sum written out in plain Python."""

import math

import pytest
from benchmarks._linkage_records import make

from dampingi.engines.linkage import default_model, explain, wording
from dampingi.engines.linkage.comparisons import CODES, UNKNOWN
from dampingi.engines.linkage.linking import link


def odds(model, pair, records):
    """Prior odds times the likelihood ratio of each level, as probability."""
    prior = 2 * model.repeats / max(records, model.size)
    odds = prior / (1 - prior)
    for code in CODES:
        if pair[code] != UNKNOWN:
            odds *= 2 ** model.levels[code][pair[code]].weight
    return odds / (1 + odds)


@pytest.fixture(scope="module")
def pairs():
    return link(make(1_500, 9).drop_columns(["truth", "person"]), at_least=0.01).pairs.to_pylist()


def test_a_probability_is_the_product_of_what_its_levels_are_worth(pairs):
    assert len(pairs) > 100
    for pair in pairs:
        assert pair["probability"] == pytest.approx(odds(default_model(), pair, 1_500), abs=1e-9)
        assert pair["weight"] == pytest.approx(
            math.log2(pair["probability"] / (1 - pair["probability"])), abs=1e-3
        )


def test_the_waterfall_adds_up_to_the_pairs_weight(pairs):
    for pair in pairs:
        steps = explain(pair, default_model())
        assert sum(step.weight for step in steps) == pytest.approx(pair["weight"], abs=1e-9)
        assert steps[-1].probability == pytest.approx(pair["probability"], abs=1e-9)
        assert {(step.comparison, step.level) for step in steps} <= set(wording())


def test_levels_alone_are_explained_like_the_whole_row(pairs):
    levels = {code: pairs[0][code] for code in CODES}
    assert explain(levels, default_model())[-1].probability == pytest.approx(
        pairs[0]["probability"], abs=1e-9
    )


def test_what_agrees_never_speaks_against_and_what_differs_never_for():
    model = default_model()
    for code in CODES:
        for level, value in model.levels[code].items():
            if code in ("one_owner", "one_door"):
                assert value.weight <= 0 or "same" in level
            elif level == "other":
                assert value.weight <= 0, (code, level)
            elif level.startswith("same"):
                assert value.weight >= 0, (code, level)
