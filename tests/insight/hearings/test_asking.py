"""Questions come from the figures by the published rules, and from nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.frozen_figures import Seen
from dampingi.insight.hearings.asking import ASKED, candidates, drawn
from dampingi.insight.hearings.words import _texts, question

BODY = shipped()["kelurahan"]
TARGETS = {c["key"]: c["target"] for c in BODY["criteria"] if c["method"] != "panel"}


def at(share: float, **other: Seen) -> dict[str, Seen]:
    """Everything at that share of its target, the city at the same; others as told."""
    return {k: Seen(t * share, t * share, 40) for k, t in TARGETS.items()} | other


def rules(seen) -> set[str]:
    return {c.rule for c in candidates(BODY, seen)}


def test_who_reaches_everything_is_asked_what_others_can_learn():
    assert rules(at(1.0)) == {"hardest", "differently", "needs"}
    assert "strength" in rules(at(1.0, passed=Seen(0.95, 0.6, 40)))


def test_each_rule_is_met_by_its_figures_and_not_just_missed_ones():
    assert "behind" in rules(at(1.0, visits=Seen(0.8 * TARGETS["visits"], 0.8, 40)))
    assert "behind" not in rules(at(1.0, visits=Seen(0.91 * TARGETS["visits"], 0.9, 40)))
    assert "below_others" in rules(at(1.0, passed=Seen(0.85, 0.96, 40)))
    assert "little_evidence" in rules(at(1.0, visits=Seen(1.0, 1.0, 2)))
    assert "few_voices" in rules(at(1.0, voice_came=Seen(None, 4.0, 3)))
    assert "voice_low" in rules(at(1.0, voice_came=Seen(3.5, 4.0, 20)))
    assert "voice_low" not in rules(at(1.0, voice_came=Seen(3.8, 4.0, 20)))


def test_much_done_and_little_changed_is_asked_about_both_ways():
    process = [c["key"] for c in BODY["criteria"] if c["method"] == "counts"]
    weak = {k: Seen(TARGETS[k] * 0.4, 0.5, 40) for k in process}
    changed = {k: Seen(TARGETS[k] * 0.4, 0.5, 40) for k in ("passed", "selling", "channel", "nib")}
    assert "changed_not_done" in rules(at(1.0, **weak))
    assert "done_not_changed" in rules(at(1.0, **changed))


@given(st.sampled_from([0.2, 0.6, 1.0]), st.text(max_size=8))
def test_three_are_drawn_no_rule_thrice_and_the_same_seed_draws_the_same(share, seed):
    found = candidates(BODY, at(share))
    once = drawn(found, seed)
    assert once == drawn(found, seed)
    assert len(once) == ASKED
    told = [c.rule for c in once]
    assert all(told.count(r) <= (2 if r == "behind" else 1) for r in told)
    for c in once:
        assert "%(" not in question(BODY, c.rule, c.figures)


def test_every_rule_has_its_words():
    every = {
        c.rule
        for share in (0.3, 1.0)
        for c in candidates(BODY, at(share, passed=Seen(0.95, 0.6, 40), voice_came=Seen(None, 4, 2)))
    }
    assert every <= set(_texts())
