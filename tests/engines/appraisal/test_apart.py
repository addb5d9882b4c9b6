"""Where nobody is compared (one consultant a field): each stands on their own evidence alone."""

import dataclasses

import numpy as np
import pytest

from dampingi.engines.appraisal import (
    Count,
    Criterion,
    Evidence,
    Instrument,
    Mentor,
    PanelRating,
    Rules,
    appraise,
)

from .small import BANDS, city_with_four_kinds

CRITERIA = (
    Criterion("targets", "agreed", "documents", 35, 0.9, least=3),
    Criterion("work", "agreed", "documents", 25, 0.9, least=3),
    Criterion("mastery", "competence", "panel", 40, 5, floor=1, least=2),
)
KEYS = tuple(f"c{n}" for n in range(7))


def instrument(**rules) -> Instrument:
    return Instrument(CRITERIA, Rules(BANDS, **({"compared": False, "draws": 4000} | rules)))


def evidence(levels, done=None) -> Evidence:
    """`levels[j]`: what three raters give consultant j; `done[j]` of ten targets and ten activities."""
    done = done or [8] * len(KEYS)
    counts = [Count(k, c, d, 10) for k, d in zip(KEYS, done, strict=True) for c in ("targets", "work")]
    ratings = [
        PanelRating(f"r{r}", k, "mastery", level)
        for k, given in zip(KEYS, levels, strict=True)
        for r, level in enumerate(given)
    ]
    return Evidence(tuple(Mentor(k) for k in KEYS), (), tuple(counts), tuple(ratings))


MIXED = [(4, 4, 5), (3, 3, 4), (5, 4, 5), (2, 2, 3), (4, 3, 4), (3, 4, 4), (1, 1, 2)]


def test_nothing_is_ranked_and_nothing_is_told_of_all_together():
    told = appraise(instrument(), evidence(MIXED), seed=3)
    assert not told.ranked
    assert told.top_move is None
    assert all(m.place is None and m.sufficient for m in told.mentors)
    assert {p.city for m in told.mentors for p in m.criteria} == {None}
    assert {(d.centre, d.mentor_sd) for d in told.dimensions} == {(None, None)}
    assert "not_compared" in {c.code for c in told.cautions}


def test_what_another_reached_changes_nothing_of_ones_own():
    """Counts as found: the digits stay. With comparison, the control, they move."""
    first, second = evidence(MIXED), evidence(MIXED, [8] * 6 + [0])
    alone = [appraise(instrument(), e, seed=3).mentors[0] for e in (first, second)]
    assert alone[0] == alone[1]
    group = Instrument(
        (Criterion("visits", "process", "counts", 100, 0.9, least=1),),
        Rules(BANDS, min_mentors=2, draws=4000),
    )
    told = [
        appraise(group, dataclasses.replace(e, ratings=(), counts=tuple(
            dataclasses.replace(c, criterion="visits") for c in e.counts if c.criterion == "targets"
        )), seed=3).mentors[0].score
        for e in (first, second)
    ]  # fmt: skip
    assert told[0] != told[1]


@pytest.mark.parametrize("method", ["counts", "participants"])
def test_whatever_the_method_the_others_say_nothing(method):
    city = city_with_four_kinds(5, mentors=8, teams=0, tau=9.0)
    one = Criterion("visits", "p", "counts", 100, 0.95) if method == "counts" else Criterion(
        "outcome", "p", "participants", 100, 100, least=5
    )  # fmt: skip
    rules = Rules(BANDS, compared=False, draws=4000)
    first = city.evidence.mentors[0].key
    told = appraise(Instrument((one,), rules), city.evidence, seed=1).mentors[0]
    own = dataclasses.replace(
        city.evidence,
        counts=tuple(
            c if c.mentor == first else dataclasses.replace(c, done=0) for c in city.evidence.counts
        ),
    )
    other = appraise(Instrument((one,), rules), own, seed=1).mentors[0]
    assert other.score == told.score
    assert abs(told.score - min(100, max(0, told.dimensions[0].raw + told.dimensions[0].caseload))) < 1.5


def test_the_panels_mean_is_not_drawn_towards_the_others():
    """Everyone rates everyone, so severities cancel: the score is the plain mean of one's own levels, and shrinking would move the weakest up."""
    told = {m.key: m for m in appraise(instrument(), evidence(MIXED), seed=3).mentors}
    weakest = next(d for d in told["c6"].dimensions if d.key == "competence")
    assert weakest.score == pytest.approx(25 * (np.mean(MIXED[6]) - 1), abs=3)
    compared = appraise(instrument(compared=True, min_mentors=2), evidence(MIXED), seed=3).mentors[6]
    shrunk = next(d for d in compared.dimensions if d.key == "competence")
    assert shrunk.score > weakest.score


def test_the_interval_shrinks_with_the_number_of_raters():
    few = appraise(instrument(), evidence(MIXED), seed=3).mentors[0]
    many = appraise(instrument(), evidence([tuple(g) * 4 for g in MIXED]), seed=3).mentors[0]
    assert many.high - many.low < few.high - few.low


def test_all_alike_is_no_reason_to_propose_nothing():
    """Seven good consultants do not differ: a gate on differences would leave each undecided."""
    alike = evidence([(5, 5, 4)] * 7, [10] * 7)
    assert {m.proposal.key for m in appraise(instrument(), alike, seed=3).mentors} <= {"honour", "keep"}
    gated = appraise(instrument(compared=True, min_mentors=2), alike, seed=3)
    assert "undecided" in {m.proposal.key for m in gated.mentors}


def test_too_little_evidence_stays_undecided():
    e = evidence(MIXED)
    bare = dataclasses.replace(e, counts=tuple(c for c in e.counts if c.mentor != "c2"))
    told = {m.key: m for m in appraise(instrument(), bare, seed=3).mentors}
    assert (told["c2"].proposal.key, told["c2"].lacking) == ("undecided", ("agreed",))
    assert told["c1"].proposal.key != "undecided"
