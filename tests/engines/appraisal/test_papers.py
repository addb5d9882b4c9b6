"""Papers that are there or not: no estimate, no shrinkage, and the same score whoever else is evaluated."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.appraisal import Band, Count, Criterion, Evidence, Instrument, Mentor, Rules, appraise

FOUND = st.lists(st.sampled_from([(0, 0), (0, 1), (1, 1)]), min_size=2, max_size=6)


def city(plans, weight=60.0):
    criteria = (
        Criterion("plan", "papers", "documents", weight, 1),
        Criterion("log", "papers", "documents", 100 - weight, 1),
    )
    mentors = tuple(Mentor(f"m{n}") for n in range(len(plans)))
    counts = tuple(
        Count(f"m{n}", key, *told) for n, (done, due) in enumerate(plans) for key, told in (("plan", (done, due)), ("log", (0, due)))
    )  # fmt: skip
    rules = Rules((Band("low", 0), Band("high", 70)), draws=500)
    return appraise(Instrument(criteria, rules), Evidence(mentors, counts=counts), seed=3)


@given(FOUND)
def test_the_score_is_the_weight_of_what_was_found(plans):
    for result, (done, due) in zip(city(plans).mentors, plans, strict=True):
        part = result.dimensions[0]
        if due:
            assert (part.low, part.score, part.high) == (60.0 * done,) * 3
            assert part.enough
        else:
            assert part.low < 20 < 80 < part.high
            assert result.lacking == ("papers",)


def test_a_share_of_counts_is_shrunk_where_a_paper_is_not():
    """The control: counted as things done, one paper of one would be drawn half-way to everyone's."""
    plans = [(1, 1), (0, 1), (0, 1), (0, 1)]
    counted = Instrument(
        (Criterion("plan", "papers", "counts", 100, 1),), Rules((Band("low", 0), Band("high", 70)), draws=500)
    )
    counts = tuple(Count(f"m{n}", "plan", *told) for n, told in enumerate(plans))
    shrunk = appraise(counted, Evidence(tuple(Mentor(f"m{n}") for n in range(4)), counts=counts), seed=3)
    assert shrunk.mentors[0].dimensions[0].score < 80
    assert city(plans, weight=100 - 1e-9).mentors[0].dimensions[0].score == 100.0


def test_other_criteria_stay_uncertain_beside_papers():
    rules = Rules((Band("low", 0), Band("high", 70)), draws=500)
    criteria = (Criterion("plan", "papers", "documents", 50, 1), Criterion("visits", "work", "counts", 50, 1))
    mentors = tuple(Mentor(f"m{n}") for n in range(8))
    counts = tuple(
        c for n in range(8) for c in (Count(f"m{n}", "plan", n % 2, 1), Count(f"m{n}", "visits", n, 8))
    )
    made = appraise(Instrument(criteria, rules), Evidence(mentors, counts=counts), seed=3)
    widths = np.array([m.high - m.low for m in made.mentors])
    assert (widths > 5).all()
