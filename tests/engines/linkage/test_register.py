"""The invented register is what it says it is, and the engine finds in it what it found when it was fitted."""

import collections
import itertools
import re

import pytest
from benchmarks._linkage_records import LISTS, POOR, make

from dampingi.engines.linkage.linking import link


@pytest.fixture(scope="module")
def register():
    return make(4_000, 17)


def test_the_same_seed_makes_the_same_records_and_another_makes_others(register):
    assert make(4_000, 17).equals(register)
    assert not make(4_000, 18)["owner_name"].equals(register["owner_name"])


GAPS = {
    LISTS: {
        "nik": 0.38,
        "phones": 0.25,
        "address": 0.05,
        "latitude": 0.84,
        "owner_name": 0.01,
        "product": 0.02,
    },
    POOR: {
        "nik": 0.64,
        "phones": 0.19,
        "address": 0.24,
        "latitude": 0.87,
        "owner_name": 0.06,
        "product": 0.14,
    },
}


@pytest.mark.parametrize("setting", GAPS, ids=["lists", "poor"])
def test_repeats_and_gaps_are_as_many_as_it_says(setting):
    register = make(4_000, 17, setting)
    businesses = len(set(register["truth"].to_pylist()))
    assert 0.15 < 1 - businesses / register.num_rows < 0.20
    assert max(collections.Counter(register["truth"].to_pylist()).values()) <= 5
    for column, share in GAPS[setting].items():
        missing = sum(not value for value in register[column].to_pylist()) / register.num_rows
        assert missing == pytest.approx(share, abs=0.04), column


def test_every_row_names_something_and_nothing_in_it_could_be_a_nik(register):
    for row in register.to_pylist():
        assert row["business_name"] or row["owner_name"]
        assert not re.search(r"\d{16}", " ".join(map(str, row.values())))


def test_what_makes_it_hard_is_in_it(register):
    """Namesakes, owners with a second shop, and phones that many share."""
    rows = register.to_pylist()
    named = collections.defaultdict(set)
    shops = collections.defaultdict(set)
    for row in rows:
        named[row["owner_name"]].add(row["person"])
        shops[row["person"]].add(row["truth"])
    assert sum(len(people) > 3 for name, people in named.items() if name) > 10
    assert sum(len(of) > 1 for of in shops.values()) > 100
    assert max(collections.Counter(p for row in rows for p in row["phones"]).values()) > 10


def test_the_engine_finds_most_of_them_and_is_right_mostly(register):
    truth = dict(zip(register["id"].to_pylist(), register["truth"].to_pylist(), strict=True))
    groups = link(register.drop_columns(["truth", "person"])).clusters(0.7)
    found = [pair for group in groups for pair in itertools.combinations(group, 2)]
    right = sum(truth[a] == truth[b] for a, b in found)
    pairs = sum(n * (n - 1) // 2 for n in collections.Counter(truth.values()).values())
    assert right / len(found) > 0.97
    assert right / pairs > 0.93
