"""Searching the register: what people type, mistypes included, finds what they mean - within their reach."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.conftest import HERE, NEXT, SYSTEM, someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.records.businesses.actions import (
    archive_business,
    edit_business,
    edit_person,
    register_businesses,
)
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.search import queries
from dampingi.records.search.actions import index_stale
from dampingi.records.search.documents import faults
from dampingi.records.search.models import Document

OFFICE = someone(Role.OFFICE, "32.76")
SHOPS = (
    (
        "Warung Bu Siti",
        "Hj. Siti Rahmawati, S.E.",
        "nasi uduk dan lauk",
        "+6281234567890",
        "9120001234567",
        HERE,
    ),
    ("Toko Sumber Rejeki", "Bambang Soeharto", "sembako", "+6285712349999", "", HERE),
    ("Keripik Barokah", "Endang Wahyuni", "keripik singkong pedas", "", "", NEXT),
    ("Dapur Djamilah", "Djamilah", "kue basah", "+622177001122", "", NEXT),
    ("Batik Gong", "Ratna Puji Lestari", "batik tulis", "", "8120009999999", HERE),
)


@pytest.fixture
def shops(origin):
    rows = [
        BusinessIntake(name, region, owner=PersonIntake(owner, region, phone=phone), product=product, nib=nib)
        for name, owner, product, phone, nib, region in SHOPS
    ]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)


@pytest.fixture(params=["indexed", "not indexed yet"])
def known(shops, request):
    if request.param == "indexed":
        index_stale()


def names(text: str, actor=OFFICE, **how) -> list[str]:
    ids = list(queries.found(actor, text, **how).matches)
    called = dict(Business.objects.unscoped("test").values_list("id", "name"))
    return [called[id] for id in ids]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Warung Bu Siti", "Warung Bu Siti"),
        ("warung ibu siti", "Warung Bu Siti"),
        ("siti rahmawati", "Warung Bu Siti"),
        ("rahmawati siti", "Warung Bu Siti"),
        ("Sity Rahmawaty", "Warung Bu Siti"),
        ("rahmawti", "Warung Bu Siti"),
        ("ramhawati", "Warung Bu Siti"),
        ("Hj Siti Rahmawati SE", "Warung Bu Siti"),
        ("suharto", "Toko Sumber Rejeki"),
        ("Soeharto", "Toko Sumber Rejeki"),
        ("sumber reje", "Toko Sumber Rejeki"),
        ("sumberrejeki", "Toko Sumber Rejeki"),
        ("sumber rezeki", "Toko Sumber Rejeki"),
        ("bambang suharto wijaya", "Toko Sumber Rejeki"),
        ("jamilah", "Dapur Djamilah"),
        ("singkong", "Keripik Barokah"),
        ("kripik singkong", "Keripik Barokah"),
        ("081234567890", "Warung Bu Siti"),
        ("0812-3456-7890", "Warung Bu Siti"),
        ("+62 812 3456 7890", "Warung Bu Siti"),
        ("62812 3456 7890", "Warung Bu Siti"),
        ("67890", "Warung Bu Siti"),
        ("081234", "Warung Bu Siti"),
        ("081234567891", "Warung Bu Siti"),
        ("9120001234567", "Warung Bu Siti"),
        ("91200012", "Warung Bu Siti"),
        ("siti 0812 3456", "Warung Bu Siti"),
        ("8120009999999", "Batik Gong"),
    ],
)
def test_finds_what_is_meant_first(typed, meant):
    assert names(typed)[:1] == [meant]


@pytest.mark.usefixtures("known")
def test_says_by_what_a_hit_was_found():
    for typed, by in (
        ("barokah", "name"),
        ("endang", "owner"),
        ("singkong", "product"),
        ("9120001234567", "number"),
    ):
        assert next(iter(queries.found(OFFICE, typed).matches.values())).by == by


SIGNS = (
    ("Warung Bu Siti", "Aminah"),
    ("Toko Siti", "Bambang"),
    ("Wr. Makan Siti", "Endang"),
    ("Tk. Barokah", "H. Dedi"),
    ("Sambal Mawar", "Siti"),
    ("Home Industri Tempe", "Suryani"),
)


@pytest.fixture(params=["indexed", "not indexed yet"])
def signs(origin, request):
    rows = [BusinessIntake(name, HERE, owner=PersonIntake(owner, HERE)) for name, owner in SIGNS]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    if request.param == "indexed":
        index_stale()


@pytest.mark.usefixtures("signs")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("warung", {"Warung Bu Siti", "Wr. Makan Siti"}),
        ("WAROENG", {"Warung Bu Siti", "Wr. Makan Siti"}),
        ("wr", {"Warung Bu Siti", "Wr. Makan Siti"}),
        ("warng", {"Warung Bu Siti", "Wr. Makan Siti"}),
        ("warun", {"Warung Bu Siti", "Wr. Makan Siti"}),
        ("toko", {"Toko Siti", "Tk. Barokah"}),
        ("haji", {"Tk. Barokah"}),
        ("ibu", {"Warung Bu Siti"}),
        ("home industri", {"Home Industri Tempe"}),
        ("kedai", set()),
    ],
)
def test_a_kind_of_shop_finds_those_whose_sign_says_it(typed, meant):
    assert set(names(typed)) == meant
    assert not meant or not queries.found(OFFICE, typed).suggestions


@pytest.mark.usefixtures("signs")
def test_beside_a_name_the_kind_of_shop_orders_and_leaves_nobody_out():
    everyone = {"Warung Bu Siti", "Wr. Makan Siti", "Toko Siti", "Sambal Mawar"}
    assert set(names("warung siti")) == set(names("toko siti")) == set(names("siti")) == everyone
    assert set(names("warung siti")[:2]) == {"Warung Bu Siti", "Wr. Makan Siti"}
    assert names("toko siti")[0] == "Toko Siti"
    assert names("kedai siti") == names("siti") == names("bu siti")


def test_of_a_search_too_wide_to_rank_those_of_the_kind_are_ranked(origin, monkeypatch):
    rows = [BusinessIntake(f"Toko Siti {n}", HERE, owner=PersonIntake("Warga", HERE)) for n in "abcd"]
    rows.append(BusinessIntake("Warung Siti", HERE, owner=PersonIntake("Warga", HERE)))
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    index_stale()
    monkeypatch.setattr(queries, "MOST", 2)
    assert names("warung siti")[0] == "Warung Siti"
    assert len(names("warung siti")) == 2
    assert queries.found(OFFICE, "warung siti").wide


def test_documents_of_before_an_upgrade_are_searched_until_they_are_made_anew(shops):
    index_stale()
    for each in Document.objects.all():
        Document.objects.filter(id=each.id).update(text=each.text.rsplit(" | ", 1)[0])
    assert names("warung siti")[:1] == ["Warung Bu Siti"]
    assert faults() == len(SHOPS)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "typed", ["", "   ", "%_'\"", "* OR (", "-", "xqzwv", "000000000", "AND", "NEAR(a b)", "k*", "🙂"]
)
def test_what_fits_nothing_finds_nothing_and_breaks_nothing(typed):
    assert names(typed) == []


@pytest.mark.usefixtures("known")
def test_nobody_finds_a_business_out_of_their_reach():
    here, next_door = someone(Role.COORDINATOR, HERE), someone(Role.COORDINATOR, NEXT)
    assert names("siti rahmawati", here) == ["Warung Bu Siti"]
    assert names("siti rahmawati", next_door) == []
    assert names("081234567890", next_door) == []
    assert names("siti rahmawati", someone(Role.PARTNER, HERE)) == []
    assert names("siti rahmawati", someone(Role.OFFICE, "32.77")) == []


def test_a_word_used_only_elsewhere_is_not_suggested(shops):
    index_stale()
    near = "rahmamamati"
    assert "rahmawati" in queries.found(someone(Role.COORDINATOR, HERE), near).suggestions
    assert queries.found(someone(Role.COORDINATOR, NEXT), near).suggestions == ()


@pytest.mark.usefixtures("known")
def test_a_search_stays_within_the_region_it_is_narrowed_to():
    assert names("barokah", within=NEXT) == ["Keripik Barokah"]
    assert names("barokah", within=HERE) == []


def test_a_mentor_finds_whom_they_accompany_and_nobody_else(town):
    index_stale()
    assert sorted(names("warga", town.actor("ana"))) == ["Warung 0", "Warung 1", "Warung 2"]
    assert sorted(names("warga", town.actor("budi"))) == ["Warung 3", "Warung 4"]
    assert names("warga 0", town.actor("participant"))[:1] == ["Warung 0"]


@pytest.mark.parametrize("indexed", [True, False])
def test_a_change_is_found_at_once(shops, indexed):
    index_stale()
    shop = Business.objects.unscoped("test").select_related("owner").get(name="Batik Gong")
    edit_person(by=SYSTEM, person=shop.owner_id, values={"name": "Kartika Sari"})
    edit_business(by=SYSTEM, business=shop.id, values={"product": "tas rajut"})
    if indexed:
        index_stale()
    assert names("kartika sari")[:1] == ["Batik Gong"]
    assert names("tas rajut") == ["Batik Gong"]
    assert "Batik Gong" not in names("ratna puji lestari")
    archive_business(by=SYSTEM, business=shop.id, reason="Pindah kota.")
    if indexed:
        index_stale()
    assert names("kartika sari") == []
    assert names("kartika sari", archived=True) == ["Batik Gong"]


def test_after_a_large_import_the_search_says_that_it_is_behind(shops, monkeypatch):
    monkeypatch.setattr(queries, "READ_DIRECTLY", 3)
    assert queries.found(OFFICE, "barokah").waiting == 4
    index_stale()
    assert queries.found(OFFICE, "barokah").waiting == 0


def test_a_search_too_wide_to_rank_says_so(shops, monkeypatch):
    index_stale()
    assert not queries.found(OFFICE, "siti").wide
    monkeypatch.setattr(queries, "MOST", 1)
    assert queries.found(OFFICE, "siti").wide


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(min_size=1, max_size=40).filter(lambda t: t.strip() and "\0" not in t), indexed=st.booleans()
)
def test_an_exact_name_finds_its_business(origin, name, indexed):
    from dampingi.records.search.wording import read

    row = BusinessIntake(name, HERE, owner=PersonIntake("Warga", HERE))
    (id,) = register_businesses(by=SYSTEM, origin=origin, rows=[row])
    if indexed:
        index_stale()
    if not read(name).empty:
        assert id in queries.found(OFFICE, name).matches


def test_who_may_not_read_phones_cannot_spell_one_digit_by_digit(known):
    head = someone(Role.HEAD, "32.76")
    assert names("081234567890", head) == ["Warung Bu Siti"], "a number one has already"
    for part in ("081234", "08123456789", "67890", "081234567891"):
        assert names(part, OFFICE)
        assert names(part, head) == []
    assert names("siti 0812 3456", head) == names("siti 0877 9999", head), "right or wrong, it tells nothing"


def test_words_in_another_order_come_before_a_name_that_is_only_like_it(origin):
    owners = ("Sugeng Rahmat", "Sugeng Rahma", "Rahma Sugeng", "Sugeng Rahma Hidayat")
    rows = [BusinessIntake(f"Usaha {n}", HERE, owner=PersonIntake(o, HERE)) for n, o in enumerate(owners)]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    index_stale()
    assert names("rahma sugeng")[:2] == ["Usaha 2", "Usaha 1"]
    assert names("sugeng rahma")[:3] == ["Usaha 1", "Usaha 3", "Usaha 2"]


@pytest.mark.parametrize("phone", ["+6281234567890", "+628123456789", "+62812345678901"])
@pytest.mark.parametrize("at", range(2, 10))
def test_a_phone_is_found_whichever_digit_is_wrong(origin, phone, at):
    rows = [BusinessIntake("Warung", HERE, owner=PersonIntake("Siti", HERE, phone=phone))]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    index_stale()
    typed = "0" + phone[3:]
    wrong = typed[:at] + str((int(typed[at]) + 5) % 10) + typed[at + 1 :]
    assert names(wrong) == ["Warung"]
