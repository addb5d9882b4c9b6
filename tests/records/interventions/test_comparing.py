from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dampingi.records.interventions.comparing import compared


@dataclass
class Row:
    before: int | None
    after: int | None
    before_paper: str = ""
    after_paper: str = ""


MAYBE = st.none() | st.integers(0, 10**13)
ROWS = st.lists(
    st.builds(Row, MAYBE, MAYBE, st.sampled_from(["", "book"]), st.sampled_from(["", "app"])), max_size=30
)


def test_by_hand():
    found = compared(
        [Row(100, 150, "book", "app"), Row(100, 90), Row(100, 100, "book"), Row(None, 5), Row(5, None)]
    )
    assert (found.takers, found.known, found.checked) == (5, 3, 1)
    assert (found.rose, found.same, found.fell, found.middle) == (1, 1, 1, 0)
    assert compared([]).middle is None


@given(ROWS)
def test_what_is_missing_is_never_a_change(rows):
    found = compared(rows)
    known = [(r.before, r.after) for r in rows if r.before is not None and r.after is not None]
    assert found.known == len(known) == found.rose + found.same + found.fell
    assert found.checked <= found.known <= found.takers == len(rows)
    assert (found.middle is None) == (not known)
    if known:
        moves = sorted(b - a for a, b in known)
        assert moves[0] <= found.middle <= moves[-1]
