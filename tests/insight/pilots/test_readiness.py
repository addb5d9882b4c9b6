"""What bars a cooperative, and the points of each part. Pure."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.insight.pilots.readiness import Facts, readiness, usable

RULES = {
    "weights": {"health": 40, "digital": 20, "transparent": 20, "shop": 20},
    "away": 15,
    "least_health": 66,
}
READY = Facts(
    closed=False, savings_loan=False, met=True, health=8_000, area_inside=True, digital=True, transparent=True, shop=True
)  # fmt: skip


def test_a_ready_one_has_the_points_of_its_health_and_all_others_in_full():
    told = readiness(READY, RULES)
    assert told.eligible
    assert [(p.code, p.points, p.of) for p in told.parts] == [
        ("health", 3_200, 4_000), ("digital", 2_000, 2_000), ("transparent", 2_000, 2_000), ("shop", 2_000, 2_000),
    ]  # fmt: skip
    assert told.score == told.at_most == 9_200


@pytest.mark.parametrize(
    ("change", "bars"),
    [
        ({"closed": True}, "closed"),
        ({"savings_loan": True}, "type"),
        ({"met": False}, "meeting"),
        ({"health": None}, "assessed"),
        ({"health": 6_599}, "health"),
        ({"area_inside": False}, "area"),
    ],
)
def test_each_filter_bars_by_itself(change, bars):
    assert readiness(replace(READY, **change), RULES).barriers == (bars,)


def test_the_limit_itself_is_enough():
    assert readiness(replace(READY, health=6_600), RULES).eligible


def test_what_is_not_known_gives_no_points_and_is_no_no():
    unknown, no = (readiness(replace(READY, digital=d), RULES) for d in (None, False))
    assert unknown.score == no.score == 7_200
    assert (unknown.at_most, no.at_most) == (9_200, 7_200)
    assert [p.code for p in unknown.parts if not p.known] == ["digital"]


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_more_health_never_gives_fewer_points(health, weight):
    rules = RULES | {"weights": {"health": weight, "digital": 100 - weight, "transparent": 0, "shop": 0}}
    less = readiness(replace(READY, health=health), rules).score
    assert less <= readiness(replace(READY, health=min(10_000, health + 1)), rules).score <= 10_000


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {"health": 50, "digital": 20, "transparent": 20, "shop": 20}},
        {"weights": {"health": 100}},
        {"weights": {"health": 120, "digital": -20, "transparent": 0, "shop": 0}},
        {"away": 101},
        {"least_health": 66.5},
        {"away": None},
    ],
)
def test_an_edition_that_adds_up_to_something_else_is_unusable(change):
    assert usable(RULES)
    assert not usable(RULES | change)
