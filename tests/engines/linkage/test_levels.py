"""Each level of each comparison, with a pair that just reaches it. `r` gets what it does not say from `l`."""

import pytest
from tests.engines.linkage.people import flat, table

from dampingi.engines.linkage.blocking import block
from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN
from dampingi.engines.linkage.features import features
from dampingi.engines.linkage.linking import load
from dampingi.engines.linkage.scoring import gammas, score
from dampingi.engines.linkage.session import session

NOBODY = {
    "business_name": "",
    "owner_name": "",
    "phones": [],
    "address": "",
    "product": "",
    "sex": "",
    "region": "",
}
RARE = {"owner_name": "Kusrianto Wirdalastri", "business_name": "Warung Kencanawangi Djatiluhur"}

SPOT = {"latitude": -6.4, "longitude": 106.8}
LEVELS = [
    ("name", "same_common", {"business_name": "Warung Bu Siti"}, {"business_name": "Wr. Ibu Sitti"}),
    ("name", "spelt", {"business_name": "Toko Sumber Rejeki"}, {"business_name": "Toko Sumbar Rejeki"}),
    ("name", "nearly", {"business_name": "Warung Siti"}, {"business_name": "Warung Slti"}),
    ("name", "shortened", {"business_name": "Nasi Uduk Putri Ratna"}, {"business_name": "Ratna"}),
    ("name", "words_alike", {"business_name": "Rasa Kencana Wangi"}, {"business_name": "Rasa Wanqi"}),
    ("name", "word", {"business_name": "Putri Ratna"}, {"business_name": "Putri Kencana"}),
    ("name", "other", {"business_name": "Barokah"}, {"business_name": "Kencana"}),
    ("name", UNKNOWN, {"business_name": "Nasi Uduk"}, {"business_name": "Barokah"}),
    ("kind", "same", {"business_name": "Wr. Siti"}, {"business_name": "Warung Tini"}),
    ("kind", "other", {"business_name": "Toko Siti"}, {"business_name": "Warung Siti"}),
    ("kind", UNKNOWN, {"business_name": "Usaha Siti"}, {"business_name": "Warung Siti"}),
    ("owner", "same_common", {"owner_name": "Hj. Siti Aisyah"}, {"owner_name": "SITTI AISAH, S.Pd"}),
    ("owner", "spelt", {"owner_name": "Wulandari Kusuma"}, {"owner_name": "Wulandary Kusuna"}),
    ("owner", "nearly", {"owner_name": "Rina"}, {"owner_name": "Rini"}),
    ("owner", "shortened", {"owner_name": "M. Ridwan"}, {"owner_name": "Muhammad Ridwan"}),
    ("owner", "shortened", {"owner_name": "Siti Nurhaliza Lubis"}, {"owner_name": "Siti Lubis"}),
    ("owner", "called", {"owner_name": "Tari"}, {"owner_name": "Sri Lestari"}),
    ("owner", "words_alike", {"owner_name": "Slatianto P"}, {"owner_name": "Sladianto Pohan"}),
    ("owner", "word", {"owner_name": "Siti Aminah"}, {"owner_name": "Siti Rohani"}),
    ("owner", "other", {"owner_name": "Bambang"}, {"owner_name": "Slamet"}),
    ("owner", UNKNOWN, {"owner_name": None}, {"owner_name": "Slamet"}),
    ("phone", "same", {"phones": ["+6281", "+6282"]}, {"phones": ["+6283", "+6282"]}),
    ("phone", "one_digit", {"phones": ["+6281234567890"]}, {"phones": ["+6281234567891"]}),
    ("phone", "one_digit", {"phones": ["+6281234567890"]}, {"phones": ["+6281234567809"]}),
    ("phone", "other", {"phones": ["+6281234567890"]}, {"phones": ["+6289999999999"]}),
    ("phone", UNKNOWN, {"phones": []}, {"phones": ["+6281"]}),
    ("nik", "same", {"nik": "a"}, {"nik": "a"}),
    ("nik", "other", {"nik": "a"}, {"nik": "b"}),
    ("nik", UNKNOWN, {"nik": ""}, {"nik": "b"}),
    ("nib", "same", {"nib": "1234567890123"}, {"nib": "1234567890123"}),
    ("nib", "one_digit", {"nib": "1234567890123"}, {"nib": "1234567890122"}),
    ("nib", "other", {"nib": "1234567890123"}, {"nib": "9999999999999"}),
    ("born", "same", {"born_on": "1980-02-03"}, {"born_on": "1980-02-03"}),
    ("born", "nearly", {"born_on": "1980-02-03"}, {"born_on": "1980-03-02"}),
    ("born", "nearly", {"born_on": "1980-02-03"}, {"born_on": "1980-02-08"}),
    ("born", "same_year", {"born_on": "1980-02-03"}, {"born_on": "1980-11-30"}),
    ("born", "other", {"born_on": "1980-02-03"}, {"born_on": "1971-11-30"}),
    ("sex", "other", {"sex": "P"}, {"sex": "L"}),
    ("sex", "other", {"sex": "", "owner_name": "Bu Tri"}, {"sex": "", "owner_name": "Pak Tri"}),
    ("address", "same_house", {"address": "Jl. Mawar No. 3 RT 01/RW 02"}, {"address": "Jalan Mawar 3"}),
    ("address", "same_house", {"address": "Jl. Jati No. 21 RT 01/RW 07"}, {"address": "Jl Jat no 21 rt1 rw7"}),
    ("address", "same_street_and_rt", {"address": "Jl. Mawar RT 1/2"}, {"address": "Gg Mawar No 3 RT 01 RW 02"}),
    ("address", "other_number", {"address": "Jl. Mawar No. 3"}, {"address": "Jl. Mawar No. 4"}),
    ("address", "same_street", {"address": "Jl. Mawar No. 3"}, {"address": "Jl. Mawar"}),
    ("address", "same_rt", {"address": "Jl. Mawar RT 1/2"}, {"address": "Jl. Kenanga RT 1/2"}),
    ("address", "other", {"address": "Jl. Mawar"}, {"address": "Jl. Kenanga"}),
    ("place", "same_spot", SPOT, SPOT | {"latitude": -6.4003}),
    ("place", "near", SPOT, SPOT | {"latitude": -6.403}),
    ("place", "same_kelurahan", {}, {}),
    ("place", "within", {}, {"region": "90.01.01"}),
    ("place", "same_kecamatan", {}, {"region": "90.01.01.1002"}),
    ("place", "same_city", {}, {"region": "90.01.02.1002"}),
    ("place", "other", {}, {"region": "90.02.02.1002"}),
    ("product", "same", {"product": "nasi uduk"}, {"product": "Nasi Udhuk"}),
    ("product", "alike", {"product": "keripik pisang"}, {"product": "keripik singkong"}),
    ("product", "alike", {"product": "soto"}, {"product": "sto"}),
    ("product", "other", {"product": "tempe"}, {"product": "laundry"}),
    ("crossed", "agrees", {"business_name": "Warung Bu Tini", "owner_name": ""}, {"business_name": "", "owner_name": "Tini Sumarni"}),
    ("crossed", "other", {"business_name": "Warung Bu Tini", "owner_name": ""}, {"business_name": "", "owner_name": "Rukmini"}),
    ("one_owner", "same_business", {}, {}),
    ("one_owner", "other_business", {}, {"business_name": "Melati", "product": "laundry"}),
    ("one_owner", "other_product", {}, {"business_name": "Bu Siti", "product": "laundry"}),
    ("one_owner", "other_name_same_product", {}, {"business_name": "Melati"}),
    ("one_owner", "other_name", {"product": ""}, {"business_name": "Melati", "product": ""}),
    ("one_owner", "no_name_same_product", {}, {"business_name": ""}),
    ("one_owner", "no_name_other_product", {}, {"business_name": "", "product": "laundry"}),
    ("one_owner", "no_name", {"product": ""}, {"business_name": "", "product": ""}),
    ("one_owner", UNKNOWN, {}, {"owner_name": "Slamet"}),
    ("one_door", "other_owner_same_name", {}, {"owner_name": "Slamet"}),
    ("one_door", "other_owner_other_name", {}, {"owner_name": "Slamet", "business_name": "Melati"}),
    ("one_door", "other_owner_same_name", {"phones": [], "address": "Jl. Mawar RT 1/2"}, {"owner_name": "Slamet"}),
    ("one_door", "other_owner", {}, {"owner_name": "Slamet", "business_name": ""}),
    ("one_door", "owner_unknown_same_name", {"owner_name": ""}, {}),
    ("one_door", "owner_unknown_other_name", {"owner_name": ""}, {"business_name": "Melati"}),
    ("one_door", "owner_unknown", {"owner_name": "", "product": ""}, {"business_name": "", "product": ""}),
    ("one_door", UNKNOWN, {}, {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def levels():
    """All the pairs at once: row 2i against row 2i + 1."""
    rows = []
    for i, (_comparison, _level, left, right) in enumerate(LEVELS):
        rows += [{"id": f"{i}l"} | left, {"id": f"{i}r"} | left | right]
    with session(None, 500, 1) as db:
        load(db, features(table(*rows)))
        # what is common in a real register is rare among these few: only this pair's words are compared, not their frequency
        db.execute("UPDATE features SET name_rarity = 0, owner_rarity = 0, name_codes = [], owner_codes = []")
        db.execute("UPDATE features SET own_phones = phone_set")
        db.execute(
            f"CREATE TABLE pairs AS SELECT 2 * i AS join_key_l, 2 * i + 1 AS join_key_r, '0' AS match_key FROM range({len(LEVELS)}) t(i)"
        )
        scored = score(db, flat(), 0, None)
        found = (
            db.execute(f"SELECT row_l // 2 AS i, * FROM {scored}").fetchdf().set_index("i").to_dict("index")
        )
    return {
        i: {c.code: dict(gammas(c))[int(row[f"gamma_{c.code}"])] for c in COMPARISONS}
        for i, row in found.items()
    }


@pytest.mark.parametrize(
    "i", range(len(LEVELS)), ids=[f"{c}-{level}-{i}" for i, (c, level, _l, _r) in enumerate(LEVELS)]
)
def test_level(levels, i):
    comparison, level, _left, _right = LEVELS[i]
    assert levels[i][comparison] == level


def test_every_level_that_needs_no_rarity_has_its_pair():
    said = {(comparison, level) for comparison, level, _l, _r in LEVELS}
    rarity = {"same_rarest", "same_rare", "same_usual", "shortened_rare", "rare_word", "shared_by_many"}
    missing = (
        {
            (c.code, level)
            for c in COMPARISONS
            for level, _ in c.levels
            if level not in rarity and level != UNKNOWN
        }
        - said
        - {("sex", "same")}
    )
    assert not missing


def test_a_rare_name_in_common_tells_more_than_a_common_one_and_an_agents_phone_is_nobodys_own():
    shared = [
        {"id": f"s{i}", "phones": ["+62800"], "owner_name": f"Siti {'abcdefghij'[i] * 4}"} for i in range(9)
    ]
    rare = [{"id": f"r{i}", "phones": ["+62800"], "owner_name": "Kusriyanto Wirdalastri"} for i in range(2)]
    with session(None, 500, 1) as db:
        load(db, features(table(*shared, *rare)))
        rarity = dict(db.execute("SELECT id, len(own_phones) FROM features").fetchall())
        told = db.execute(
            "SELECT shared_bits(l.owner_codes, r.owner_codes) FROM features l, features r WHERE l.id = 's0' AND r.id = 's1'"
        ).fetchone()
        rarely = db.execute(
            "SELECT shared_bits(l.owner_codes, r.owner_codes) FROM features l, features r WHERE l.id = 'r0' AND r.id = 'r1'"
        ).fetchone()
    assert set(rarity.values()) == {0}
    assert rarely > told


def test_a_block_that_would_explode_is_left_out_and_the_rest_stays():
    crowd = [
        {
            "id": f"c{i}",
            "business_name": "Berkah",
            "owner_name": "",
            "phones": [],
            "address": "",
            "product": "",
        }
        for i in range(300)
    ]
    pair = [
        {
            "id": f"p{i}",
            "business_name": "Kencanawangi",
            "owner_name": "",
            "phones": [],
            "address": "",
            "product": "",
        }
        for i in range(2)
    ]
    with session(None, 500, 1) as db:
        load(db, features(table(*crowd, *pair)))
        told = block(db, left_rows=None)
        found = db.execute("SELECT join_key_l, join_key_r FROM pairs").fetchall()
    assert found == [(300, 301)]
    assert told.left_out > 0
