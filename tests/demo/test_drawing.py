"""What is drawn before anything happens: quotas that add up, mentors of known skill, caseloads of unequal difficulty."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.demo.calendars import Year
from dampingi.demo.caseloads import draw_caseloads
from dampingi.demo.guides import PASS_EFFECT, draw_guides
from dampingi.demo.ids import seeded_ids
from dampingi.demo.places import Kelurahan, Places
from dampingi.demo.quotas import apportion, draw_intake
from dampingi.demo.sizes import DEPOK, SMALL
from dampingi.demo.truth import CityTruth, MentorTruth, RaterTruth, load, save

YEAR = Year(2026, datetime.date(2026, 11, 21))


def places(kecamatan: int = 11, each: int = 6) -> Places:
    names = {f"32.76.{k:02}": f"Kecamatan {k}" for k in range(1, kecamatan + 1)}
    found = [
        Kelurahan(f"{k}.{1001 + i}", f"{name} {i}", k, -6.4, 106.8, 2)
        for k, name in names.items()
        for i in range(each)
    ]
    return Places(tuple(found), names)


@given(st.integers(0, 3_000), st.lists(st.floats(0.1, 100), min_size=1, max_size=70))
def test_apportioned_numbers_add_up_and_keep_the_proportions(total, weights):
    weight = np.array(weights)
    found = apportion(total, weight)
    assert found.sum() == total
    assert np.all(np.abs(found - total * weight / weight.sum()) < 1)


@pytest.mark.parametrize("size", [DEPOK, SMALL])
@pytest.mark.parametrize("seed", range(20))
def test_places_and_replacements_make_the_participants(size, seed):
    intake = draw_intake(size, seed, size.kelurahan)
    replaced = np.minimum(intake.withdrawals, intake.waiting).sum()
    assert intake.places.sum() + replaced == size.participants
    assert intake.withdrawals.sum() == size.withdrawals
    assert np.all(intake.withdrawals <= intake.places)


def test_skill_is_standard_and_effects_follow_it():
    drawn = [draw_guides(DEPOK, places(), seed) for seed in range(40)]
    skill = np.concatenate([g.skill for g in drawn])
    assert abs(skill.mean()) < 0.1
    assert abs(skill.std() - 1) < 0.1
    assert np.allclose(drawn[0].effect, PASS_EFFECT * drawn[0].skill)
    others = ("competence", "warmth", "diligence")
    assert all(np.corrcoef(skill, np.concatenate([getattr(g, o) for g in drawn]))[0, 1] > 0.3 for o in others)


def test_mentors_of_one_kecamatan_are_alike():
    """The team effect: without it, the spread between kecamatan would be that of means of six."""
    means = []
    for seed in range(60):
        g = draw_guides(DEPOK, places(), seed)
        means += list(g.skill[:66].reshape(11, 6).mean(axis=1))
    assert np.std(means) > 1.15 / np.sqrt(6)


def loads(seed: int = 1):
    p = places()
    place = np.repeat(np.arange(66), 32)
    ease = np.random.default_rng(seed).normal(0, 0.7, len(place))
    return place, ease, draw_caseloads(places=p, place=place, ease=ease, city_mentors=7, year=YEAR, seed=seed)


def test_most_are_with_their_kelurahan_and_the_hard_cases_higher_up():
    place, ease, found = loads()
    own = found.first == place
    assert 0.8 < own.mean() < 0.95
    assert ease[own].mean() > ease[~own].mean() + 0.3


def test_a_leave_hands_over_and_back():
    place, _ease, found = loads()
    start, back = [h for h in found.handovers if len(h.pairs) > 5][:2]
    during, after = found.on(start.on), found.on(max(h.on for h in found.handovers))
    away = [p for p, _m in start.pairs]
    assert np.all(during[away] != found.first[away])
    assert np.all(after[[p for p, _m in back.pairs]] == place[[p for p, _m in back.pairs]])


def test_handovers_stay_inside_the_kecamatan():
    place, _ease, found = loads()
    for handover in found.handovers:
        for participant, mentor in handover.pairs:
            assert mentor == place[participant] or mentor == 66 + place[participant] // 6


def test_ids_are_version_7_in_order_and_the_same_again():
    first, again = seeded_ids(1, YEAR.today), seeded_ids(1, YEAR.today)
    found = [first() for _i in range(500)]
    assert [again() for _i in range(500)] == found
    assert all(i.version == 7 for i in found)
    assert all(i.variant == "specified in RFC 4122" for i in found)
    assert found == sorted(found)
    assert seeded_ids(2, YEAR.today)() != found[0]


def test_truth_is_kept_as_it_was_told(tmp_path):
    mentor = MentorTruth("a", "32.76.05.1003", 0.1, 0.02, 0.3, 3.4, 0.1, 1.1, 0.2, -0.4, 27)
    told = CityTruth(
        7, "2026-11-21", "WUB-2026", {"kuliner": 0.1}, (mentor,), (RaterTruth("b", "Bappeda", 0.3),),
        {"x": True, "y": False}, (("p", "q"),),
    )  # fmt: skip
    save(told, tmp_path)
    assert load(tmp_path) == told
    assert told.pass_rate == 0.5


def test_there_is_no_truth_where_no_city_was_built(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path)
