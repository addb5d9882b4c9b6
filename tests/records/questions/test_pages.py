import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Person
from dampingi.records.questions.actions import answer
from dampingi.records.questions.models import Question, State
from tests.records.questions.conftest import TEXT, VOICE, asked, fresh, given, picture, promised

pytestmark = pytest.mark.usefixtures("july")


def sent(town, path, who="participant", **more):
    return town.client(who).post(path, {"id": str(new_id()), "text": TEXT, "topic": ""} | more)


def test_a_participant_asks_on_the_phone_with_photo_and_voice(town):
    files = {
        "photos": SimpleUploadedFile("a.jpg", picture()),
        "voice": SimpleUploadedFile("suara.html", VOICE),  # whatever it is called
    }
    found = sent(town, "/tanya/baru/", **files)
    made = Question.objects.unscoped("test").get()
    assert found["Location"] == f"/tanya/{made.id}/"
    page = town.client("participant").get(found["Location"]).content.decode()
    assert "<audio" in page
    assert "Foto 1 dari penanya" in page


def test_what_was_typed_stays_when_it_is_refused(town):
    found = sent(town, "/tanya/baru/", text="pendek")
    assert found.status_code == 422
    assert "lebih jelas" in found.content.decode()
    assert ">\npendek" in found.content.decode()


def test_the_promise_and_the_day_stand_on_the_askers_page(town):
    promised(town)
    made = asked(town)
    page = town.client("participant").get(f"/tanya/{made.id}/").content.decode()
    assert "Dijawab paling lambat 23 Jul 2026" in page
    assert "dijawab dalam 3 hari" in town.client("participant").get("/tanya/").content.decode()


def test_a_voice_note_is_an_attachment_that_nothing_sniffs(town):
    made = asked(town, voice=VOICE, photos=(picture(),))
    photo, voice = made.files.order_by("kind")
    heard = town.client("participant").get(f"/klinik/lampiran/{voice.id}/")
    assert heard["Content-Type"] == "audio/ogg"
    assert heard["Content-Disposition"].startswith("attachment")
    assert heard["X-Content-Type-Options"] == "nosniff"
    assert heard.content == VOICE
    assert "media-src 'self'" in heard["Content-Security-Policy"]
    assert town.client("ana").get(f"/klinik/lampiran/{photo.id}/")["Content-Type"] == "image/jpeg"
    for who in ("budi", "elsewhere", "panel", "province"):
        assert town.client(who).get(f"/klinik/lampiran/{voice.id}/").status_code in (403, 404)


def test_anothers_question_is_not_found(town):
    made = asked(town, "office")
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(user=None)
    Person.objects.unscoped("test").filter(id=town.enrolments[1].person_id).update(
        user=town.users["participant"]
    )
    assert town.client("participant").get(f"/tanya/{made.id}/").status_code == 404


def test_the_desk_finds_a_participant_and_enters_their_question(town):
    page = town.client("ana").get("/klinik/pertanyaan/meja/?cari=warga").content.decode()
    assert "Warga 0" in page
    assert "Warga 3" not in page
    at = f"/klinik/pertanyaan/meja/{town.first.id}/"
    found = sent(town, at, "ana", channel="phone")
    made = Question.objects.unscoped("test").get()
    assert (found["Location"], made.channel) == (f"/klinik/pertanyaan/{made.id}/", "phone")
    assert town.client("budi").get(at).status_code == 404


def test_the_office_directs_by_the_proposal_and_the_consultant_answers(town, lena):
    made = asked(town, text="Bank menolak pinjaman modal saya, bagaimana?")
    office, at = town.client("office"), f"/klinik/pertanyaan/{made.id}/"
    page = office.get(at).content.decode()
    assert re.search(rf'value="{lena.id}"[^>]*checked', page)  # by the words of the question
    told = {"to": str(lena.id), "seen": "", "field": "pembiayaan"}
    assert office.post(f"{at}arahkan/", told).status_code == 302
    assert office.post(f"{at}arahkan/", told).status_code == 422  # somebody did already
    consultant = town.client("lena")
    assert "menunggu jawaban Anda" in consultant.get("/kotak-masuk/").content.decode()
    assert consultant.post(at, {"kind": "answer", "text": " "}).status_code == 422
    assert consultant.post(at, {"kind": "answer", "text": "Minta surat lunas."}).status_code == 302
    assert fresh(made).state == State.ANSWERED
    assert "Minta surat lunas." in town.client("participant").get(f"/tanya/{made.id}/").content.decode()


def test_the_number_stands_only_for_who_may_see_it(town, lena):
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6281200001234", user=None)
    made = asked(town, "office")
    given(town, made, "lena")
    answer(by=town.actor("lena"), question=made.id, text="Minta surat lunas.")
    at = f"/klinik/pertanyaan/{made.id}/"
    assert (
        "https://wa.me/6281200001234?text=Halo%20Warga%200" in town.client("office").get(at).content.decode()
    )
    theirs = town.client("lena").get(at).content.decode()
    assert "81200001234" not in theirs
    assert "Halo Warga 0" in theirs
    assert "belum disampaikan" in town.client("office").get("/klinik/pertanyaan/").content.decode()
    assert "Warga 0" in town.client("office").get("/klinik/pertanyaan/?keadaan=sampaikan").content.decode()
    town.client("ana").post(f"{at}disampaikan/")
    assert (
        "Warga 0" not in town.client("office").get("/klinik/pertanyaan/?keadaan=sampaikan").content.decode()
    )


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("budi", 404), ("coordinator", 200), ("inspector", 200), ("panel", 403), ("province", 403), ("participant", 403), ("stranger", 302)])  # fmt: skip
def test_who_opens_it(town, who, status):
    made = asked(town)
    assert town.client(who).get(f"/klinik/pertanyaan/{made.id}/").status_code == status


def test_every_figure_of_the_promise_opens_its_rows(town):
    promised(town)
    made = asked(town, topic="pembiayaan")
    asked(town)
    answer(by=town.actor("office"), question=made.id, text="Begini.")
    office = town.client("office")
    page = office.get("/klinik/janji/").content.decode()
    doors = {d.replace("&amp;", "&") for d in re.findall(r'href="(/klinik/pertanyaan/\?[^"]+)"', page)}
    assert len(doors) >= 6
    for door in doors:
        assert office.get(door).status_code == 200
    assert ">1</strong>" in office.get("/klinik/pertanyaan/?tahun=2026&janji=ditepati").content.decode()


@pytest.mark.parametrize("who", ["participant", "ana", "head", "coordinator", "inspector"])
def test_everybody_reads_the_promise_and_a_participant_no_questions(town, who):
    promised(town)
    asked(town)
    page = town.client(who).get("/klinik/janji/").content.decode()
    assert "dijawab dalam 3 hari" in page
    assert ("/klinik/pertanyaan/?" in page) == (who in ("head", "inspector"))
    assert ("/klinik/janji/baru/" in page) == (who == "head")


def test_the_head_publishes_a_promise_on_the_page(town):
    told = {"answer_days": 3, "resolve_days": 14, "silence_days": 10, "reason": "Supaya pasti"}
    assert town.client("office").post("/klinik/janji/baru/", told).status_code == 403
    assert town.client("head").post("/klinik/janji/baru/", told).status_code == 302
    assert town.client("head").post("/klinik/janji/baru/", told).status_code == 422


def test_the_list_goes_to_excel(town):
    asked(town)
    found = town.client("office").get("/klinik/pertanyaan/?unduh=xlsx")
    assert found["Content-Type"].endswith("sheet")


def test_resolution_and_reopening_on_the_page(town):
    made = asked(town)
    answer(by=town.actor("office"), question=made.id, text="Begini.")
    participant = town.client("participant")
    participant.post(f"/tanya/{made.id}/selesai/")
    assert fresh(made).state == State.RESOLVED
    participant.post(f"/tanya/{made.id}/", {"text": "Belum jelas"})
    assert fresh(made).state == State.NEW


def test_no_id_stands_twice_on_a_page(town, lena):
    promised(town)
    made = asked(town, photos=(picture(),), voice=VOICE)
    given(town, made, "lena")
    answer(by=town.actor("lena"), question=made.id, text="Begini.")
    pages = [("office", f"/klinik/pertanyaan/{made.id}/"), ("ana", "/klinik/pertanyaan/meja/?cari=warga"), ("lena", "/kotak-masuk/"),
             ("office", f"/klinik/pertanyaan/meja/{town.first.id}/"), ("head", "/klinik/janji/baru/"), ("participant", "/tanya/baru/"),
             ("participant", f"/tanya/{made.id}/"), ("participant", "/"), ("office", "/"), ("office", "/klinik/pertanyaan/")]  # fmt: skip
    for who, address in pages:
        text = town.client(who).get(address).content.decode()
        ids = re.findall(r"<[a-z][^<>]*\sid=\"([^\"]+)\"", text)
        assert len(ids) == len(set(ids)), (address, [i for i in ids if ids.count(i) > 1])
