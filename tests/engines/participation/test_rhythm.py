"""What a participant's rhythm says on a day, and what came of it."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.engines.participation import (
    FEATURES,
    Rhythm,
    at_risk,
    gathered,
    returned,
    silent,
    standing,
    stopped,
)

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.integers(0, 300)
rhythms = st.builds(
    Rhythm,
    enrolled_on=st.integers(0, 40),
    exited_on=st.none() | st.integers(60, 300),
    trainings=st.lists(st.tuples(days, st.booleans()), max_size=8).map(lambda rows: tuple(sorted(rows))),
    tasks=st.lists(st.tuples(days, st.none() | days), max_size=6).map(
        lambda rows: tuple(sorted(rows, key=lambda row: row[0]))
    ),
    visits=st.lists(days, max_size=20).map(lambda rows: tuple(sorted(rows))),
    promises=st.lists(st.tuples(days, st.integers(1, 40)), max_size=6).map(
        lambda rows: tuple(sorted(((since, since + n) for since, n in rows), key=lambda row: row[1]))
    ),
)


def upto(rhythm: Rhythm, day: int) -> Rhythm:
    return replace(
        rhythm,
        exited_on=rhythm.exited_on if rhythm.exited_on is not None and rhythm.exited_on <= day else None,
        trainings=tuple(t for t in rhythm.trainings if t[0] <= day),
        tasks=tuple(
            (due, h if h is not None and h <= day else None) for due, h in rhythm.tasks if due <= day
        ),
        visits=tuple(v for v in rhythm.visits if v <= day),
        promises=tuple(p for p in rhythm.promises if p[1] <= day),
    )


@patient
@given(rhythms, st.integers(40, 300))
def test_nothing_after_the_day_moves_what_is_known_on_it(rhythm, day):
    early = replace(
        rhythm, tasks=tuple(t for t in rhythm.tasks if not (t[1] is not None and t[1] <= day < t[0]))
    )
    past = upto(early, day)
    assert standing(early, day) == standing(past, day)
    assert silent(early, day, 60) == silent(past, day, 60)
    assert at_risk(early, day, 60) == at_risk(past, day, 60)


@patient
@given(rhythms, st.integers(40, 300))
def test_nothing_before_the_day_moves_what_came_after_it(rhythm, day):
    later = replace(
        rhythm, visits=(), promises=(), trainings=tuple(t for t in rhythm.trainings if t[0] > day)
    )
    assert stopped(rhythm, day, 60) == stopped(later, day, 60)


@patient
@given(rhythms, st.integers(40, 300))
def test_features_are_finite_and_shares_are_shares(rhythm, day):
    row = standing(rhythm, day).features()
    assert len(row) == len(FEATURES)
    assert np.isfinite(row).all()
    assert all(
        0 < row[FEATURES.index(n)] < 1 for n in ("missed_trainings", "missed_tasks", "missed_promises")
    )


@patient
@given(rhythms, st.integers(40, 300))
def test_one_who_takes_part_in_anything_has_not_stopped_and_is_not_silent(rhythm, day):
    came = replace(rhythm, exited_on=None, trainings=tuple(sorted((*rhythm.trainings, (day + 5, True)))))
    assert stopped(came, day, 60) is not True
    assert returned(came, day, 60) is True
    assert not silent(came, day + 5, 60)


def test_leaving_is_stopping_and_one_missed_occasion_is_not():
    assert stopped(Rhythm(0, exited_on=130), 100, 60) is True
    assert stopped(Rhythm(0, trainings=((110, False),)), 100, 60) is None, "one occasion says too little"
    assert stopped(Rhythm(0, trainings=((110, False), (150, False))), 100, 60) is True
    assert stopped(Rhythm(0, trainings=((110, False),), tasks=((140, 138),)), 100, 60) is False
    assert stopped(Rhythm(0, exited_on=161), 100, 60) is None


def test_a_task_handed_in_before_is_no_occasion_afterwards():
    assert stopped(Rhythm(0, tasks=((110, 90), (120, None))), 100, 60) is None


def test_one_who_left_or_fell_silent_is_not_foretold():
    quiet = Rhythm(0, trainings=((60, False), (80, False)))
    assert silent(quiet, 100, 60)
    assert not at_risk(quiet, 100, 60)
    assert not at_risk(Rhythm(0, exited_on=90), 100, 60)
    assert not at_risk(Rhythm(80), 100, 60)
    assert at_risk(Rhythm(0), 100, 60)


def test_promises_are_kept_within_their_days():
    kept = Rhythm(0, visits=(50,), promises=((40, 55), (51, 70)))
    now = standing(kept, 90)
    assert (now.promises_missed, now.promises) == (1, 2)


def test_snapshots_hold_those_at_risk_whose_outcome_can_be_told():
    goes_on = Rhythm(0, trainings=((110, True), (150, True)))
    leaves = Rhythm(0, exited_on=140)
    unknown = Rhythm(0)
    people = [(goes_on, {"sex": "P"}), (leaves, {"sex": "L"}), (unknown, {"sex": "P"})]
    data = gathered(people, [100], horizon=60)
    assert list(data.y) == [0, 1]
    assert list(data.person) == [0, 1]
    assert list(data.groups["sex"]) == ["P", "L"]
    assert len(gathered([], [100], horizon=60)) == 0
