"""A plan puts every talk somewhere, nobody in two places, no rater before someone they know; and says when raters hang apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.agenda import Slot, Talk, Unfit, plan, problems, slots

DAY = ("2026-11-24", "2026-11-25")
HOURS = {"starts": 8 * 60, "ends": 15 * 60, "pauses": [(12 * 60, 13 * 60)]}


def talks(number: int, groups: int = 1) -> list[Talk]:
    return [Talk(f"t{n:03d}", f"g{n % groups}", f"k{n // 6}", f"p{n}") for n in range(number)]


def raters(number: int) -> list[str]:
    return [f"r{n}" for n in range(number)]


def test_eighty_one_talks_do_not_fit_one_room_in_two_days_and_fit_three():
    frame = slots(DAY, minutes=20, **HOURS)
    assert len(frame) == 2 * (12 + 6)
    with pytest.raises(Unfit) as said:
        plan(talks(81), frame, 2, raters(6), least=3)
    assert (said.value.kind, said.value.needed, said.value.given) == ("slots", 81, 72)
    made = plan(talks(81, 3), frame, 3, raters(9), least=3)
    assert {p.talk.key for p in made} == {t.key for t in talks(81)}
    assert problems(made, 20, least=3) == []


def test_too_few_raters_for_the_rooms_are_refused():
    with pytest.raises(Unfit) as said:
        plan(talks(8), slots(DAY, minutes=30, **HOURS), 2, raters(5), least=3)
    assert (said.value.kind, said.value.needed, said.value.given) == ("raters", 6, 5)


def test_slots_keep_to_hours_and_pauses():
    frame = slots(DAY, minutes=25, **HOURS)
    assert all(s.minute >= 480 and s.minute + 25 <= 900 for s in frame)
    assert all(s.minute + 25 <= 720 or s.minute >= 780 for s in frame)
    assert {s.block for s in frame} == {0, 1}
    with pytest.raises(ValueError, match="after it starts"):
        slots(DAY, 600, 500, [], 20)


SIZES = st.tuples(
    st.sampled_from([1, 5, 17, 36]),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([0, 1, 4]),
    st.sampled_from([1, 2]),
)
PAIRS = st.sets(
    st.tuples(st.sampled_from(raters(6)), st.sampled_from([f"p{n}" for n in range(12)])), max_size=6
)


@given(SIZES, PAIRS)
def test_whatever_is_asked_for_nobody_is_in_two_places_or_before_someone_they_know(sizes, pairs):
    number, rooms, more, groups = sizes
    told = plan(
        talks(number, groups),
        slots(DAY, minutes=20, **HOURS),
        rooms,
        raters(2 * rooms + more),
        least=2,
        conflicts=frozenset(pairs),
    )
    assert sorted(p.talk.key for p in told) == sorted(t.key for t in talks(number))
    kinds = {p.kind for p in problems(told, 20, least=1, conflicts=frozenset(pairs))}
    assert not kinds & {"room_double", "rater_double", "person_double", "conflict"}


@given(st.permutations(talks(9)))
def test_the_order_they_come_in_changes_nothing(shuffled):
    frame = slots(DAY, minutes=20, **HOURS)
    assert plan(shuffled, frame, 2, raters(4), least=2) == plan(talks(9), frame, 2, raters(4), least=2)


def test_raters_move_so_that_all_hang_together_and_without_moving_they_do_not():
    """The control: the same talks with panels that stay in their rooms fall apart."""
    frame = slots(DAY, minutes=20, **HOURS)
    made = plan(talks(60), frame, 2, raters(4), least=2)
    assert problems(made, 20, least=2) == []
    still = [replace(p, raters=("r0", "r1") if p.room == 0 else ("r2", "r3")) for p in made]
    found = problems(still, 20, least=2)
    assert [(p.kind, p.keys, p.parts) for p in found] == [
        ("disconnected", ("g0",), (("r0", "r1"), ("r2", "r3")))
    ]


def test_one_half_day_in_two_rooms_cannot_join_the_raters_and_says_so():
    frame = [s for s in slots(DAY, minutes=20, **HOURS) if (s.day, s.block) == (DAY[0], 0)]
    made = plan(talks(24), frame, 2, raters(4), least=2)
    assert [p.kind for p in problems(made, 20, least=2)] == ["disconnected"]


def test_talks_change_places_before_a_rater_has_to_stay_out():
    frame = slots(DAY, minutes=20, **HOURS)
    free = plan(talks(40), frame, 2, raters(4), least=2)
    first = next(p for p in free if p.talk.key == "t000")
    pair = frozenset({(first.raters[0], first.talk.person)})
    made = plan(talks(40), frame, 2, raters(4), least=2, conflicts=pair)
    assert all(len(p.raters) == 2 for p in made)


def test_what_people_change_by_hand_is_checked():
    frame = slots(DAY, minutes=20, **HOURS)
    made = list(plan(talks(4), frame, 2, raters(4), least=2))
    soon = Slot(made[0].slot.day, made[0].slot.minute + 5, made[0].slot.block)
    made[1] = replace(made[1], slot=soon, room=made[0].room, raters=made[0].raters)
    kinds = {
        p.kind
        for p in problems(made, 20, least=2, conflicts=frozenset({(made[2].raters[0], made[2].talk.person)}))
    }
    assert {"room_double", "rater_double", "conflict"} <= kinds
