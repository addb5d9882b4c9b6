"""Raw materials bought together: gathering, one order, what came, who paid; and what is refused with its cure."""

import datetime
from dataclasses import replace

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.records.materials import actions, queries
from dampingi.records.materials.intake import Arrived
from dampingi.records.materials.models import Demand, Pool
from tests.records.town import TODAY

from .conftest import DAY, TOLD

pytestmark = pytest.mark.usefixtures("july")


def join(town, pool, who="participant", shop=0, quantity=5, needed_by=TOLD.deliver_by):
    return actions.join_pool(
        by=town.actor(who), pool=pool.id, business=town.enrolments[shop].business_id, quantity=quantity, needed_by=needed_by
    )  # fmt: skip


def deliver(town, pool, wanted, pieces=((28, 2), (10, 0))):
    arrived = {d.id: Arrived(*p) for d, p in zip(wanted, pieces, strict=True)}
    return actions.note_delivery(by=town.actor("office"), pool=pool.id, arrived=arrived)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"item": " "}, "nama bahan"),
        ({"region": "32.76.05.1003.1"}, "Pilih kota"),
        ({"price": 0}, "lebih dari nol"),
        ({"price": -5}, "lebih dari nol"),
        ({"retail_price": 10**13}, "lebih dari nol"),
        ({"per": 0}, "kemasannya"),
        ({"retail_source": ""}, "dari mana"),
        ({"retail_on": TODAY + DAY}, "diamati"),
        ({"financing": "lain"}, "pembiayaan"),
        ({"closes_on": TODAY - DAY}, "Tutup hari ini"),
        ({"deliver_by": TODAY + DAY}, "Tutup hari ini"),
        ({"deliver_by": datetime.date(9999, 12, 31)}, "Tutup hari ini"),
        ({"supplier": ""}, "Pilih koperasi"),
        ({"cooperative_id": new_id()}, "Pilih koperasi dari daftar"),
        ({"financing": "cooperative"}, "Tanpa koperasi"),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_the_cure(town, change, says):
    with pytest.raises((Refused, Denied), match=says if "region" not in change else None):
        actions.open_pool(by=town.actor("office"), told=replace(TOLD, **change))
    assert not Pool.objects.unscoped("test").exists()


def test_only_the_office_of_the_place_opens_one_and_sent_twice_is_once(town):
    for who in ("ana", "head", "elsewhere", "participant"):
        with pytest.raises(Denied):
            actions.open_pool(by=town.actor(who), told=TOLD)
    key = new_id()
    first = actions.open_pool(by=town.actor("office"), told=TOLD, id=key)
    assert actions.open_pool(by=town.actor("office"), told=TOLD, id=key) == first


def test_who_joins_again_changes_the_quantity(town, pool):
    join(town, pool, quantity=5)
    join(town, pool, quantity=7)
    assert [d.quantity for d in queries.demands(pool)] == [7]


def test_who_may_not_join_is_told_why(town, pool, cooperative):
    for quantity in (0, -5, 10**9):
        with pytest.raises(Refused, match="sejuta"):
            join(town, pool, quantity=quantity)
    with pytest.raises(Refused, match="memerlukannya"):
        join(town, pool, needed_by=datetime.date(9999, 12, 31))
    with pytest.raises(Refused, match="bukan milik"):
        join(town, pool, shop=1)
    with pytest.raises(Refused, match="bukan milik"):
        join(town, pool, who="elsewhere")
    far = actions.open_pool(by=town.actor("office"), told=replace(TOLD, region="32.76.01"))
    with pytest.raises(Refused, match="bukan untuk kelurahan"):
        join(town, far)


def test_after_it_closed_nobody_joins(town, pool):
    Pool.objects.unscoped("test").filter(id=pool.id).update(closes_on=TODAY - DAY)
    with pytest.raises(Conflict, match="sudah ditutup"):
        join(town, pool)


def test_an_order_needs_somebody_and_is_placed_once(town, pool):
    with pytest.raises(Refused, match="Belum ada yang memesan"):
        actions.place_order(by=town.actor("office"), pool=pool.id)
    mine = join(town, pool)
    actions.place_order(by=town.actor("office"), pool=pool.id)
    for act in (
        lambda: actions.place_order(by=town.actor("office"), pool=pool.id),
        lambda: join(town, pool),
        lambda: actions.withdraw_demand(by=town.actor("participant"), demand=mine.id),
    ):
        with pytest.raises(Conflict):
            act()


def test_what_came_whole_is_paid_once_and_the_saving_is_told(town, pool, wanted):
    with pytest.raises(Conflict, match="sesudah pesanan dikirim"):
        deliver(town, pool, wanted)
    actions.place_order(by=town.actor("office"), pool=pool.id)
    with pytest.raises(Conflict, match="penerimaannya dahulu"):
        actions.note_payment(by=town.actor("office"), demand=wanted[0].id, receipt="B-1")
    deliver(town, pool, wanted)
    with pytest.raises(Conflict):
        deliver(town, pool, wanted)
    paid = actions.note_payment(by=town.actor("office"), demand=wanted[0].id, receipt="B-1")
    assert (paid.good, paid.short, paid.paid) == (26, 2, 241_280)
    assert paid.share.saved == 26 * 11_500 - 241_280
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.note_payment(by=town.actor("office"), demand=wanted[0].id, receipt="B-2")
    told = queries.totals(list(queries.demands(pool)))
    assert (told.businesses, told.quantity, told.received, told.damaged, told.short, told.paid) == (
        2,
        40,
        38,
        2,
        2,
        241_280,
    )
    assert told.cost == 241_280 + 92_800
    assert Notice.objects.filter(user=town.users["participant"], url="/bahan-baku-saya/").exists()


@pytest.mark.parametrize(
    "pieces", [((31, 0), (10, 0)), ((5, 6), (10, 0)), ((-1, 0), (10, 0)), ((5, -1), (10, 0))]
)
def test_more_than_was_asked_for_cannot_come(town, pool, wanted, pieces):
    actions.place_order(by=town.actor("office"), pool=pool.id)
    with pytest.raises(Refused, match="tidak lebih"):
        deliver(town, pool, wanted, pieces)
    assert not Demand.objects.unscoped("test").exclude(received=None).exists()


def test_a_delivery_speaks_of_everybody(town, pool, wanted):
    actions.place_order(by=town.actor("office"), pool=pool.id)
    with pytest.raises(Refused, match="setiap pemesan"):
        actions.note_delivery(by=town.actor("office"), pool=pool.id, arrived={wanted[0].id: Arrived(1)})


def test_a_cancelled_order_says_why_and_its_buyers_are_told(town, pool, wanted):
    with pytest.raises(Refused, match="mengapa"):
        actions.cancel_pool(by=town.actor("office"), pool=pool.id, reason=" ")
    actions.cancel_pool(by=town.actor("office"), pool=pool.id, reason="Pemasok tutup")
    with pytest.raises(Conflict):
        actions.cancel_pool(by=town.actor("office"), pool=pool.id, reason="Lagi")
    with pytest.raises(Conflict):
        actions.place_order(by=town.actor("office"), pool=pool.id)
    assert Notice.objects.filter(user=town.users["participant"], values__reason="Pemasok tutup").exists()


def test_the_office_does_it_all_on_the_pages(town, cooperative):
    client = town.client("office")
    key = str(client.get("/bahan-baku/baru/").context["form"]["pool"].value())
    sent = {
        "pool": key, "item": "Tepung", "unit": "kg", "region": "32.76.05", "cooperative_id": str(cooperative.id), "price": "Rp 232.000", "per": "25",
        "retail_price": "11.500", "retail_per": "1", "retail_source": "Pasar", "retail_on": "2026-07-19", "financing": "cooperative",
        "closes_on": "2026-07-25", "deliver_by": "2026-07-30",
    }  # fmt: skip
    assert client.post("/bahan-baku/baru/", sent | {"price": "-5"}).status_code == 422
    assert client.post("/bahan-baku/baru/", sent).status_code == 302
    assert client.post("/bahan-baku/baru/", sent).status_code == 302
    made = Pool.objects.unscoped("test").get()
    address = f"/bahan-baku/{made.id}/"
    row = join(town, made, quantity=10)
    assert client.post(f"{address}pesan/").status_code == 302
    wrong = {f"r-{row.id}": "11", f"d-{row.id}": "0"}
    assert client.post(f"{address}terima/", wrong).status_code == 422
    assert client.post(f"{address}terima/", {f"r-{row.id}": "x"}).status_code == 422
    assert client.post(f"{address}terima/", {f"r-{row.id}": "10", f"d-{row.id}": "1"}).status_code == 302
    assert client.post(f"/bahan-baku/permintaan/{row.id}/bayar/", {"receipt": "B-1"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Sudah datang" in page
    assert "1 rusak" in page
    assert "Tepung" in client.get("/bahan-baku/").content.decode()
    assert client.post(f"{address}batal/", {"reason": "x"}).status_code == 409


def test_an_owner_joins_and_leaves_on_their_page(town, pool):
    client = town.client("participant")
    sent = {"business": str(town.first.business_id), "quantity": "30", "needed_by": "2026-07-28"}
    for wrong in ({"quantity": "-5"}, {"quantity": "1.5"}, {"needed_by": "besok"}, {"business": ""}):
        assert client.post(f"/bahan-baku-saya/{pool.id}/", sent | wrong).status_code in (400, 422)
    assert client.post(f"/bahan-baku-saya/{pool.id}/", sent).status_code == 302
    page = client.get("/bahan-baku-saya/").content.decode()
    assert "Anda ikut" in page
    row = Demand.objects.unscoped("test").get()
    assert client.post(f"/bahan-baku-saya/permintaan/{row.id}/tarik/").status_code == 302
    assert client.post(f"/bahan-baku-saya/permintaan/{row.id}/tarik/").status_code == 404
    assert "Anda ikut" not in client.get("/bahan-baku-saya/").content.decode()


def test_others_reach_nothing(town, pool, wanted):
    assert town.client("elsewhere").get(f"/bahan-baku/{pool.id}/").status_code == 404
    assert town.client("ana").get("/bahan-baku/").status_code == 403
    assert town.client("participant").get(f"/bahan-baku/{pool.id}/").status_code == 403
    assert (
        town.client("participant").post(f"/bahan-baku-saya/permintaan/{wanted[1].id}/tarik/").status_code
        == 404
    )
    assert (
        town.client("elsewhere")
        .post(f"/bahan-baku/permintaan/{wanted[1].id}/bayar/", {"receipt": "x"})
        .status_code
        == 404
    )
    assert town.client("head").post(f"/bahan-baku/{pool.id}/pesan/").status_code == 403
