import pytest
from axes.models import AccessAttempt
from django.test import Client

from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.access.models import Device, Entry

from .test_actions import code_of, phone, phones

pytestmark = pytest.mark.usefixtures("july")
ADDRESS = "/masuk/kode/"


@pytest.fixture
def reachable(town):
    phones(town)
    return town


def enter(client: Client, number: str, code: str):
    return client.post(ADDRESS, {"phone": number, "password": code})


def test_a_participant_comes_in_with_phone_and_code_as_they_write_them(reachable):
    client, code = Client(), code_of(reachable)
    assert client.get(ADDRESS).status_code == 200
    answer = enter(client, "0812 0000 100", f"{code[:4]} {code[4:]}")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "Warga 0" in client.get("/").content.decode()
    assert client.get("/peserta/").status_code == 302
    assert client.get("/usaha/ubah/").status_code == 403


def test_the_browser_is_known_again(reachable):
    client = Client()
    for i in (0, 1):
        enter(client, phone(i), code_of(reachable, i))
        client.post("/keluar/")
    assert (Device.objects.count(), Entry.objects.count()) == (1, 2)
    assert AuditEvent.objects.filter(action="enter_by_code").count() == 2


def test_a_forged_device_is_a_new_one(reachable):
    client = Client()
    client.cookies["perangkat"] = "00000000-0000-0000-0000-000000000001"
    enter(client, phone(0), code_of(reachable))
    assert str(Device.objects.get().id) != "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        ("0812 0000 100", "00000000", "tidak cocok"),
        ("bukan nomor", "12345678", "tidak terbaca"),
        ("0812 0000 100", "123", "Kode terdiri dari 8 angka"),
        ("", "", "perlu diperbaiki"),
    ],
)
def test_what_does_not_fit_is_said_without_telling_which(reachable, number, code, told):
    answer = enter(Client(), number, code)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_guessing_is_stopped_also_for_numbers_that_have_no_code(reachable):
    client = Client()
    answers = [enter(client, "081299998888", f"{i:08d}").status_code for i in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_what_was_typed_as_a_code_is_not_kept(reachable):
    enter(Client(), phone(0), "98765432")
    attempt = AccessAttempt.objects.get()
    assert "98765432" not in attempt.post_data
    assert attempt.username == phone(0)


def test_a_new_code_ends_the_session(reachable):
    client = Client()
    enter(client, phone(1), code_of(reachable, 1))
    assert client.get("/data-saya/").status_code == 200
    code_of(reachable, 1)
    assert client.get("/data-saya/").status_code == 302


def test_the_login_page_leads_to_it(db):
    assert ADDRESS in Client().get("/masuk/").content.decode()


def test_one_persons_wrong_tries_do_not_lock_out_the_whole_office(reachable):
    client = Client()
    for i in range(12):
        enter(client, "081299998888", f"{i:08d}")
    assert enter(client, phone(0), code_of(reachable)).status_code == 302
