"""How the participants' year goes hangs on them and on their mentors, in the way the known truth says."""

import dataclasses
import datetime

import numpy as np
import pytest

from dampingi.demo.calendars import Year
from dampingi.demo.caseloads import draw_caseloads
from dampingi.demo.guides import Guides, draw_guides
from dampingi.demo.lives import NEVER, REPORTED_PASS_RATE, Cohort, Lives, live, months_active
from dampingi.demo.sizes import DEPOK
from tests.demo.test_drawing import places

YEAR = Year(2026, datetime.date(2026, 11, 21))
PLACE = np.repeat(np.arange(66), 32)
SOME_LEFT = datetime.date(2026, 6, 15).toordinal()


def cohort(seed: int) -> Cohort:
    dice = np.random.default_rng(seed)
    hard = dice.normal(0, 0.5, 66)[PLACE]
    ease = hard + dice.normal(0, 0.5, len(PLACE))
    return Cohort(
        place=PLACE,
        enrolled=np.full(len(PLACE), YEAR.on(2, 2).toordinal()),
        exited=np.where(dice.random(len(PLACE)) < 0.03, SOME_LEFT, NEVER),
        ease=ease - ease.mean(),
    )


def lived(seed: int, guides: Guides | None = None) -> tuple[Cohort, Guides, Lives]:
    c, g = cohort(seed), guides or draw_guides(DEPOK, places(), seed)
    loads = draw_caseloads(places=places(), place=PLACE, ease=c.ease, city_mentors=7, year=YEAR, seed=seed)
    return c, g, live(c, loads, g, YEAR, seed)


@pytest.mark.parametrize("seed", range(4))
def test_the_reported_rate_is_the_headline_and_the_true_one_is_lower(seed):
    c, _g, found = lived(seed)
    assert abs(found.reported.mean() - REPORTED_PASS_RATE) < 0.005
    assert 0.68 < found.passed.mean() < found.reported.mean()
    assert 1 - found.passed.mean() > 0.1
    assert len(c) == len(PLACE)


def test_who_left_never_passes():
    c, _g, found = lived(1)
    assert not found.passed[c.exited != NEVER].any()
    assert not found.reported[c.exited != NEVER].any()


def test_honest_mentors_report_no_false_passes():
    g = draw_guides(DEPOK, places(), 1)
    honest = dataclasses.replace(g, inflation=np.zeros(len(g)))
    _c, _g, found = lived(1, honest)
    assert not (found.reported & ~found.passed).any()


def test_both_ease_and_mentors_move_the_chance():
    """Over many cities: easy cases pass more, and so do those of good mentors; the mentors' part is the smaller one."""
    easy, good = [], []
    for seed in range(12):
        c, _g, found = lived(seed)
        there = c.exited == NEVER
        easy.append(np.corrcoef(c.ease[there], found.passed[there])[0, 1])
        good.append(np.corrcoef(found.help[there], found.passed[there])[0, 1])
    assert np.mean(easy) > np.mean(good) > 0.08


def test_raw_rates_mislead_and_the_truth_can_set_them_right():
    """Raw pass rates of the mentors carry their caseloads' difficulty; taking out what the truth says removes it."""
    raw, put_right = [], []
    for seed in range(12):
        c, g, found = lived(seed)
        own = (found.mentor[:, 0] == PLACE) & (c.exited == NEVER)
        rate = np.array([found.passed[own & (k == PLACE)].mean() for k in range(66)])
        ease = np.array([c.ease[own & (k == PLACE)].mean() for k in range(66)])
        raw.append(np.corrcoef(rate, g.effect[:66])[0, 1])
        left = rate - np.polyval(np.polyfit(ease, rate, 1), ease)
        put_right.append(np.corrcoef(left, g.effect[:66])[0, 1])
    assert np.mean(put_right) > np.mean(raw) + 0.05


def test_attribution_follows_the_months():
    """Someone handed over in the middle of the year bears both mentors' effects, by their months."""
    _c, g, found = lived(2)
    moved = np.flatnonzero((found.mentor != found.mentor[:, :1]).any(axis=1))
    assert len(moved)
    one = moved[0]
    assert np.isclose(found.help[one], g.effect[found.mentor[one]].mean())


def test_months_of_those_who_left_end():
    c = cohort(3)
    active = months_active(c, YEAR)
    left = c.exited == SOME_LEFT
    assert active[left][:, :5].all()
    assert not active[left][:, 5:].any()
    assert active[~left].all()
