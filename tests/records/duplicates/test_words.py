"""Everything the engine can say has words, and no chance is told as certain."""

import pytest

from dampingi.engines.linkage import wording
from dampingi.records.duplicates.models import Pair
from dampingi.records.duplicates.waterfall import waterfall
from dampingi.records.duplicates.words import COMPARED, LEVELS, chance, chance_words


def test_every_comparison_and_level_has_its_words():
    told = [(code, level) for code, level in wording() if code != "prior"]
    assert {code for code, _ in told} == COMPARED.keys()
    assert {each for each in told if each[1] != "unknown"} == LEVELS.keys()


@pytest.mark.parametrize(
    ("probability", "text"), [(0.9999999, "> 99,9%"), (0.5, "50,0%"), (0.00001, "< 0,1%"), (1.0, "> 99,9%")]
)
def test_nothing_is_certain(probability, text):
    assert chance(probability) == text


def test_the_words_follow_the_chance():
    words = [chance_words(p) for p in (0.999, 0.95, 0.7, 0.5, 0.2, 0.05, 0.001)]
    assert len(set(words)) == 7


def test_the_bars_of_the_waterfall_join():
    levels = dict.fromkeys(COMPARED, "unknown") | {"phone": "same", "name": "same_rare", "address": "other"}
    fall = waterfall(Pair(levels=levels, prior=-13.0))
    assert fall is not None
    assert [step.kind for step in fall.steps] == ["against", "for", "for", "against"]
    first, second, third, last = fall.steps
    assert second.x == pytest.approx(first.x, abs=0.5)  # the first evidence starts where the prior ended
    assert third.x == pytest.approx(second.x + second.width, abs=0.5)
    assert last.x + last.width == pytest.approx(third.x + third.width, abs=0.5)
    assert "NIK" in fall.unknown


def test_a_pair_made_by_hand_may_have_no_evidence():
    assert waterfall(Pair(levels={})) is None
