"""The pages of equipment aid, from a need to its last check, by who uses them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.records.businesses.models import Business
from dampingi.records.equipment.models import Award, Decree, Handover, Need, Recall
from tests.records.equipment.conftest import awarded, handed, line, noted, photo, proposed

pytestmark = pytest.mark.usefixtures("july")
NEED = {"kind": "baking", "item": "Oven gas", "why": "Pesanan ditolak", "estimate": "Rp 3.000.000"}
BAST = {
    "on": "2026-07-20", "place": "Kelurahan", "giver_name": "Sari", "giver_position": "Kepala bidang", "receiver_name": "Warga 0",
    "condition": "Baru",
}  # fmt: skip


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def file(name="a.jpg"):
    return SimpleUploadedFile(name, photo(), "image/jpeg")


@pytest.fixture
def owned(town):
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)


def test_a_mentor_notes_a_need_from_the_business(town):
    client, business = town.client("ana"), town.first.business_id
    assert f"/bantuan-alat/usaha/{business}/" in text(client.get(f"/usaha/{business}/"))
    address = f"/bantuan-alat/usaha/{business}/"
    wrong = client.post(address, NEED | {"estimate": "-5"})
    assert wrong.status_code == 422
    client.post(address, NEED)
    found = Need.objects.unscoped("test").get()
    page = text(client.get(f"/bantuan-alat/usulan/{found.id}/"))
    assert "Belum pernah dibantu alat" in page
    assert "Oven gas" in text(client.get("/bantuan-alat/"))
    again = client.post(address, NEED)
    assert again.status_code == 422
    assert "alat sejenis" in text(again)
    client.post(f"/bantuan-alat/usulan/{found.id}/batal/", {"reason": "Sudah beli"})
    assert "Sudah beli" in text(client.get(f"/bantuan-alat/usulan/{found.id}/"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("budi", 404), ("elsewhere", 404), ("partner", 403), ("coordinator", 200), ("head", 200)],
)
def test_who_reads_a_need(town, who, status):
    assert town.client(who).get(f"/bantuan-alat/usulan/{noted(town).id}/").status_code == status


def test_the_priority_list_tells_why_and_is_picked_from(town):
    first, second = noted(town, 0), noted(town, 1)
    client = town.client("office")
    page = text(client.get("/bantuan-alat/"))
    assert "Belum pernah dibantu alat" in page
    assert "Masukkan yang dicentang" in page
    assert "Masukkan yang dicentang" not in text(town.client("head").get("/bantuan-alat/"))
    new = f"/bantuan-alat/keputusan/baru/?pilih={second.id}"
    page = text(client.get(new))
    assert f"amount_{second.id}" in page
    assert f"amount_{first.id}" not in page
    told = {
        "chosen": f"pilih={second.id}",
        "title": "Bantuan 2026",
        "basis": "DPA",
        f"amount_{second.id}": "2500000",
        f"reason_{second.id}": "Kapasitas",
    }
    answer = client.post("/bantuan-alat/keputusan/baru/", told)
    made = Decree.objects.unscoped("test").get()
    assert answer["Location"] == f"/bantuan-alat/keputusan/{made.id}/"
    assert [(a.need_id, a.amount) for a in made.awards.all()] == [(second.id, 2_500_000)]


def test_nothing_typed_is_lost_when_earlier_aid_lacks_a_reason(town):
    awarded(town, 0, kind="cart", item="Gerobak")
    need = noted(town, 0)
    told = {
        "chosen": f"pilih={need.id}",
        "title": "Bantuan 2026",
        "basis": "DPA",
        f"amount_{need.id}": "2500000",
        f"reason_{need.id}": "Kapasitas",
    }
    client = town.client("office")
    wrong = client.post("/bantuan-alat/keputusan/baru/", told)
    assert wrong.status_code == 422
    page = text(wrong)
    assert "pernah menerima bantuan" in page
    assert "Gerobak" in page
    assert "Kapasitas" in page
    client.post("/bantuan-alat/keputusan/baru/", told | {f"despite_{need.id}": "Berbeda guna"})
    assert "Berbeda guna" in text(
        client.get(f"/bantuan-alat/keputusan/{Award.objects.unscoped('test').get(need=need).decree_id}/")
    )


def test_whose_house_was_aided_is_not_told_to_who_only_accompanies(town):
    awarded(town, 1)
    people = Business.objects.unscoped("test").select_related("owner")
    for n in (0, 1):
        owner = people.get(id=town.enrolments[n].business_id).owner
        owner.address = "Jalan Mawar 12"
        owner.save(update_fields=["address"])
    need = noted(town, 0)
    address = f"/bantuan-alat/usulan/{need.id}/"
    for who, named in (("office", True), ("ana", False)):
        page = text(town.client(who).get(address))
        assert "alamat rumah yang sama" in page
        assert ("Warung 1" in page) is named


def test_the_head_decides_on_the_decree_s_page(town):
    made = proposed(town, line(noted(town)))
    address = f"/bantuan-alat/keputusan/{made.id}/"
    assert "Setujui" not in text(town.client("office").get(address))
    head = town.client("head")
    assert "Setujui" in text(head.get(address))
    head.post(f"{address}putusan/", {"decision": "approve", "version": "1"})
    made.refresh_from_db()
    assert made.state == "approved"
    assert head.post(f"{address}putusan/", {"decision": "approve"}).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("coordinator", 403), ("elsewhere", 404), ("inspector", 200)]
)
def test_who_reads_a_decree(town, who, status):
    made = proposed(town, line(noted(town)))
    assert town.client(who).get(f"/bantuan-alat/keputusan/{made.id}/").status_code == status


def test_the_story_of_an_item(town, owned):
    award = awarded(town)
    office, address = town.client("office"), f"/bantuan-alat/barang/{award.id}/"
    wrong = office.post(f"{address}serah-terima/", BAST)
    assert wrong.status_code == 422
    assert "Kepala bidang" in text(wrong)
    office.post(f"{address}serah-terima/", BAST | {"photo": file()})
    given = Handover.objects.unscoped("test").get()
    picture = office.get(f"/bantuan-alat/foto/{given.id}/")
    assert b"".join(picture.streaming_content)[:2] == b"\xff\xd8"
    participant = town.client("participant")
    assert "Ya, saya menerimanya" in text(participant.get(address))
    participant.post(f"{address}terima/")
    assert "lewat akunnya" in text(office.get(address))
    mentor = town.client("ana")
    assert "Catat pemeriksaan" in text(mentor.get(address))
    mentor.post(
        f"{address}periksa/", {"on": "2026-07-20", "state": "idle", "note": "Listrik kurang", "photo": file()}
    )
    assert "Listrik kurang" in text(participant.get(address))
    office.post(f"{address}tarik/", {"reason": "Menganggur"})
    recall = Recall.objects.unscoped("test").get()
    town.client("head").post(f"/bantuan-alat/tarik/{recall.id}/putusan/", {"decision": "approve"})
    assert "Barang ini ditarik" in text(participant.get(address))
    office.post(f"{address}kembali/", {"on": "2026-07-20", "note": "Utuh"})
    assert "Utuh" in text(office.get(address))


def test_pressed_twice_says_so(town):
    award = awarded(town)
    handed(town, award)
    client, address = town.client("office"), f"/bantuan-alat/barang/{award.id}/"
    again = client.post(f"{address}serah-terima/", BAST | {"photo": file()})
    assert "sudah diserahkan" in text(again)
    assert Handover.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("who", ["budi", "elsewhere"])
def test_nobody_opens_another_s_item_or_photo(town, who):
    award = awarded(town)
    given = handed(town, award)
    client = town.client(who)
    for address in (
        f"/bantuan-alat/barang/{award.id}/",
        f"/bantuan-alat/foto/{given.id}/",
        f"/bantuan-alat/barang/{award.id}/bast.pdf",
    ):
        assert client.get(address).status_code == 404


def test_a_participant_sees_an_item_once_it_is_decided(town, owned):
    made = proposed(town, line(noted(town)))
    award = made.awards.get()
    assert town.client("participant").get(f"/bantuan-alat/barang/{award.id}/").status_code == 404
    assert town.client("office").get(f"/bantuan-alat/barang/{award.id}/").status_code == 200


def test_the_list_of_items_narrows_by_what_became_of_them(town):
    handed(town, awarded(town, 0, item="Oven satu"))
    awarded(town, 1, item="Oven dua")
    client = town.client("office")
    for state, shown, hidden in (("menunggu", "Oven dua", "Oven satu"), ("", "Oven satu", "tidak ada")):
        page = text(client.get(f"/bantuan-alat/barang/?keadaan={state}"))
        assert shown in page
        assert hidden not in page
    for state in ("periksa", "in_use", "ditarik", "sold"):
        assert "Oven dua" not in text(client.get(f"/bantuan-alat/barang/?keadaan={state}"))
    assert client.get("/bantuan-alat/barang/?unduh=xlsx").status_code == 200
    assert client.get("/bantuan-alat/?unduh=xlsx").status_code == 200


def test_the_list_tells_of_earlier_aid_also_where_both_stand_in_it(town):
    handed(town, awarded(town, 0, kind="cart", item="Gerobak"))
    noted(town, 0)
    noted(town, 1)
    page = text(town.client("office").get("/bantuan-alat/"))
    assert page.count("1 bantuan: usaha yang sama") == 1


def test_an_item_names_who_received_it(town):
    award = awarded(town)
    assert "Warung 0, " in text(town.client("office").get(f"/bantuan-alat/barang/{award.id}/"))
