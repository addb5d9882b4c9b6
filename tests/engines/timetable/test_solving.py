"""The plan against trying every plan there is; the measure against its own words; what stays when something changes."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.math_opt.python import mathopt

from dampingi.engines.timetable import (
    Grid,
    Meeting,
    Person,
    Place,
    Question,
    Room,
    Unusable,
    attendance,
    violations,
)
from dampingi.engines.timetable.solving import solve
from dampingi.engines.timetable.spans import session_value

from .city import asked, best_of_all, during, every_plan, questions, session, week

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(questions())
def test_no_plan_is_better(question):
    grid = Grid(question)
    found, best = solve(grid), best_of_all(grid)
    if best is None:
        assert found is None
        return
    assert found
    assert found.proven
    assert not violations(grid, found.plan)
    assert found.value == attendance(grid, found.plan).value == found.bound == best


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_another_solver_says_the_same(question):
    """The formulation is one thing, the solver another: CP-SAT finds no better plan and no other value."""
    grid = Grid(question)
    ours, theirs = solve(grid), solve(grid, solver=mathopt.SolverType.CP_SAT)
    assert (ours and ours.value) == (theirs and theirs.value)


def naive_kept(grid: Grid, plan) -> Fraction:
    """Person by person, session by session, as one would tell it: must first, then what is worth most."""
    kept = Fraction(0)
    meetings = {m.id: m for m in grid.asked.meetings}
    for person in grid.asked.people:
        for s in grid.sessions:
            there = []
            for name, place in plan.items():
                span = grid.span(meetings[name], grid.by_id[place.session])
                if span and s in span.covers and person.id in meetings[name].invited:
                    start, end = max(span.start, s.start), min(span.end, s.end)
                    if not any(b.start < end and start < b.end for b in person.busy):
                        m, n = meetings[name], len(span.covers)
                        there.append((person.id in m.must, session_value(m, person, n), m.id, n))
            if there:
                kept += Fraction(1, max(there)[3])
    return kept


@slow
@given(questions(), st.randoms())
def test_who_is_counted_as_coming(question, chance):
    grid = Grid(question)
    plans = list(every_plan(grid))
    plan = chance.choice(plans)
    held = attendance(grid, plan)
    assert held.kept == naive_kept(grid, plan) == sum(held.by_meeting.values())
    assert held.kept + _missed(grid, plan, held) == sum(
        len(m.invited) for m in question.meetings if _fits(grid, m, plan)
    )


def _fits(grid: Grid, m: Meeting, plan) -> bool:
    return grid.span(m, grid.by_id[plan[m.id].session]) is not None


def _missed(grid: Grid, plan, held) -> Fraction:
    meetings = {m.id: m for m in grid.asked.meetings}
    spans = {m: grid.span(meetings[m], grid.by_id[p.session]) for m, p in plan.items()}
    return sum((Fraction(1, len(spans[c.meeting].covers)) for c in held.clashes), Fraction(0))


def test_who_lost_out_before_counts_for_more():
    """Two people, each free at another half-day: the one who missed half of the year's invitations is taken along."""
    a, b = week(1)
    people = [Person("lost", during(b), 5, 10), Person("lucky", during(a), 0, 10)]
    meeting = Meeting("m", 60, should=frozenset({"lost", "lucky"}))
    assert solve(Grid(asked(meeting, people=people, sessions=(a, b)))).plan["m"].session == a.id
    swapped = [Person("lost", during(b), 0, 10), Person("lucky", during(a), 5, 10)]
    assert solve(Grid(asked(meeting, people=swapped, sessions=(a, b)))).plan["m"].session == b.id


def test_a_market_day_is_used_only_where_more_come():
    dear, plain = session(0, 0, cost=150), session(0, 1)
    meeting = Meeting("m", 60, should=frozenset({"ana", "budi"}))
    one = [Person("ana", during(plain))]
    both = [*one, Person("budi", during(plain))]
    assert solve(Grid(asked(meeting, people=one, sessions=(dear, plain)))).plan["m"].session == plain.id
    assert solve(Grid(asked(meeting, people=both, sessions=(dear, plain)))).plan["m"].session == dear.id


@slow
@given(questions(), st.data())
def test_after_a_change_as_few_meetings_move_as_can(question, data):
    grid = Grid(question)
    before = solve(grid)
    if before is None:
        return
    ill = data.draw(st.sampled_from([p.id for p in question.people]))
    away = during(*data.draw(st.lists(st.sampled_from(grid.sessions), min_size=1, max_size=2, unique=True)))
    people = tuple(dataclasses.replace(p, busy=p.busy + away) if p.id == ill else p for p in question.people)
    changed = Grid(dataclasses.replace(question, people=people))
    after = solve(changed, keep=before.plan)
    allowed = [p for p in every_plan(changed) if not violations(changed, p)]
    if not allowed:
        assert after is None
        return
    assert after
    assert not violations(changed, after.plan)
    assert len(after.moved) == min(_moved(before.plan, p) for p in allowed) == _moved(before.plan, after.plan)
    nearest = [p for p in allowed if _moved(before.plan, p) == len(after.moved)]
    assert after.value == max(attendance(changed, p).value for p in nearest) == after.bound
    as_good = [p for p in nearest if attendance(changed, p).value == after.value]
    assert _days(changed, before.plan, after.plan) == min(_days(changed, before.plan, p) for p in as_good)


@slow
@given(questions(), st.randoms())
def test_not_firmly_it_is_the_best_plan_that_moves_fewest(question, chance):
    grid = Grid(question)
    plans = [p for p in every_plan(grid) if not violations(grid, p)]
    if not plans:
        return
    before = chance.choice(plans)
    found = solve(grid, keep=before, firmly=False)
    best = max(attendance(grid, p).value for p in plans)
    assert found
    assert found.value == found.bound == best
    among = [p for p in plans if attendance(grid, p).value == best]
    fewest = min(_moved(before, p) for p in among)
    assert len(found.moved) == fewest
    days = min(_days(grid, before, p) for p in among if _moved(before, p) == fewest)
    assert _days(grid, before, found.plan) == days


def _days(grid: Grid, a, b) -> int:
    day = {s.id: s.start.date() for s in grid.sessions}
    return sum(abs((day[a[m].session] - day[b[m].session]).days) for m in a)


def _moved(a, b) -> int:
    return sum(a[m].session != b[m].session for m in a)


def test_what_did_not_move_keeps_its_room():
    rooms = (Room("one", 9), Room("two", 9))
    meetings = [Meeting(f"m{k}", 60, should=frozenset({f"p{k}"})) for k in range(2)]
    grid = Grid(asked(*meetings, rooms=rooms, sessions=week(1)))
    for keep in (
        {"m0": Place("0a", "two"), "m1": Place("0a", "one")},
        {"m0": Place("0a", "one"), "m1": Place("0a", "two")},
    ):
        assert dict(solve(grid, keep=keep).plan) == keep


def test_the_same_question_has_the_same_answer():
    question = asked(*[Meeting(f"m{k}", 60, should=frozenset({"ana", "budi", f"p{k}"})) for k in range(4)])
    assert len({tuple(sorted(solve(Grid(question)).plan.items(), key=str)) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"after": {"b": 0}}, "wait for each other"),
        ({"after": {"zz": 0}}, "zz is not among the meetings"),
        ({"idea": "9z"}, "9z is not among the sessions"),
        ({"fixed": True}, "fixed without a session"),
        ({"minutes": 0}, "at least 1"),
        ({"idea_room": "attic"}, "attic is not among the rooms"),
        ({"should": frozenset({"ghost"})}, "ghost is not among the people"),
    ],
)
def test_a_question_that_contradicts_itself_says_where(change, said):
    a = dataclasses.replace(Meeting("a", 60, should=frozenset({"ana"})), **change)
    b = Meeting("b", 60, should=frozenset({"ana"}), after={"a": 0})
    with pytest.raises(Unusable, match=said):
        Question(week(), (Person("ana"),), (Room("hall", 9),), (a, b))


def test_sessions_that_overlap_or_end_before_they_start_are_refused():
    good = week(1)
    shifted = dataclasses.replace(good[0], id="x", end=good[0].end - (good[0].end - good[0].start) / 2)
    with pytest.raises(Unusable, match="overlap"):
        Question((*good, shifted), (), (), ())
    with pytest.raises(Unusable, match="does not end after"):
        Question((dataclasses.replace(good[0], end=good[0].start),), (), (), ())
    with pytest.raises(Unusable, match="stands twice"):
        Question((good[0], good[0]), (), (), ())


def test_nothing_to_plan_is_a_plan():
    assert solve(Grid(Question(week(), (), (), ()))).plan == {}


@pytest.mark.parametrize("hundredths", [1, 3, 7, 30, 33, 50, 99])
def test_what_a_session_costs_is_exactly_its_part_of_an_invitation(hundredths):
    """Else two costs would not add up to their sum, and of plans alike in worth the one that moves least could be missed."""
    one, other = session(0, 0, hundredths), session(0, 1, hundredths)
    meeting = Meeting("m", 420, should=frozenset({"ana"}))
    grid = Grid(asked(meeting, sessions=(one, other)))
    whole = attendance(Grid(asked(meeting, sessions=week(1))), {"m": Place("0a", "hall")}).value
    held = attendance(grid, {"m": Place("0a", "hall")}).value
    assert (whole - held) * 100 == 2 * hundredths * whole
