"""Marks, points and shares, against counting by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.quizzes.marking import Question, Tally, hardest, marks, points, tallies

QUESTIONS = st.lists(st.integers(0, 4), min_size=1, max_size=30).map(
    lambda rights: [Question(f"Soal {n}", ("a", "b", "c", "d", "e"), r) for n, r in enumerate(rights)]
)
SHEETS = st.integers(1, 30).flatmap(
    lambda n: st.lists(st.text("10", min_size=n, max_size=n), max_size=12).map(lambda rows: (n, rows))
)


@given(QUESTIONS, st.data())
def test_each_answer_is_marked_by_itself_and_an_empty_one_is_wrong(questions, data):
    answers = [data.draw(st.none() | st.integers(0, 4)) for _ in questions]
    told = marks(questions, answers)
    assert [m == "1" for m in told] == [a == q.right for a, q in zip(answers, questions, strict=True)]
    share = Fraction(sum(a == q.right for a, q in zip(answers, questions, strict=True)), len(questions))
    assert abs(points(told) - 100 * share) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("told", "right"), [("", 0), ("111", 100), ("000", 0), ("10000000", 13), ("110", 67)]
)
def test_a_half_is_rounded_up(told, right):
    assert points(told) == right


@given(SHEETS)
def test_tallies_count_every_sheet(given_):
    n, rows = given_
    found = tallies(rows, n)
    assert [t.right for t in found] == [[r[k] for r in rows].count("1") for k in range(n)]
    assert {t.n for t in found} == {len(rows)}


def test_the_hardest_come_first_by_what_is_known_last():
    before = [Tally(4, 0), Tally(4, 4), Tally(4, 1), Tally(0, 0)]
    after = [Tally(4, 4), Tally(4, 1), Tally(0, 0), Tally(0, 0)]
    assert hardest(before, after) == [1, 2, 0, 3]


def test_a_sheet_of_another_length_is_no_answer():
    with pytest.raises(ValueError, match="zip"):
        marks([Question("x", ("a", "b"), 0)], [])
