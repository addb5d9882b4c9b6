"""Lists joined by tokens under one key: nearly what is found in the clear, nothing under two keys, and nothing to be read in them."""

import pyarrow as pa
import pytest
from benchmarks._linkage_records import make
from tests.engines.linkage.people import table

from dampingi.engines.linkage.features import Unusable, features
from dampingi.engines.linkage.keyed import KEYED, keyed, mark
from dampingi.engines.linkage.linking import link_lists

KEY, OTHER = b"k" * 32, b"o" * 32


def under(key, *rows):
    made = features(table(*rows))
    return keyed(made, made["id"].to_pylist(), key)


def levels(one, other):
    """Of the pair of two records, each in a list of its own."""
    return link_lists([under(KEY, {"id": "a"} | one), under(KEY, {"id": "b"} | other)], at_least=0.0).pairs.to_pylist()[0]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "comparison", "level"),
    [
        ({}, {}, "name", "same_"),
        ({"owner_name": "Siti Nurhaliza"}, {"owner_name": "Hj. SITTI NURHALIZAH"}, "owner", "same_"),
        ({"owner_name": "Siti Nurhaliza Putri"}, {"owner_name": "Nurhaliza Siti"}, "owner", "shortened"),
        ({"owner_name": "Siti Nurhaliza"}, {"owner_name": "S. Nurhaliza"}, "owner", "shortened"),
        ({"owner_name": "Siti Nurhaliza"}, {"owner_name": "Siti Nurheliza"}, "owner", "spelt"),
        ({"owner_name": "Siti Nurhaliza"}, {"owner_name": "Dewi Lestari"}, "owner", "other"),
        ({}, {}, "phone", "same"),
        ({}, {"phones": ["+6281200000002"]}, "phone", "other"),
        ({"nik": "1"}, {"nik": "1"}, "nik", "same"),
        ({"nik": "1"}, {"nik": "2"}, "nik", "other"),
        ({"born_on": "1990-02-03"}, {"born_on": "1990-02-03"}, "born", "same"),
        ({"born_on": "1990-02-03"}, {"born_on": "1990-07-09"}, "born", "same_year"),
        ({"born_on": "1990-02-03"}, {"born_on": "1991-02-03"}, "born", "other"),
        ({}, {}, "address", "same_house"),
        ({}, {"address": "Jalan Melati 9"}, "address", "other"),
        ({}, {"product": "laundry"}, "product", "other"),
        ({}, {"region": "90.02.01.1001"}, "place", "other"),
        ({}, {}, "place", "same_kelurahan"),
    ],
)
def test_levels_hold_of_tokens_as_they_do_of_words(one, other, comparison, level):
    assert levels(one, other)[comparison].startswith(level)


@pytest.fixture(scope="module")
def lists():
    """One register's records dealt out to three cities, and which of them are one business."""
    records = make(3_000, 78)
    truth = dict(zip(records["id"].to_pylist(), records["truth"].to_pylist(), strict=True))
    records = records.drop_columns(["truth", "person"])
    return [features(records.take(pa.array(range(n, 3_000, 3)))) for n in range(3)], truth


def tokens(lists, *keys):
    return [keyed(each, each["id"].to_pylist(), key) for each, key in zip(lists, keys, strict=True)]


def found(links, truth):
    said = [(p["left"], p["right"]) for p in links.pairs.to_pylist()]
    return len(said), sum(truth[one] == truth[other] for one, other in said)


def test_hardly_less_is_found_than_in_the_clear(lists):
    made, truth = lists
    clear, right = found(link_lists(made), truth)
    said, agreed = found(link_lists(tokens(made, KEY, KEY, KEY)), truth)
    assert right > 300
    assert agreed >= 0.96 * right
    assert agreed / said >= 0.98 <= right / clear


def test_under_two_keys_nothing_is_found(lists):
    made, _truth = lists
    links = link_lists(tokens(made, KEY, OTHER, b"third" * 8))
    assert links.pairs.num_rows == 0
    assert mark(KEY) != mark(OTHER)


def test_pairs_are_between_lists_only(lists):
    made, _truth = lists
    of = {each: n for n, part in enumerate(made) for each in part["id"].to_pylist()}
    pairs = link_lists(made).pairs.to_pylist()
    assert pairs
    assert all(of[p["left"]] != of[p["right"]] for p in pairs)
    assert link_lists(made[:1]).pairs.num_rows == 0


def test_nothing_stands_in_the_clear_but_the_region(lists):
    made, _truth = lists
    said = {
        text
        for row in made[0].drop_columns(["id", "row", "region", "sex"]).to_pylist()
        for value in row.values()
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str) and len(text) > 1
    }
    told = " ".join(map(str, keyed(made[0], made[0]["id"].to_pylist(), KEY).drop_columns(["id", "row", "region"]).to_pylist()))  # fmt: skip
    assert len(said) > 3_000
    assert not [text for text in said if f"'{text}'" in told]
    assert not [text for text in said if len(text) > 5 and text in told]


def test_a_record_twice_is_refused():
    with pytest.raises(Unusable, match="same id"):
        link_lists([under(KEY, {"id": "a"}), under(KEY, {"id": "a"})])


def test_the_tokens_of_this_version():
    """Another token or another word behind it is another VERSION: a city that has not been updated would silently find nothing."""
    row = {"id": "a", "nik": "3276010101900001", "born_on": "1990-02-03", "nib": "1234567890123", "owner_name": "Hj. Siti N."}  # fmt: skip
    told = under(KEY, row).to_pylist()[0]
    assert set(told) == set(KEYED.names)
    assert PINNED.items() <= told.items()
    assert mark(KEY) == "947dec39991c9857"


PINNED = {
    "name": "ItPj7Emx5Fy",
    "kind": "mZIdyXtyJLe",
    "owner": "B ItPj7Emx5Fy",
    "owner_first": ["B", "I"],
    "phones": ["paoPvZl-M3cDsjzXXAn4Ld"],
    "nik": "YlCyTlSdJIe7M5b2T_sbYT",
    "nib": "84qW3rBVS0oqxpWv_863wL",
    "born": "nNS6xCW2oUbS02FWHGtCZA",
    "street": "pva29PuaQYS",
    "number": "ha0a9TswQygfR4XhDozlZW",
    "rt_rw": "GhgN9B7QyF4XXwq1rVfl0w",
    "product_words": ["5YR2Dyu3DlJ", "Ji5IZrEagyN"],
}
