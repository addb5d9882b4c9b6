import pytest

from dampingi.records.complaints.models import Complaint

from .test_actions import made

pytestmark = pytest.mark.usefixtures("july")
SAID = {"kind": "fee", "text": "Diminta lima puluh ribu", "amount": "Rp 50.000", "mentor": ""}


def test_from_the_participants_phone_to_the_offices_answer(town):
    phone, desk = town.client("participant"), town.client("office")
    answer = phone.post("/pengaduan-saya/baru/", SAID | {"mentor": str(town.mentor("ana").id)})
    own = answer["Location"]
    found = Complaint.objects.unscoped("test").get()
    assert (found.amount, found.mentor_id) == (50_000, town.mentor("ana").id)
    assert "Warga 0" in desk.get("/pengaduan/").content.decode()
    address = f"/pengaduan/{found.id}/"
    desk.post(f"{address}tangani/")
    desk.post(address, {"to": "internal", "text": "Cek rekening"})
    desk.post(address, {"to": "participant", "text": "Sudah kami tegur", "outcome": "founded"})
    page = phone.get(own).content.decode()
    assert "Sudah kami tegur" in page
    assert "Terbukti" in page
    assert "Cek rekening" not in page
    assert "Cek rekening" in desk.get(address).content.decode()


def test_a_mentor_finds_no_door_to_it(town):
    found = made(town)
    client = town.client("ana")
    assert client.get("/pengaduan/").status_code == 403
    assert client.get(f"/pengaduan/{found.id}/").status_code == 403
    assert client.get(f"/pengaduan-saya/{found.id}/").status_code == 403
    for page in ("/", "/kotak-masuk/", f"/peserta/{town.first.id}/"):
        told = client.get(page, follow=True).content.decode()
        assert "engaduan" not in told
        assert "Diminta uang" not in told


def test_an_outcome_needs_an_answer_to_the_participant(town):
    found = made(town)
    answer = town.client("office").post(
        f"/pengaduan/{found.id}/", {"to": "internal", "text": "Selesai", "outcome": "founded"}
    )
    assert answer.status_code == 422
    assert "perlu jawaban" in answer.content.decode()
    found.refresh_from_db()
    assert found.closed_at is None


def test_nothing_typed_is_lost_when_something_is_missing(town):
    answer = town.client("participant").post("/pengaduan-saya/baru/", SAID | {"kind": ""})
    assert answer.status_code == 422
    assert "lima puluh ribu" in answer.content.decode()


def test_the_list_filters_and_searches(town):
    made(town), made(town, kind="absent", text="Tidak datang", amount=None)
    client = town.client("office")
    for query, told in (
        ("jenis=absent", "1"),
        ("keadaan=new", "2"),
        ("keadaan=closed", "0"),
        ("cari=datang", "1"),
    ):
        assert f"<strong>{told}</strong> pengaduan" in client.get(f"/pengaduan/?{query}").content.decode()


def test_a_correction_of_data_concerns_nobody(town):
    page = town.client("participant").get("/pengaduan-saya/baru/?jenis=data").content.decode()
    assert 'value="data" required' in page or 'value="data"' in page
    assert "checked" in page
