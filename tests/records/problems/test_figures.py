"""Figures say what their rows say; what is unsolved waits on."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.problems.figures import Row, by_place, by_topic, figures
from tests.records.town import TODAY

DAY = datetime.timedelta(days=1)


@st.composite
def rows(draw):
    noted = TODAY - draw(st.integers(0, 90)) * DAY
    result = draw(st.sampled_from(["", "solved", "unsolvable", "taken"]))
    closed = noted + draw(st.integers(0, (TODAY - noted).days)) * DAY if result else None
    held = "local" if result else draw(st.sampled_from(["local", "province"]))
    region = draw(st.sampled_from(["32.76", "32.76.05", "32.76.05.1003", "32.76.06"]))
    return Row(
        draw(st.sampled_from(["permits", "data"])),
        region,
        noted,
        closed,
        result,
        held,
        "local",
        draw(st.booleans()),
    )


def naive_median(told):
    """Day by day: nothing is censored before today, so the share solved within d days of those watched that long is the product."""
    share = 1.0
    for day in range(200):
        at_risk = [
            r
            for r in told
            if (((r.closed_on if r.result == "solved" else TODAY) or TODAY) - r.noted_on).days >= day
        ]
        ended = [r for r in at_risk if r.result == "solved" and (r.closed_on - r.noted_on).days == day]
        if ended:
            share *= 1 - len(ended) / len(at_risk)
        if share <= 0.5:
            return day
    return None


@given(st.lists(rows(), max_size=25))
def test_as_counted_by_hand(told):
    found = figures(told, TODAY)
    running = [r for r in told if not r.result]
    assert (found.noted, found.open, found.solved) == (
        len(told),
        len(running),
        len([r for r in told if r.result == "solved"]),
    )
    assert found.waiting == len([r for r in running if r.held == "province"])
    assert found.overdue == len([r for r in running if r.overdue])
    assert found.open + found.solved + found.unsolved_closed == found.noted
    assert found.median == (naive_median(told) if told else None)


@given(st.lists(rows(), max_size=25))
def test_the_parts_sum_to_the_whole(told):
    whole = figures(told, TODAY)
    for parts in (by_topic(told, TODAY), by_place(told, 3, TODAY)):
        assert sum(f.open for f in parts.values()) == whole.open
        assert sum(f.solved for f in parts.values()) == whole.solved
    assert set(by_place(told, 3, TODAY)) <= {"32.76", "32.76.05", "32.76.06"}


def test_closing_without_a_solution_makes_nothing_quicker():
    solved = Row("data", "32.76", TODAY - 10 * DAY, TODAY - 5 * DAY, "solved", "local", "local", False)
    waiting = [Row("data", "32.76", TODAY - 60 * DAY, None, "", "local", "local", False)] * 2
    given_up = [r._replace(result="unsolvable", closed_on=TODAY - 59 * DAY) for r in waiting]
    assert figures([solved, *waiting], TODAY).median == figures([solved, *given_up], TODAY).median is None
