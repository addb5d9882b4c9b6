import pytest

from dampingi.foundation.accounts.models import User
from dampingi.records.access.actions import open_with
from dampingi.records.access.models import AccessCode
from dampingi.records.businesses.models import Person
from tests.records.access.test_actions import phone, phones

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def reachable(town):
    phones(town)
    return town


def test_messages_carry_the_codes_once_and_are_never_cached(reachable):
    client = reachable.client("office")
    chosen = f"pilih={reachable.first.id}"
    assert "Untuk 1 peserta" in client.get(f"/kode-masuk/baru/?{chosen}").content.decode()
    answer = client.post("/kode-masuk/baru/", {"chosen": chosen, "way": "message"})
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert f"https://wa.me/{phone(0)[1:]}?text=" in page
    code = page.split("peserta Wirausaha Baru 2026: ")[1][:9].replace(" ", "")
    assert open_with(phone=phone(0), code=code)
    assert code not in client.get("/kode-masuk/").content.decode()


def test_slips_are_a_pdf_for_all_that_fit_the_filter(reachable):
    answer = reachable.client("office").post(
        "/kode-masuk/baru/", {"chosen": "wilayah=32.76.05.1004", "way": "slip"}
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    held = AccessCode.objects.unscoped("test").values_list("enrolment", flat=True)
    assert set(held) == {e.id for e in reachable.enrolments[3:]}


def test_who_has_no_phone_is_named_with_the_cure(reachable):
    Person.objects.unscoped("test").filter(id=reachable.first.person_id).update(phone="")
    answer = reachable.client("office").post("/kode-masuk/baru/", {"chosen": "", "way": "message"})
    page = answer.content.decode()
    assert "1 peserta tidak mendapat kode" in page
    assert "Belum ada nomor telepon" in page


def test_nobody_at_all_and_no_way_are_refused_without_writing(reachable):
    client = reachable.client("office")
    assert client.post("/kode-masuk/baru/", {"chosen": "", "way": "pigeon"}).status_code == 422
    Person.objects.unscoped("test").update(phone="")
    assert client.post("/kode-masuk/baru/", {"chosen": "", "way": "message"}).status_code == 422
    assert not AccessCode.objects.unscoped("test").exists()


@pytest.mark.parametrize("name", ["ana", "camat", "kota", "coordinator", "inspector", "participant"])
def test_no_mentor_opens_the_page(reachable, name):
    client = reachable.client(name)
    assert client.get("/kode-masuk/").status_code == 403
    assert client.post("/kode-masuk/baru/", {"chosen": "", "way": "message"}).status_code == 403


def test_the_list_tells_phones_that_are_shared_or_a_mentors(reachable):
    people = Person.objects.unscoped("test")
    people.filter(id__in=[e.person_id for e in reachable.enrolments[:2]]).update(phone=phone(8))
    people.filter(id=reachable.enrolments[2].person_id).update(phone=phone(7))
    User.objects.filter(id=reachable.users["budi"].id).update(login="0" + phone(7)[3:])
    client = reachable.client("office")
    page = client.get("/kode-masuk/").content.decode()
    assert page.count("dipakai 2 peserta") == 2
    assert page.count("nomor seorang pendamping") == 1
    for query, told in (
        ("telepon=shared", 2),
        ("telepon=mentor", 1),
        ("telepon=none", 0),
        ("keadaan=none", 5),
    ):
        assert f"<strong>{told}</strong> peserta" in client.get(f"/kode-masuk/?{query}").content.decode()


def test_a_withdrawn_code_opens_nothing(reachable):
    client = reachable.client("office")
    client.post("/kode-masuk/baru/", {"chosen": f"pilih={reachable.first.id}", "way": "message"})
    assert "Cabut kode" in client.get(f"/kode-masuk/baru/?pilih={reachable.first.id}").content.decode()
    client.post(f"/kode-masuk/{reachable.first.id}/cabut/")
    assert not AccessCode.objects.unscoped("test").filter(ended_at=None).exists()
