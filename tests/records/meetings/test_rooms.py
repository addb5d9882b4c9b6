import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.models import Room

pytestmark = pytest.mark.django_db


def test_a_room_has_a_name_of_its_own_and_holds_someone(office, hall):
    for name, capacity in ((" ", 5), ("Baru", 0), ("aula", 5)):
        with pytest.raises(Refused):
            actions.open_room(by=office, region="32.76", name=name, capacity=capacity)


def test_a_room_stays_big_enough_and_in_use_while_people_meet_there(call, office, hall):
    made = call(must=("ana", "budi", "camat"), room=hall)
    with pytest.raises(Refused, match="3 orang diundang ke Rapat bulanan"):
        actions.edit_room(by=office, room=hall.id, name="Aula", capacity=2)
    with pytest.raises(Refused, match="masih dipakai untuk Rapat bulanan"):
        actions.archive_room(by=office, room=hall.id)
    actions.cancel_meeting(by=office, meeting=made.id, reason="Libur")
    actions.edit_room(by=office, room=hall.id, name="Aula kecil", capacity=2)
    actions.archive_room(by=office, room=hall.id)
    assert actions.restore_room(by=office, room=hall.id).archived_at is None


def test_the_office_keeps_its_rooms_on_the_page(town, hall):
    client, path = town.client("office"), f"/pertemuan/ruang/{hall.id}/"
    form = {"name": "Ruang B", "place": "", "capacity": "12", "region": "32.76.05"}
    assert client.post("/pertemuan/ruang/", form).status_code == 302
    assert client.post("/pertemuan/ruang/", form).status_code == 422
    assert "Ruang B" in client.get("/pertemuan/ruang/").content.decode()
    assert client.post(path, {"name": "Aula besar", "capacity": "90"}).status_code == 302
    assert client.post(f"{path}arsip/").status_code == 302
    assert Room.objects.unscoped("test").get(id=hall.id).archived_at
    assert "Aula besar" in client.get("/pertemuan/ruang/?keadaan=arsip").content.decode()


def test_the_kecamatan_uses_the_city_s_rooms_and_does_not_change_them(town, hall):
    client, path = town.client("coordinator"), f"/pertemuan/ruang/{hall.id}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "Milik kami", "capacity": "1"}).status_code == 403
    assert client.post(f"{path}arsip/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 302), ("ana", 403), ("participant", 403), ("partner", 403), ("elsewhere", 404)],
)
def test_others_do_not_see_them(town, hall, who, status):
    assert town.client(who).get(f"/pertemuan/ruang/{hall.id}/").status_code == status
