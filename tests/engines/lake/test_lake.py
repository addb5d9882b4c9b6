"""Editions, pseudonyms and tallies, without an office."""

import contextlib
import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.lake import (
    SCHEMA,
    Manifest,
    Partition,
    Pseudonyms,
    Stored,
    Tally,
    Unreadable,
    obsolete,
    place_of,
    publisher,
)

values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(max_size=8)
    | st.uuids()
    | st.dates()
)
rows = st.lists(st.tuples(values, values), max_size=8)


def tally(*batches):
    made = Tally()
    for batch in batches:
        made.add(batch)
    return made.digest


@given(rows, st.randoms())
def test_a_tally_knows_rows_in_any_order_and_any_batches(told, chance):
    mixed = list(told)
    chance.shuffle(mixed)
    cut = chance.randint(0, len(mixed))
    assert tally(mixed[:cut], mixed[cut:]) == tally(told)


@given(rows, rows)
def test_a_tally_tells_other_rows_apart(one, other):
    def seen(told):
        return sorted(
            repr(tuple(str(v) if not isinstance(v, str | int | None) else v for v in row)) for row in told
        )

    assert (tally(one) == tally(other)) == (seen(one) == seen(other))


def test_a_row_that_comes_twice_counts_twice():
    assert len({tally([("a",)] * n) for n in range(4)}) == 4


@given(st.uuids(), st.uuids())
def test_pseudonyms_join_within_a_key_and_never_across(one, other):
    ours, theirs = Pseudonyms(b"ours"), Pseudonyms(b"theirs")
    assert ours.of(one) == ours.of(str(one)) == ours.of(one.hex) == Pseudonyms(b"ours").of(one)
    assert (ours.of(one) == ours.of(other)) == (one == other)
    assert ours.of(one) not in (theirs.of(one), one.hex)
    assert uuid.UUID(ours.of(one))


def test_nobody_has_no_pseudonym_and_a_publisher_does_not_say_the_key():
    assert Pseudonyms(b"k").of(None) is None
    assert publisher(b"k") != publisher(b"l")
    assert b"k".hex() != publisher(b"k")


@pytest.mark.parametrize(
    ("region", "place"), [("32.76.05.1003", "32.76"), ("32.76", "32.76"), ("32", "32"), ("", "00")]
)
def test_the_place_of_a_region(region, place):
    assert place_of(region) == place


def test_the_folder_of_a_partition():
    assert Partition("visit", "32.76", 2026).folder == "tables/visit/province=32/city=32.76/year=2026"


def edition(seq, *paths, before=()):
    files = tuple(Stored(path, 2026, 1, 10, "ab", "1-0") for path in paths)
    return Manifest(
        "32.76",
        publisher(b"office"),
        seq,
        "2026-08-20T00:00:00+00:00",
        {"visit": ("id",)},
        {"visit": files},
        before,
    )


def file(name, table="visit", place="32.76", year=2026):
    return f"{Partition(table, place, year).folder}/{name * 32}.parquet"


def test_an_edition_is_read_as_it_was_written():
    made = edition(3, file("a"), before=(file("b"),))
    assert Manifest.read(made.written()) == made
    assert (made.rows, made.size) == (1, 10)


def test_files_stay_for_one_more_edition():
    one, two, three = edition(1, "a", "b"), edition(2, "b", "c"), edition(3, "c")
    assert obsolete(None, one) == ((), ())
    kept, gone = obsolete(one, two)
    assert (kept, gone) == (("a",), ())
    assert obsolete(edition(2, "b", "c", before=kept), three) == (("b",), ("a",))


def test_a_file_that_comes_back_is_not_removed():
    assert obsolete(edition(2, "b", before=("a",)), edition(3, "a")) == (("b",), ())


def test_a_newer_edition_is_refused_and_an_older_one_read():
    told = json.loads(edition(1, file("a")).written())
    with pytest.raises(Unreadable) as newer:
        Manifest.read(json.dumps(told | {"schema": SCHEMA + 1}).encode())
    assert (newer.value.problem, newer.value.schema) == ("newer", SCHEMA + 1)
    assert Manifest.read(json.dumps(told | {"schema": 0}).encode()).schema == 0


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"\xff", b'{"schema": 1}', b'{"schema": "x"}', b'{"schema": 1, "tables": []}']
)
def test_what_is_no_edition_is_said_so(body):
    with pytest.raises(Unreadable, match="broken"):
        Manifest.read(body)


FOREIGN = [
    "/etc/passwd",
    "../secret",
    "tables/../../x",
    file("a", place="32.71"),
    file("a").replace("province=32", "province=33"),
    file("*"),
    f"{file('a')}/../x.parquet",
    "cities/32.76.json",
]


@pytest.mark.parametrize("path", [*FOREIGN, file("a", table="person"), file("a", year=2025)])
def test_an_edition_lists_its_own_place_s_files_only(path):
    with pytest.raises(Unreadable, match="broken"):
        Manifest.read(edition(1, path).written())


@pytest.mark.parametrize("path", FOREIGN)
def test_nor_does_it_have_others_removed(path):
    """What an edition says was listed before is removed with the next one: it must not name what is not its own."""
    with pytest.raises(Unreadable, match="broken"):
        Manifest.read(edition(1, file("a"), before=(path,)).written())


@pytest.mark.parametrize(
    "told", [{"at": "kemarin"}, {"at": "2026-08-20T00:00:00"}, {"place": "../32"}, {"place": ""}]
)
def test_an_edition_says_its_place_and_its_moment(told):
    with pytest.raises(Unreadable, match="broken"):
        Manifest.read(json.dumps(json.loads(edition(1).written()) | told).encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_an_edition_or_are_refused(body):
    with contextlib.suppress(Unreadable):
        Manifest.read(body)
