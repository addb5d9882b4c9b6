import datetime

import pytest
from tests.records.learning.test_registrations import SOON, ask, placed, row, training  # noqa: F401
from tests.records.town import TODAY

from dampingi.records.businesses.models import Person
from dampingi.records.learning.actions import set_registration
from dampingi.records.learning.models import Attendance, Registration, Training

pytestmark = pytest.mark.usefixtures("july")


def page(town, who, address) -> str:
    return town.client(who).get(address).content.decode()


def test_a_participant_registers_and_steps_back_from_their_own_page(town, training):  # noqa: F811
    client = town.client("participant")
    assert "2 tempat tersisa" in page(town, "participant", "/pelatihan-saya/")
    assert client.post(f"/pelatihan/{training.id}/daftar/").status_code == 302
    assert "Anda terdaftar" in page(town, "participant", "/pelatihan-saya/")
    assert client.post(f"/pelatihan/{training.id}/daftar/").status_code == 409
    mine = row(town, 0)
    assert client.post(f"/pendaftaran/{mine.id}/tarik/").url == "/pelatihan-saya/"
    assert placed() == set()


def test_a_full_room_offers_the_waiting_list_and_says_the_turn(town, training):  # noqa: F811
    ask(town, training, 1, 2, 3)
    assert "Masuk daftar tunggu" in page(town, "participant", "/pelatihan-saya/")
    town.client("participant").post(f"/pelatihan/{training.id}/daftar/")
    assert "Menunggu, urutan 2" in page(town, "participant", "/pelatihan-saya/")


def test_a_closed_list_says_so_and_offers_nothing(town, training):  # noqa: F811
    set_registration(by=town.actor("office"), training=training.id, places=2, closes_on=TODAY - datetime.timedelta(days=1))  # fmt: skip
    shown = page(town, "participant", "/pelatihan-saya/")
    assert "Pendaftaran ditutup 19 Juli 2026" in shown
    assert f"/pelatihan/{training.id}/daftar/" not in shown


def test_a_mentor_finds_the_training_and_registers_their_own(town, training):  # noqa: F811
    client, address = town.client("ana"), f"/pelatihan/{training.id}/daftarkan/"
    assert client.get("/pelatihan/").context["listing"].count == 1
    assert client.get(address).context["listing"].count == 3
    chosen = f"pilih={town.enrolments[1].id}"
    assert "1 peserta, 2 tempat tersisa" in page(town, "ana", f"{address}kirim/?{chosen}")
    sent = {"chosen": chosen, "sure": "1"}
    assert client.post(f"{address}kirim/", sent).url == f"/pelatihan/{training.id}/pendaftar/"
    assert placed() == {"Warga 1"}
    assert client.get(address).context["listing"].count == 2


def test_all_that_match_are_registered_and_who_will_wait_is_said_before(town, training):  # noqa: F811
    address = f"/pelatihan/{training.id}/daftarkan/kirim/"
    assert "3 di antaranya menunggu" in page(town, "office", address)
    town.client("office").post(address, {"chosen": "", "sure": "5"})
    assert Registration.objects.unscoped("test").count() == 5
    assert town.client("office").post(address, {"chosen": "", "sure": "0"}).status_code == 422


def test_a_list_that_changed_since_it_was_looked_at_registers_nobody(town, training):  # noqa: F811
    address = f"/pelatihan/{training.id}/daftarkan/kirim/"
    for sent in ({"chosen": "", "sure": "4"}, {"chosen": ""}, {"chosen": "pilih=bukan", "sure": "5"}):
        answer = town.client("office").post(address, sent)
        assert answer.status_code == 409
        assert "Daftarnya berubah" in answer.content.decode()
    assert not Registration.objects.unscoped("test").exists()


def test_the_list_says_who_waits_with_the_words_to_send(town, training):  # noqa: F811
    Person.objects.unscoped("test").filter(name="Warga 2").update(phone="+6281200002222")
    ask(town, training, 0, 1, 2)
    address = f"/pelatihan/{training.id}/pendaftar/"
    client = town.client("office")
    assert client.get(address, {"keadaan": "menunggu"}).context["listing"].count == 1
    assert "https://wa.me/6281200002222?text=Yth.%20Warga%202%2C%20Anda%20di%20urutan%201" in page(
        town, "office", address
    )
    assert town.client("budi").get(address).context["listing"].count == 0
    assert town.client("office").get(f"{address}?unduh=xlsx").status_code == 200


def test_one_registration_with_its_words_and_the_way_out(town, training):  # noqa: F811
    ask(town, training, 0, 1, 2)
    address = f"/pendaftaran/{row(town, 2).id}/"
    assert "urutan 1 daftar tunggu" in page(town, "office", address)
    town.client("office").post(f"/pendaftaran/{row(town, 0).id}/tarik/", {"reason": "sakit"})
    assert "ada kabar baik" in page(town, "office", address)
    for who in ("budi", "elsewhere", "participant"):
        assert town.client(who).get(address).status_code == 404
    assert town.client("head").post(f"{address}tarik/", {"reason": "x"}).status_code == 403


def test_the_office_sets_places_and_the_closing_day(town, training):  # noqa: F811
    address = f"/pelatihan/{training.id}/pendaftaran/"
    body = {"places": "30", "closes_on": "2026-07-22"}
    assert town.client("office").post(address, body).status_code == 302
    found = Training.objects.unscoped("test").get()
    assert (found.places, found.closes_on) == (30, datetime.date(2026, 7, 22))
    for wrong in (
        {"places": "banyak"},
        {"places": "5", "closes_on": "2026-12-01"},
        {"places": "", "closes_on": "2026-07-22"},
    ):
        assert town.client("office").post(address, wrong).status_code == 422
    for who in ("ana", "camat", "head", "participant"):
        assert town.client(who).post(address, body).status_code == 403


def test_a_new_training_opens_with_places(town):
    new = {"title": "Dasar", "subject": "basic", "region": "32.76.05", "on": str(SOON), "minutes": "120"}
    town.client("office").post("/pelatihan/baru/", new | {"places": "12"})
    made = Training.objects.unscoped("test").get()
    assert (made.places, made.closes_on) == (12, SOON)
    assert "0 dari 12 tempat terisi" in page(town, "office", f"/pelatihan/{made.id}/")
    wrong = new | {"closes_on": str(SOON)}
    assert town.client("office").post("/pelatihan/baru/", wrong).status_code == 422


def test_only_those_with_a_place_are_marked_absent(town, training):  # noqa: F811
    ask(town, training, 0, 1, 2)
    Training.objects.unscoped("test").update(on=TODAY, closes_on=TODAY)
    listed = [str(e.id) for e in town.enrolments]
    town.client("office").post(f"/pelatihan/{training.id}/", {"invited": listed, "present": listed[:1]})
    came = {a.enrolment.person.name: a.present for a in Attendance.objects.unscoped("test")}
    assert came == {"Warga 0": True, "Warga 1": False}


@pytest.mark.parametrize("who", ["panel", "partner", "province", "elsewhere"])
def test_others_are_turned_away(town, training, who):  # noqa: F811
    for address in (f"/pelatihan/{training.id}/pendaftar/", f"/pelatihan/{training.id}/daftarkan/"):
        assert town.client(who).get(address).status_code in (403, 404)
    assert town.client(who).get("/pelatihan-saya/").status_code == 403


def test_a_stranger_logs_in_first(town, training):  # noqa: F811
    assert town.client("stranger").get("/pelatihan-saya/").url.startswith("/masuk/")
