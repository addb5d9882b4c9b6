"""What each person can open, hand in, mark and fetch; nothing of what others handed in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.models import Submission, Task
from dampingi.records.tasks.models import Attachment, Mark, RubricEdition, Version
from tests.records.tasks.conftest import PDF, hand_in, photo

pytestmark = pytest.mark.usefixtures("july")


def thread(town, task, enrolment=0):
    return f"/peserta/{town.enrolments[enrolment].id}/tugas/{task.id}/"


def body(**more):
    return {"id": str(new_id()), "on": "2026-07-01", "text": "Terlampir"} | more


def upload(sent):
    return SimpleUploadedFile("foto.jpg", sent.content)


def test_the_participant_hands_in_from_the_phone_with_photos(town, task):
    answer = town.client("participant").post(thread(town, task), body(files=[upload(photo()), upload(PDF)]))
    assert (answer.status_code, answer.url) == (302, thread(town, task))
    version = Version.objects.get()
    assert (version.own, version.attachments.count(), str(version.on)) == (True, 2, "2026-07-20")
    page = town.client("ana").get(thread(town, task)).content.decode()
    assert "oleh pesertanya sendiri" in page
    assert "Nilai" in page


def test_the_mentor_records_for_them_with_the_day_it_came(town, task):
    assert town.client("ana").post(thread(town, task), body()).status_code == 302
    assert str(Version.objects.get().on) == "2026-07-01"
    assert "dicatat Ana untuk" in town.client("participant").get(thread(town, task)).content.decode()


def test_sending_the_form_twice_is_once(town, task):
    sent = body()
    for _ in range(2):
        assert town.client("participant").post(thread(town, task), sent).status_code == 302
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "x"},
        {"id": ""},
        {"text": ""},
        {"text": "x" * 4001},
        {"files": [SimpleUploadedFile("a.jpg", b"MZ")]},
    ],
)
def test_what_cannot_be_kept_is_told(town, task, wrong):
    answer = town.client("participant").post(thread(town, task), body(**wrong))
    assert answer.status_code == 422
    assert not Version.objects.exists()


def test_a_nul_byte_is_no_crash(town, task):
    assert town.client("participant").post(thread(town, task), body(text="a\0b")).status_code in (400, 422)


@pytest.mark.parametrize("who", ["budi", "coordinator", "partner", "elsewhere", "panel", "stranger"])
def test_nobody_else_hands_in(town, task, who):
    assert town.client(who).post(thread(town, task), body()).status_code in (302, 403, 404)
    assert not Version.objects.exists()


def test_a_task_of_nowhere_and_anothers_thread_are_not_there(town, task):
    assert town.client("ana").get(f"/peserta/{town.first.id}/tugas/{uuid.uuid4()}/").status_code == 404
    assert town.client("participant").get(thread(town, task, 1)).status_code == 404


def test_marking_by_the_rubric(town, task, rubric):
    hand_in(town, task, text="x")
    page = thread(town, task) + "nilai/"
    assert "lengkap dengan angka" in town.client("ana").get(page).content.decode()
    told = {"version": 1, "verdict": "accept", "feedback": "Bagus"}
    assert town.client("ana").post(page, told).status_code == 422
    assert town.client("ana").post(page, told | {"c_isi": "7", "c_rapi": "0"}).status_code == 422
    assert town.client("ana").post(page, told | {"c_isi": "1", "c_rapi": "0"}).status_code == 302
    assert Submission.objects.unscoped("test").get().score == 75
    seen = town.client("participant").get(thread(town, task)).content.decode()
    assert "nilai 75" in seen
    assert "Bagus" in seen
    assert "Kumpulkan lagi" not in seen


def test_sending_back_asks_the_participant_again(town, task):
    hand_in(town, task, text="x")
    page = thread(town, task) + "nilai/"
    assert town.client("ana").post(page, {"version": 1, "verdict": "return"}).status_code == 422
    answer = town.client("ana").post(page, {"version": 1, "verdict": "return", "feedback": "Tambah bukti"})
    assert answer.status_code == 302
    seen = town.client("participant").get(thread(town, task)).content.decode()
    assert "Tambah bukti" in seen
    assert "Kumpulkan lagi" in seen
    assert "Perbaiki dan kumpulkan lagi" in town.client("participant").get("/tugas-saya/").content.decode()
    assert "dikembalikan" in town.client("participant").get("/").content.decode()


@pytest.mark.parametrize("who", ["budi", "coordinator", "participant", "elsewhere", "stranger"])
def test_nobody_else_marks(town, task, who):
    hand_in(town, task, text="x")
    answer = town.client(who).post(
        thread(town, task) + "nilai/", {"version": 1, "verdict": "accept", "score": "9"}
    )
    assert answer.status_code in (302, 403, 404)
    assert not Mark.objects.exists()


def test_a_document_is_only_saved_and_a_photo_is_shown(town, task):
    hand_in(town, task, files=(photo(), PDF))
    shown, pdf = Attachment.objects.all()
    answer = town.client("participant").get(f"/tugas/berkas/{pdf.id}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert answer.content == PDF.content
    assert town.client("ana").get(f"/tugas/berkas/{shown.id}/")["Content-Type"] == "image/jpeg"
    for who in ("budi", "elsewhere", "partner", "stranger"):
        assert town.client(who).get(f"/tugas/berkas/{pdf.id}/").status_code in (302, 403, 404)


def test_the_office_sets_edits_and_describes_by_a_rubric(town):
    office = town.client("office")
    told = {
        "title": "Foto produk",
        "due_on": "2026-08-31",
        "description": "Tiga foto",
        "region": "",
        "stage": "",
    }
    made = office.post("/tugas/baru/", told)
    task = Task.objects.get()
    assert made.url == f"/tugas/{task.id}/"
    assert office.post("/tugas/baru/", told | {"due_on": "2030-01-01"}).status_code == 422
    assert office.post(f"/tugas/{task.id}/ubah/", told | {"title": "Foto"}).status_code == 302
    criteria = {
        "count": "3", "note": "", "k0-name": "Terang", "k0-label0": "Kurang", "k0-points0": "1", "k0-label1": "Baik",
        "k0-points1": "2", "k0-words1": "jelas terlihat", "k1-name": "", "k2-name": "",
    }  # fmt: skip
    assert office.post(f"/tugas/{task.id}/rubrik/", criteria | {"k0-points1": "1"}).status_code == 422
    assert office.post(f"/tugas/{task.id}/rubrik/", criteria).status_code == 302
    assert RubricEdition.objects.get().rubric.criteria[0].levels[1].description == "jelas terlihat"
    for page in ("", "ubah/", "rubrik/"):
        assert office.get(f"/tugas/{task.id}/{page}").status_code == 200
    assert "jelas terlihat" in town.client("participant").get(thread(town, task)).content.decode()
    assert office.post(f"/tugas/{task.id}/hapus/").status_code == 302
    assert not Task.objects.exists()


@pytest.mark.parametrize("who", ["ana", "camat", "coordinator", "participant", "elsewhere"])
def test_nobody_else_sets(town, task, who):
    for page in ("baru/", f"{task.id}/ubah/", f"{task.id}/rubrik/", f"{task.id}/hapus/"):
        assert town.client(who).post(
            f"/tugas/{page}", {"title": "x", "due_on": "2026-08-31"}
        ).status_code in (403, 404)
    assert Task.objects.count() == 1


def test_the_lists_count_what_their_doors_open(town, task):
    hand_in(town, task, text="x")
    hand_in(town, task, enrolment=3, score=80)
    page = town.client("office").get("/tugas/").content.decode()
    assert f"/tugas/matriks/?program=WUB-2026&amp;belum={task.id}" in page
    waiting = (
        town.client("office").get(f"/tugas/pengumpulan/?tugas={task.id}&keadaan=handed_in").content.decode()
    )
    assert "Warga 0" in waiting
    assert "Warga 3" not in waiting
    missing = town.client("office").get(f"/tugas/matriks/?belum={task.id}").content.decode()
    assert "Warga 1" in missing
    assert "Warga 0" not in missing
    assert "Warga 3" not in missing
    accepted = town.client("office").get(f"/tugas/matriks/?accepted={task.id}").content.decode()
    assert "Warga 3" in accepted
    assert "Warga 1" not in accepted
    assert "menunggu Anda nilai" in town.client("ana").get("/tugas/").content.decode()
    assert town.client("office").get("/tugas/matriks/?unduh=xlsx").status_code == 200


def test_a_mentor_sees_only_their_own_in_list_and_matrix(town, task):
    hand_in(town, task, text="x")
    hand_in(town, task, enrolment=3, text="x")
    for page in ("/tugas/pengumpulan/", "/tugas/matriks/"):
        seen = town.client("budi").get(page).content.decode()
        assert "Warga 3" in seen
        assert "Warga 0" not in seen
    assert town.client("participant").get("/tugas/").url == "/tugas-saya/"
