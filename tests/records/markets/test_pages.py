"""The pages: the office's, a keeper's on the phone, the owner's, and the one for everybody."""

import datetime

import pytest
import time_machine
from icalendar import Calendar

from dampingi.records.markets import actions
from dampingi.records.markets.models import Point, Rota, Sale, Seller, Turn
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, join, opened, published, shop_of, turns

pytestmark = pytest.mark.usefixtures("july")
FORM = {
    "region": "32.76.05", "name": "Alun-alun", "place": "Sisi timur", "weekday": "6", "opens": "06:00", "closes": "10:00", "season_from": "2026-01-01",
    "season_to": "2026-12-31", "fee": "Rp 5.000", "most_of_a_kind": "", "notice_days": "2", "keeper": "",
}  # fmt: skip


def saturday():
    return time_machine.travel(datetime.datetime(2026, 7, 25, 5, tzinfo=datetime.UTC), tick=False)


def text(answer):
    return answer.content.decode()


def test_the_office_opens_a_point_and_its_stalls(town):
    client = town.client("office")
    answer = client.post("/pasar/titik/baru/", FORM)
    made = Point.objects.unscoped("test").get()
    assert answer["Location"] == f"/pasar/titik/{made.id}/"
    assert made.fee == 5_000
    client.post(f"/pasar/titik/{made.id}/lapak/", {"count": "3", "kind": "tent", "fee": ""})
    assert made.stalls.count() == 3
    assert "3 lapak" in text(client.get(f"/pasar/titik/{made.id}/"))
    client.post(f"/pasar/titik/{made.id}/lapak/2/lepas/")
    assert made.stalls.filter(retired_at=None).count() == 2
    client.post(f"/pasar/titik/{made.id}/ubah/", FORM | {"name": "Alun-alun Baru"})
    assert "Alun-alun Baru" in text(client.get("/pasar/"))
    client.post(f"/pasar/titik/{made.id}/tutup/", {"reason": "pindah"})
    made = Point.objects.unscoped("test").get()
    assert made.closed_at


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"closes": "05:00"}, "sesudah jam buka"),
        ({"season_to": "2025-01-01"}, "sebelum dimulai"),
        ({"season_to": "9999-12-31"}, "tiga tahun"),
        ({"fee": "-5"}, "tidak boleh kurang dari nol"),
        ({"keeper": "tidak@ada.id"}, "Tidak ada pengguna"),
        ({"name": "   "}, "id_name_error"),
    ],
)
def test_a_point_that_cannot_be(town, wrong, says):
    answer = town.client("office").post("/pasar/titik/baru/", FORM | wrong)
    assert answer.status_code == 422
    assert says.lower() in text(answer).lower()
    assert not Point.objects.unscoped("test").exists()


def test_a_point_with_turns_to_come_keeps_its_day_and_stays_open(town):
    point = opened()
    join(town, 0)
    published()
    client = town.client("office")
    assert client.post(f"/pasar/titik/{point.id}/tutup/", {"reason": "x"}).status_code == 409
    answer = client.post(f"/pasar/titik/{point.id}/ubah/", FORM)
    assert answer.status_code == 422
    assert "hari lama" in text(answer)


def test_from_the_draft_to_the_published_rota(town):
    opened()
    join(town, 0), join(town, 1), join(town, 2)
    client = town.client("office")
    asked = {"region": "32.76", "first": "2026-07-25", "last": "2026-07-25"}
    answer = client.post("/pasar/jadwal/baru/", asked)
    page = text(client.get(answer["Location"]))
    assert "Warung 0" in page
    assert "gilirannya tidak lebih banyak" in page
    made = Rota.objects.unscoped("test").get()
    client.post(f"/pasar/jadwal/{made.id}/terbit/")
    assert len(turns()) == 2
    assert client.post(f"/pasar/jadwal/{made.id}/buang/").status_code == 409
    assert "Terbit" in text(client.get("/pasar/jadwal/"))


def test_a_rota_of_another_city_is_not_there(town):
    opened()
    join(town, 0)
    made = published()
    assert town.client("elsewhere").get(f"/pasar/jadwal/{made.id}/").status_code == 404
    assert town.client("ana").get(f"/pasar/jadwal/{made.id}/").status_code == 403


def test_the_keeper_has_the_day_on_the_phone(town):
    point = opened(keeper="partner@contoh.id")
    join(town, 0)
    published()
    client, (turn,) = town.client("partner"), turns()
    with saturday():
        page = text(client.get(f"/pasar/titik/{point.id}/hari/"))
        assert "Warung 0" in page
        client.post(f"/pasar/giliran/{turn.id}/kehadiran/", {"state": "attended"})
        assert "1 hadir dari 1" in text(client.get(f"/pasar/titik/{point.id}/hari/?hari=2026-07-25"))
        assert client.get(f"/pasar/titik/{point.id}/").status_code == 403
        assert town.client("ana").get(f"/pasar/titik/{point.id}/hari/").status_code == 404
        assert client.get(f"/pasar/titik/{point.id}/hari/?hari=9999-12-31").status_code == 200


def test_the_owner_joins_and_is_told_what_is_missing(town, shop):
    client = town.client("participant")
    told = {"business": str(shop), "goods": "snacks", "days": ["5", "6"], "most": "2", "pirt": ""}
    client.post("/lapak-saya/minat/", told)
    page = text(client.get("/lapak-saya/"))
    assert "NIB belum tercatat" in page
    assert "PIRT belum diisi" in page
    assert client.post("/lapak-saya/minat/", told | {"pirt": "12"}).status_code == 422
    assert client.post("/lapak-saya/minat/", told | {"days": []}).status_code == 422
    client.post("/lapak-saya/berhenti/", {"business": str(shop)})
    assert not Seller.objects.unscoped("test").filter(withdrawn_at=None).exists()
    assert client.post("/lapak-saya/berhenti/", {"business": str(shop)}).status_code == 409


def test_the_owner_s_day_from_the_date_to_the_sale(town, shop):
    opened()
    join(town, 0)
    published()
    client, (turn,) = town.client("participant"), turns()
    assert "Taman" in text(client.get("/lapak-saya/"))
    found = Calendar.from_ical(client.get(f"/lapak-saya/{shop}/lapak.ics").content)
    (event,) = [c for c in found.walk() if c.name == "VEVENT"]
    assert event["dtstart"].dt == datetime.datetime(2026, 7, 25, 0, tzinfo=datetime.UTC)
    with saturday():
        address = f"/lapak-saya/giliran/{turn.id}/jual/"
        client.post(address, {"amount": "Rp 275.000", "best": "Tas"})
        assert Sale.objects.get().amount == 275_000
        for wrong in ("-5", "", "NaN", "9" * 40):
            assert client.post(address, {"amount": wrong}).status_code == 422
        assert 'value="275000"' in text(client.get("/lapak-saya/"))


def test_the_owner_gives_back_and_another_takes(town, shop):
    opened(stalls=1)
    join(town, 0)
    published()
    (turn,) = turns()
    town.client("participant").post(f"/lapak-saya/giliran/{turn.id}/kembali/", {"reason": "hajatan"})
    join(town, 3)
    client, other = town.client("budi"), str(shop_of(town, 3))
    assert "Lapak kosong" in text(client.get(f"/lapak-saya/?usaha={other}"))
    told = {"business": other, "stall": str(turn.stall_id), "day": "2026-07-25"}
    assert client.post("/lapak-saya/ambil/", told).status_code == 302
    assert client.post("/lapak-saya/ambil/", told).status_code == 409
    assert client.post("/lapak-saya/ambil/", told | {"day": "x"}).status_code == 422
    assert client.get(f"/lapak-saya/?usaha={shop}").status_code == 200
    assert "Warung 0" not in text(client.get(f"/lapak-saya/?usaha={shop}"))


def test_a_swap_through_the_pages(town, shop):
    opened(stalls=2)
    join(town, 0), join(town, 3)
    published()
    mine, theirs = (turns(business=b)[0] for b in (shop, shop_of(town, 3)))
    town.client("participant").post(f"/lapak-saya/giliran/{mine.id}/tukar/", {"wanted": str(theirs.id)})
    office = town.client("office")
    assert "Menunggu jawaban" in text(office.get("/pasar/tukar/"))
    swap = mine.swaps.get()
    budi = town.client("budi")
    assert "ingin menukar lapak" in text(budi.get(f"/lapak-saya/?usaha={shop_of(town, 3)}"))
    budi.post(f"/lapak-saya/tukar/{swap.id}/jawab/", {"answer": "ya"})
    assert Turn.objects.unscoped("test").get(business=shop, state="given").stall_id == theirs.stall_id
    assert office.post(f"/pasar/tukar/{swap.id}/larang/", {"reason": "x"}).status_code == 409
    wrong = town.client("participant").post(f"/lapak-saya/giliran/{mine.id}/tukar/", {"wanted": "x"})
    assert wrong.status_code == 422


def test_sellers_are_found_signed_up_and_filtered(town):
    join(town, 0), join(town, 1, ready=False)
    client = town.client("office")
    assert "Warung 1" not in text(client.get("/pasar/penjual/?siap=ya"))
    assert "Warung 1" in text(client.get("/pasar/penjual/?siap=belum"))
    assert f"/lapak-saya/?usaha={shop_of(town, 4)}" in text(client.get("/pasar/penjual/?usaha=warung 4"))
    seller = Seller.objects.unscoped("test").get(business=shop_of(town, 1))
    client.post(f"/pasar/penjual/{seller.id}/foto/")
    seller.refresh_from_db()
    assert seller.photo_on
    assert "Warung 0" not in text(town.client("budi").get("/pasar/penjual/"))


def test_everybody_reads_where_to_buy_and_only_names_that_may_stand_there(town):
    opened(stalls=3)
    join(town, 0, shown=True), join(town, 1)
    client = town.client("stranger")
    assert "Warung 0" not in text(client.get("/pasar-minggu-ini/"))
    published()
    answer = client.get("/pasar-minggu-ini/")
    page = text(answer)
    assert "Taman" in page
    assert "2 penjual" in page
    assert "Warung 0" in page
    assert "Warung 1" not in page
    assert "noindex" not in page + str(answer.headers)
    assert 'name="description"' in page
    found = Calendar.from_ical(client.get("/pasar-minggu-ini/?unduh=ics").content)
    days = {c["dtstart"].dt.date() for c in found.walk() if c.name == "VEVENT"}
    assert SATURDAY in days
    assert client.get("/pasar-minggu-ini/?kota=99").status_code == 404
    assert client.get("/pasar-minggu-ini/?minggu=9999-12-31").status_code == 200
    assert "Warung 0" not in text(client.get("/pasar-minggu-ini/?minggu=2026-07-27"))


def test_what_sells_where(town, shop):
    point = opened()
    join(town, 0)
    published()
    (turn,) = turns()
    with saturday():
        actions.tell_sale(by=SYSTEM, turn=turn.id, amount=400_000, best="Tas")
    with time_machine.travel(datetime.datetime(2026, 7, 27, 5, tzinfo=datetime.UTC), tick=False):
        client = town.client("head")
        assert "400.000" in text(client.get(f"/pasar/titik/{point.id}/"))
        assert "400.000" in text(client.get("/pasar/"))


def test_the_week_tells_what_comes_before_what_is_over_and_may_be_shared(client, town):
    """It is Monday; on Saturday the Saturday point stands before Friday's."""
    opened(), opened(name="Jumat", weekday=4)
    with saturday():
        page = text(client.get("/pasar-minggu-ini/"))
    assert page.index("Taman") < page.index("sudah lewat")
    assert '<link rel="canonical" href="http://testserver/pasar-minggu-ini/">' in page
    assert "/pasar-minggu-ini/" in text(client.get("/masuk/"))
