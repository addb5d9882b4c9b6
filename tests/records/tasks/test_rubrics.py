import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.errors import Refused
from dampingi.records.tasks.rubrics import Criterion, Level, Rubric, check, read

points = st.lists(st.integers(0, 100), min_size=2, max_size=5, unique=True).map(sorted)


@st.composite
def rubrics(draw):
    found = draw(st.lists(points, min_size=1, max_size=8))
    return Rubric(
        tuple(
            Criterion(f"k{i}", f"Kriteria {i}", tuple(Level(f"L{n}", p) for n, p in enumerate(each)))
            for i, each in enumerate(found)
        )
    )


@given(rubrics(), st.data())
def test_the_score_is_the_share_of_the_points_rounded_half_up(rubric, data):
    check(rubric)
    levels = {c.code: data.draw(st.integers(0, len(c.levels) - 1)) for c in rubric.criteria}
    had = sum(c.levels[levels[c.code]].points for c in rubric.criteria)
    most = sum(max(v.points for v in c.levels) for c in rubric.criteria)
    score = rubric.score(levels)
    assert 0 <= score <= 100
    assert abs(score * most - 100 * had) * 2 <= most
    assert 2 * (score * most - 100 * had) != -most, "a half goes up"


@given(rubrics(), st.data())
def test_a_better_level_never_lowers_the_score_and_the_best_is_a_hundred(rubric, data):
    levels = {c.code: data.draw(st.integers(0, len(c.levels) - 1)) for c in rubric.criteria}
    for criterion in rubric.criteria:
        if levels[criterion.code] + 1 < len(criterion.levels):
            better = levels | {criterion.code: levels[criterion.code] + 1}
            assert rubric.score(better) >= rubric.score(levels)
    assert rubric.score({c.code: len(c.levels) - 1 for c in rubric.criteria}) == 100


@given(rubrics())
def test_an_edition_reads_as_it_was_told(rubric):
    assert read(rubric.told()) == rubric


def criterion(*levels, name="Isi"):
    return Criterion("isi", name, tuple(Level(*v) for v in levels))


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (criterion(("Baik", 1)),),
        (criterion(("Baik", 3), ("Kurang", 1)),),
        (criterion(("Baik", 1), ("Kurang", 1)),),
        (criterion(("Baik", 1), ("", 2)),),
        (criterion(("Baik", 1), ("Luar biasa", 101)),),
        (criterion(("a", 1), ("b", 2), name=" "),),
        (criterion(("a", 1), ("b", 2)), criterion(("a", 1), ("b", 2))),
    ],
)
def test_what_cannot_be_marked_by_is_refused(wrong):
    with pytest.raises(Refused):
        check(Rubric(wrong))


@pytest.mark.parametrize("level", [-1, 2, "1", True, 1.0])
def test_a_level_that_is_not_there_is_refused(level):
    with pytest.raises(Refused, match="tidak ada di rubrik"):
        Rubric((criterion(("Kurang", 1), ("Baik", 2)),)).checked({"isi": level})
