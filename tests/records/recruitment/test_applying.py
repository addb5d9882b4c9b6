"""From a phone without an account: drafts survive, papers are known by their content, neutrality is signed word for word."""

import datetime

import pytest
import time_machine

from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.codes import TRIES
from dampingi.records.recruitment.models import Applicant, Call, Enclosure
from dampingi.records.recruitment.papers import opened, received
from tests.records.conftest import HERE

from .conftest import applied, begun, enclose, picture, plan, told

PHONE = "+6281200000001"


def test_an_application_is_kept_as_a_draft_and_opened_again_by_phone_and_code(call):
    made, code = begun(call)
    actions.save(applicant=made.id, told=told("Rina Sari"))
    back = actions.come_back(phone=PHONE, code=code)
    assert (back.id, back.name, back.state) == (made.id, "Rina Sari", "draft")
    assert code not in str(vars(back))


def test_wrong_codes_lock_the_application_and_only_a_new_code_opens_it(town, call):
    made, code = begun(call)
    for _try in range(TRIES):
        assert actions.come_back(phone=PHONE, code="00000000" if code != "00000000" else "11111111") is None
    assert actions.come_back(phone=PHONE, code=code) is None
    actions.save(applicant=made.id, told=told("Rina"))
    enclose(made)
    actions.hand_in(applicant=made.id, declared=True)
    fresh = actions.new_way_in(by=town.actor("office"), applicant=made.id)
    assert actions.come_back(phone=PHONE, code=fresh).id == made.id


def test_a_phone_applies_once_a_call(call):
    applied(call)
    with pytest.raises(Conflict, match="sudah melamar"):
        applied(call, name="Orang lain")


def test_a_stranger_s_draft_neither_tells_who_applied_nor_stands_in_the_way(call):
    """The control: the stranger types the phone of somebody who applied, and of somebody who is about to."""
    applied(call)
    _stranger, code = begun(call, name="Penyaru")
    assert code
    _first, _code = begun(call, name="Penyaru", phone="+6281200000099")
    assert applied(call, name="Pemilik", phone="+6281200000099").state == "submitted"


def test_one_machine_cannot_close_a_call_for_the_others(call, monkeypatch):
    monkeypatch.setattr("dampingi.records.recruitment.actions.applying.MOST_FROM", 3)
    for n in range(3):
        begun(call, phone=f"+62812000001{n:02}", address="203.0.113.7")
    with pytest.raises(Refused, match="Terlalu banyak") as refused:
        begun(call, phone="+6281200000199", address="203.0.113.7")
    assert refused.value.status == 429
    made, _code = begun(call, phone="+6281200000199", address="203.0.113.8")
    assert "203.0.113" not in str(vars(made))


def test_the_address_of_a_draft_is_forgotten_when_it_is_sent(call):
    made, _code = begun(call, address="203.0.113.7")
    assert made.begun_from
    actions.save(applicant=made.id, told=told("Rina"))
    enclose(made)
    assert actions.hand_in(applicant=made.id, declared=True).begun_from == ""


def test_handing_in_says_what_is_missing(call):
    made, _code = begun(call)
    with pytest.raises(Refused, match=r"tanggal lahir.*dokumen untuk: sehat"):
        actions.hand_in(applicant=made.id, declared=True)


def test_without_the_declaration_nothing_is_sent_and_with_it_the_exact_text_is_kept(call):
    made, _code = begun(call)
    actions.save(applicant=made.id, told=told("Rina"))
    enclose(made)
    with pytest.raises(Refused, match="pernyataan netralitas"):
        actions.hand_in(applicant=made.id, declared=False)
    sent = actions.hand_in(applicant=made.id, declared=True)
    assert digest(sent.declaration.text) == sent.declaration.hash
    assert "bukan pengurus partai" in sent.declaration.text
    assert sent.declared_at is not None


def test_no_field_stores_where_anyone_belongs_politically():
    from dampingi.records.recruitment import models

    names = {f.name for m in vars(models).values() if hasattr(m, "_meta") for f in m._meta.get_fields()}
    assert not [n for n in names if any(w in n for w in ("party", "partai", "politic", "affiliation"))]


def test_what_was_sent_does_not_change_any_more(call):
    sent = applied(call)
    for act in (
        lambda: actions.save(applicant=sent.id, told=told("Lain")),
        lambda: enclose(sent, raw=picture("blue")),
        lambda: actions.hand_in(applicant=sent.id, declared=True),
    ):
        with pytest.raises(Conflict, match="tidak berubah lagi"):
            act()


def test_nobody_applies_before_or_after_the_days_of_the_call(town, call):
    made, _code = begun(call)
    actions.save(applicant=made.id, told=told("Rina"))
    enclose(made)
    with time_machine.travel(datetime.datetime(2026, 7, 26, 3, tzinfo=datetime.UTC), tick=False):
        with pytest.raises(Refused, match="sudah ditutup"):
            actions.hand_in(applicant=made.id, declared=True)
        with pytest.raises(Refused, match="tidak menerima"):
            begun(call, phone="+6281200000002")
    unopened = actions.save_call(by=town.actor("office"), programme=town.programme, plan=plan())
    with pytest.raises(Refused, match="tidak menerima"):
        begun(Call.objects.unscoped("test").get(id=unopened.id))


def test_papers_are_known_by_content_sealed_and_images_drawn_anew(call):
    made, _code = begun(call)
    raw = picture()
    kept = enclose(made, raw=raw)
    with kept.original.open() as file:
        stored = file.read()
    assert raw not in stored
    assert opened(stored) == raw
    with kept.shown.open() as file:
        shown = opened(file.read())
    assert shown != raw
    assert shown.startswith(b"\xff\xd8")
    assert enclose(made, raw=raw).id == kept.id  # sent twice is once


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "kosong"),
        (b"MZ\x90\x00 a program", "bukan foto"),
        (b"%PDF-1.7 torn", "tidak utuh"),
        (b"%PDF-1.7" + b"x" * (5 * 2**20) + b"%%EOF", "lebih besar"),
        (b"<html><script>", "bukan foto"),
    ],
)
def test_what_is_no_photo_and_no_pdf_is_refused_whatever_it_is_called(raw, words):
    with pytest.raises(Refused, match=words):
        received(raw)


def test_a_paper_not_asked_for_and_a_fourth_page_are_refused(call):
    made, _code = begun(call)
    with pytest.raises(Refused, match="tidak meminta"):
        enclose(made, code="education")
    for colour in ("red", "green", "blue"):
        enclose(made, raw=picture(colour))
    with pytest.raises(Refused, match="Paling banyak 3"):
        enclose(made, raw=picture("white"))


def test_withdrawing_is_possible_until_the_end_and_plans_the_redaction(call):
    sent = applied(call)
    gone = actions.withdraw(applicant=sent.id)
    assert (gone.state, gone.redact_on) == ("withdrawn", datetime.date(2026, 8, 19))


def test_drafts_are_seen_by_nobody_else(town, call):
    begun(call)
    client = town.client("office")
    assert "Rina" not in client.get(f"/rekrutmen/{call.id}/pelamar/").content.decode()
    draft = Applicant.objects.unscoped("test").get()
    assert client.get(f"/pelamar/{draft.id}/").status_code == 404


def test_a_person_applies_from_the_page_to_the_end(client, call):
    page = client.get(f"/lowongan-pendamping/{call.id}/")
    key = page.context["form"].initial["application"]
    answer = client.post(
        f"/lowongan-pendamping/{call.id}/",
        {"name": "Rina", "phone": "0812 0000 0001", "post": HERE, "application": key},
    )
    assert "Catat kode" in answer.content.decode()
    own = "/lowongan-pendamping/lamaran/"
    said = {
        "name": "Rina", "sex": "P", "born_on": "1990-05-01", "education": "s1", "domicile": HERE, "post": HERE,
        "fields_of": ["pemasaran"], "motivation": "Ingin membantu", "answer-business": "Katering",
    }  # fmt: skip
    assert client.post(own, said).status_code == 302
    assert "Katering" in client.get(own).content.decode()
    client.post(f"{own}dokumen/", {"requirement": "health", "file": _upload(picture())})
    wrong = client.post(own, said | {"send": "1"})
    assert wrong.status_code == 422
    assert "pernyataan netralitas" in wrong.content.decode()
    assert client.post(own, said | {"send": "1", "declared": "on"}).status_code == 302
    assert "Lamaran Anda diterima" in client.get(own).content.decode()
    assert Enclosure.objects.count() == 1


def test_without_the_key_nobody_opens_or_fills_an_application(client, call):
    begun(call)
    own = "/lowongan-pendamping/lamaran/"
    assert client.get(own)["Location"] == "/lowongan-pendamping/lanjut/"
    assert client.post(f"{own}dokumen/", {"file": _upload(picture())}).status_code == 403
    assert client.post(f"{own}tarik/").status_code == 403


@pytest.mark.parametrize(
    ("phone", "name", "status"), [("x" * 5000, "Rina", 422), ("\0", "Ri\0na", 400), ("", "", 422)]
)
def test_bad_input_is_answered_and_never_breaks(client, call, phone, name, status):
    said = {"name": name, "phone": phone, "post": "99", "application": "no"}
    assert client.post(f"/lowongan-pendamping/{call.id}/", said).status_code == status


def _upload(raw):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("surat.exe", raw, content_type="application/octet-stream")
