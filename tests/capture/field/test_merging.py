"""The merge against an oracle that looks at one field at a time."""

from hypothesis import given
from hypothesis import strategies as st

from dampingi.capture.field.merging import merge

FIELDS = ("turnover", "workers", "products")
RECORD = st.fixed_dictionaries(dict.fromkeys(FIELDS, st.integers(0, 3)))
PART = st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 3))


def oracle(shown: bool, base: int, now: int, mine: int) -> str:
    here, there = (not shown) or mine != base, (not shown) or now != base
    if mine == now or not here:
        return "nothing"
    return "ask" if there else "take"


@given(base=st.none() | PART, now=RECORD, mine=PART)
def test_each_field_goes_by_what_each_side_did_to_it(base, now, mine):
    merged = merge(base, now, mine)
    for field, value in mine.items():
        shown = base is not None and field in base
        right = oracle(shown, (base or {}).get(field, 0), now[field], value)
        found = "take" if field in merged.take else "ask" if field in merged.overlaps else "nothing"
        assert found == right, field
    assert not set(merged.take) & set(merged.overlaps)
    assert set(merged.take) | set(merged.overlaps) <= set(mine)


@given(base=RECORD, mine=PART)
def test_alone_everything_is_taken(base, mine):
    merged = merge(base, base, mine)
    assert merged.overlaps == {}
    assert base | merged.take == base | mine


@given(base=RECORD, ours=PART, theirs=PART)
def test_no_change_of_theirs_is_overwritten_and_none_of_ours_is_lost(base, ours, theirs):
    now = base | theirs
    merged = merge(base, now, ours)
    result = now | merged.take
    for field in FIELDS:
        if now[field] != base[field]:
            assert result[field] == now[field]
        mine = ours.get(field, base[field])
        if mine != base[field]:
            assert result[field] == mine or merged.overlaps[field] == [base[field], now[field], mine]


@given(base=RECORD, mine=PART, other=PART)
def test_two_that_touch_different_fields_come_to_the_same_in_either_order(base, mine, other):
    other = {f: v for f, v in other.items() if f not in mine}
    first = base | merge(base, base, mine).take
    second = base | merge(base, base, other).take
    assert first | merge(base, first, other).take == second | merge(base, second, mine).take


@given(base=st.none() | PART, now=RECORD, mine=PART)
def test_once_taken_sending_it_again_changes_nothing(base, now, mine):
    after = now | merge(base, now, mine).take
    assert merge(base, after, mine).take == {}
