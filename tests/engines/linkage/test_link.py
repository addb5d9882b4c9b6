import pyarrow as pa
import pytest
from benchmarks._linkage_records import make
from tests.engines.linkage.people import table

from dampingi.engines.linkage import Unusable, explain, link


def test_one_business_written_in_two_ways_is_found_and_an_owners_second_shop_is_not():
    records = table(
        {
            "id": "a",
            "owner_name": "Hj. Siti Nurhaliza",
            "business_name": "Warung Bu Siti",
            "product": "nasi uduk",
        },
        {
            "id": "b",
            "owner_name": "SITTI NURHALIZAH",
            "business_name": "Wr. Ibu Siti",
            "product": "nasi uduk",
        },
        {"id": "c", "owner_name": "Siti Nurhaliza", "business_name": "Melati Laundry", "product": "laundry"},
    )
    pairs = link(records).pairs.to_pylist()
    assert [(p["left"], p["right"]) for p in pairs] == [("a", "b")]


def test_strangers_with_one_name_in_other_kecamatan_are_not_taken_for_one():
    records = table(
        {"id": "a", "owner_name": "Siti Aminah", "phones": ["+6281200000001"], "business_name": "Berkah", "product": "kue", "address": ""},
        {"id": "b", "owner_name": "Siti Aminah", "phones": ["+6281299999992"], "business_name": "Berkah", "product": "tahu", "address": "",
         "region": "90.02.03.1001"},
    )  # fmt: skip
    assert link(records).pairs.num_rows == 0


def test_across_two_tables_the_same_pairs_are_found_as_within_their_union():
    whole = make(600, 5).drop_columns(["truth"])
    first, second = whole.slice(0, 300), whole.slice(300)
    left = set(first["id"].to_pylist())
    within = {
        frozenset((p["left"], p["right"]))
        for p in link(whole).pairs.to_pylist()
        if (p["left"] in left) != (p["right"] in left)
    }
    across = link(first, against=second).pairs.to_pylist()
    assert within
    assert all(p["left"] in left and p["right"] not in left for p in across)
    assert within <= {frozenset((p["left"], p["right"])) for p in across}


def test_the_waterfall_adds_up_to_the_pairs_weight():
    links = link(make(400, 6).drop_columns(["truth"]))
    from dampingi.engines.linkage import default_model

    for pair in links.pairs.to_pylist():
        steps = explain(pair, default_model())
        assert sum(step.weight for step in steps) == pytest.approx(pair["weight"], abs=1e-6)
        assert steps[-1].probability == pytest.approx(pair["probability"], abs=1e-9)


def test_no_records_have_no_pairs_and_an_unusable_table_says_what_is_wrong():
    empty = table()
    assert link(empty).pairs.num_rows == 0
    assert link(empty, against=table({"id": "a"})).pairs.num_rows == 0
    with pytest.raises(Unusable, match="phones"):
        link(empty.drop_columns(["phones"]))
    with pytest.raises(Unusable, match="same id"):
        link(table({"id": "a"}, {"id": "a"}))
    with pytest.raises(Unusable, match="both sides"):
        link(table({"id": "a"}), against=table({"id": "a"}))


def test_it_is_the_same_twice():
    records = make(300, 7).drop_columns(["truth"])
    assert link(records).pairs.equals(link(records).pairs)
    assert isinstance(link(records).pairs, pa.Table)
