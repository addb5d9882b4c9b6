import duckdb
import pyarrow as pa
import pytest
from benchmarks._linkage_records import make
from tests.engines.linkage.people import table

from dampingi.engines.linkage import default_model
from dampingi.engines.linkage.features import Unusable, features
from dampingi.engines.linkage.linking import link
from dampingi.engines.linkage.model import bits
from dampingi.engines.linkage.session import session


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
    whole = make(600, 5).drop_columns(["truth", "person"])
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
    records = make(300, 7).drop_columns(["truth", "person"])
    assert link(records).pairs.equals(link(records).pairs)
    assert isinstance(link(records).pairs, pa.Table)


def test_a_hundred_thousandth_neighbour_changes_nothing_but_other_cities_make_a_stranger_likelier():
    model = default_model()
    far, near = ({"place": level} for level in ("other", "same_kelurahan"))
    sizes = (model.size, 8 * model.size)

    def total(levels, records):
        return bits(model.prior(records)) + model.weight("place", levels["place"], model.crowd(records))

    assert total(near, sizes[0]) == pytest.approx(total(near, sizes[1]), abs=1e-4)
    assert total(far, sizes[0]) == pytest.approx(total(far, sizes[1]) + 3, abs=1e-4)


def test_what_memory_cannot_hold_leaves_nothing_behind(tmp_path):
    link(make(2_000, 8).drop_columns(["truth", "person"]), folder=tmp_path, memory_mb=200)
    assert not list(tmp_path.iterdir())


def test_the_connection_loads_no_extension_and_reaches_no_file(tmp_path):
    (tmp_path / "a.csv").write_text("x\n1\n")
    with session(tmp_path, 200, 1) as db:
        settings = dict(
            db.execute(
                "SELECT name, value FROM duckdb_settings() WHERE name IN ('autoload_known_extensions', 'autoinstall_known_extensions')"
            ).fetchall()
        )
        assert set(settings.values()) == {"false"}
        with pytest.raises(duckdb.Error):
            db.execute(f"SELECT * FROM '{tmp_path}/a.csv'").fetchall()
        with pytest.raises(duckdb.Error):
            db.execute("INSTALL httpfs").fetchall()


def test_many_records_by_several_processes_give_the_same_features(monkeypatch):
    records = table(*({"id": str(i), "business_name": f"Warung {i}"} for i in range(40)))
    alone = features(records, 7)
    monkeypatch.setattr("dampingi.engines.linkage.features.AT_ONCE", 10)
    assert features(records, 7, workers=2).equals(alone)
