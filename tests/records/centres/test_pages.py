"""The pages of centres: the office's and the owner's."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.records.centres import actions
from dampingi.records.centres.models import Centre, Occupancy, Picture, Repair, RoomHour
from tests.records.centres.conftest import DAY, MONDAY, occupy, picture
from tests.records.conftest import HERE, SYSTEM

pytestmark = pytest.mark.usefixtures("july")


def text(answer):
    return answer.content.decode()


def test_the_office_writes_a_centre_its_units_and_rooms(town):
    client = town.client("office")
    assert client.post("/sentra/", {"region": HERE, "name": "Sentra", "place": " "}).status_code == 422
    client.post("/sentra/", {"region": HERE, "name": "Sentra", "place": "Jalan Melati"})
    made = Centre.objects.unscoped("test").get()
    address = f"/sentra/{made.id}/"
    client.post(f"{address}unit/", {"code": "B-1", "kind": "kiosk", "area": "", "fee": "Rp 300.000"})
    client.post(f"{address}ruang/", {"name": "Studio", "use": "live", "opens": "09:00", "closes": "17:00"})
    page = text(client.get(address))
    assert "B-1" in page
    assert "Studio" in page
    wrong = client.post(f"{address}unit/", {"code": "B-2", "kind": "kiosk", "fee": "-5"}, follow=True)
    assert "tidak boleh kurang dari nol" in text(wrong)
    assert made.units.count() == 1


def test_a_figure_opens_its_rows(town, centre, unit):
    occupy(town, unit, 0)
    client = town.client("head")
    assert "100%" in text(client.get("/sentra/"))
    assert "100%" in text(client.get(f"/sentra/{centre.id}/"))
    week = f"/sentra/{centre.id}/minggu/"
    assert "Warung 0" in text(client.get(f"{week}?minggu=2026-07-22"))
    assert "Warung 0" not in text(client.get(f"{week}?minggu=2026-07-01"))
    for odd in ("x", "9999-12-31", "0001-01-01"):
        assert client.get(f"{week}?minggu={odd}").status_code == 200


def test_the_story_of_a_unit(town, unit):
    client, address = town.client("office"), f"/sentra/unit/{unit.id}/"
    business = str(town.enrolments[1].business_id)
    assert "Warung 1" in text(client.get(f"{address}?cari=warung 1"))
    contract = {"business": business, "starts_on": "2026-07-20", "ends_on": "2027-07-19", "fee": "500000"}
    client.post(f"{address}penghuni/", contract)
    again = client.post(f"{address}penghuni/", contract, follow=True)
    assert "dihuni Warung 1" in text(again)
    photo = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    client.post(
        f"{address}kondisi/", {"on": "2026-07-20", "level": "heavy", "note": "Atap bocor", "photo": photo}
    )
    shown = Picture.objects.unscoped("test").get()
    page = text(client.get(address))
    assert "Rusak berat" in page
    assert f"/sentra/foto/{shown.id}/" in page
    assert client.get(f"/sentra/foto/{shown.id}/")["Content-Type"] == "image/jpeg"
    assert town.client("elsewhere").get(f"/sentra/foto/{shown.id}/").status_code == 404
    client.post(
        f"{address}perbaikan/", {"what": "Ganti atap", "estimate": "4.000.000", "due_on": "2026-09-01"}
    )
    repair = Repair.objects.unscoped("test").get()
    photo = SimpleUploadedFile("b.jpg", picture(), "image/jpeg")
    client.post(f"/sentra/perbaikan/{repair.id}/foto/", {"role": "before", "photo": photo})
    assert client.post(f"/sentra/perbaikan/{repair.id}/foto/", {"role": "after"}).status_code == 422
    client.post(f"/sentra/perbaikan/{repair.id}/keadaan/", {"state": "done", "cost": "4.100.000", "note": ""})
    assert "4.100.000" in text(client.get("/sentra/perbaikan/"))
    held = Occupancy.objects.unscoped("test").get()
    client.post(f"{address}penghuni/{held.id}/pergi/", {"on": "2026-07-20", "reason": "pindah"})
    assert Occupancy.objects.unscoped("test").get().left_on == MONDAY
    client.post(f"{address}lepas/")
    assert client.post(f"{address}lepas/").status_code == 409


def test_the_owner_books_and_gives_back(town, room, shop):
    client = town.client("participant")
    day = (MONDAY + DAY).isoformat()
    assert "Studio" in text(client.get(f"/ruang-sentra/?hari={day}"))
    told = {"business": str(shop), "day": day, "starts": "10:00"}
    address = f"/ruang-sentra/{room.id}/pesan/"
    client.post(address, told)
    assert client.post(address, told).status_code == 409
    assert client.post(address, told | {"starts": "x"}).status_code == 422
    assert "Pesanan Anda" in text(client.get("/ruang-sentra/"))
    other = town.client("budi")
    theirs = str(town.enrolments[3].business_id)
    page = text(other.get(f"/ruang-sentra/?usaha={theirs}&hari={day}"))
    assert "terisi" in page
    assert "Warung 0" not in page
    hour = RoomHour.objects.unscoped("test").get()
    assert other.post(f"/ruang-sentra/jam/{hour.id}/kembali/").status_code == 404
    client.post(f"/ruang-sentra/jam/{hour.id}/kembali/")
    assert "Pesanan Anda" not in text(client.get("/ruang-sentra/"))


def test_rooms_of_another_city_are_not_there(town, shop):
    far = actions.open_centre(by=SYSTEM, region="32.76", name="Kota", place="x")
    told = {"use": "live", "opens": datetime.time(9), "closes": datetime.time(10)}
    actions.add_room(by=SYSTEM, centre=far.id, name="Sekota", **told)
    assert "Sekota" in text(town.client("participant").get("/ruang-sentra/"))
    assert town.client("elsewhere").get(f"/sentra/{far.id}/").status_code == 404
    assert town.client("participant").get("/sentra/").status_code == 403
