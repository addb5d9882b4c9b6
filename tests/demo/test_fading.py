"""Those who fade in the demo's truth are those the early warning finds, and it says of itself how well."""

import datetime

import numpy as np

from dampingi.demo.calendars import Year
from dampingi.demo.lives import NEVER, Cohort, Lives, fading_days
from dampingi.demo.steps.learning import COURSES
from dampingi.engines.participation import Rhythm, Rules, at_risk, gathered, standing, trial

YEAR = Year.seen_from(datetime.date(2026, 11, 21))
DUE = (YEAR.on(3, 31), YEAR.on(5, 31), YEAR.on(7, 31), YEAR.on(9, 30))
N = 2000


def lived(seed: int) -> tuple[list[tuple[Rhythm, dict[str, str]]], np.ndarray]:
    """As the demo draws attendance and tasks, without a database."""
    dice = np.random.default_rng(seed)
    enrolled = np.full(N, YEAR.on(2, 9).toordinal())
    exited = np.where(dice.random(N) < 0.03, YEAR.on(5, 1).toordinal() + dice.integers(0, 150, N), NEVER)
    ease = dice.normal(0, 0.8, N)
    cohort = Cohort(np.zeros(N, int), enrolled, exited, ease)
    engagement = np.exp(dice.normal(0, 0.28, N) + 0.12 * ease)
    fading = fading_days(cohort, engagement, YEAR, seed)
    lives = Lives(engagement, *[np.zeros(N)] * 5, fading)
    trainings: list[list[tuple[int, bool]]] = [[] for _i in range(N)]
    tasks: list[list[tuple[int, int | None]]] = [[] for _i in range(N)]
    for course in COURSES:
        on = YEAR.on(course.month, 10).toordinal()
        came = dice.random(N) < (0.80 + 0.16 * np.log(engagement)) * lives.drive(on)
        for i in np.flatnonzero((dice.random(N) < course.share) & (exited > on)):
            trainings[i].append((on, bool(came[i])))
    for due in DUE:
        handed = dice.random(N) < 0.82 ** np.exp(-0.9 * np.log(engagement)) * lives.drive(due)
        for i in range(N):
            tasks[i].append((due.toordinal(), due.toordinal() - 5 if handed[i] else None))
    visits = [
        tuple(np.sort(dice.integers(enrolled[0], YEAR.today.toordinal(), 12)).tolist()) for _i in range(N)
    ]
    rhythms = [
        Rhythm(int(enrolled[i]), int(exited[i]) if exited[i] < NEVER else None, tuple(trainings[i]), tuple(tasks[i]), visits[i])
        for i in range(N)
    ]  # fmt: skip
    sex = np.where(dice.random(N) < 0.5, "P", "L")
    return [(r, {"sex": str(s)}) for r, s in zip(rhythms, sex, strict=True)], fading


def test_who_fades_in_truth_is_foretold_and_the_trial_says_how_well():
    people, fading = lived(3)
    first, last = YEAR.on(3, 11).toordinal(), YEAR.today.toordinal()
    days = [d for d in range(first, last, 15) if d + 60 <= last]
    found = trial(gathered(people, days, horizon=60), Rules(resamples=50, flag_at=0.2))
    assert found.usable, found.faults
    assert found.measured.auc > max(0.6, found.alone.auc)
    assert found.error < 0.06
    spans = [g.seen_interval for g in found.groups]
    assert max(s.low for s in spans) <= min(s.high for s in spans), (
        "no sex fades more here, and none is said to"
    )
    day = YEAR.on(8, 1).toordinal()
    seen = [i for i, (r, _g) in enumerate(people) if at_risk(r, day, 60)]
    chance = found.model.chance(np.array([standing(people[i][0], day).features() for i in seen]))
    faded = np.array([fading[i] < day for i in seen])
    assert chance[faded].mean() > 1.3 * chance[~faded].mean()


def test_those_who_leave_have_faded_before():
    people, fading = lived(4)
    left = [i for i, (r, _g) in enumerate(people) if r.exited_on is not None]
    assert left
    assert all(fading[i] < people[i][0].exited_on for i in left)
