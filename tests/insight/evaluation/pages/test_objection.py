import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.insight.evaluation.models import FrozenEvidence, Objection
from tests.insight.evaluation.conftest import AFTER

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."


@pytest.fixture
def made(office):
    return office.computed()


@pytest.fixture
def own(office, made):
    return made.results.get(subject__mentor=office.city.mentors[0])


def asked(**more):
    return {"id": str(uuid.uuid4()), "text": TEXT, **more}


def test_a_mentor_objects(page, made, own):
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **asked(part="visits"))
    found = Objection.objects.get()
    assert (found.text, found.part) == (TEXT, "visits")
    where = ("evaluation_answer", made.evaluation_id, found.id)
    assert TEXT in page("office", *where).content.decode()
    assert TEXT in page("mentor0", *where).content.decode()
    for who in ("rater", "mentor1", "participant", "partner"):
        assert page(who, *where).status_code in (403, 404)


def test_from_a_row_of_the_evidence(page, made, own):
    row = FrozenEvidence.objects.get(kind="count", key=f"visits:{own.subject.mentor_id}")
    evidence = page("mentor0", "evaluation_evidence", made.evaluation_id, own.subject_id).content.decode()
    assert f"?baris={row.id}" in evidence
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **asked(evidence=str(row.id)))
    assert Objection.objects.get().evidence == row


def test_with_a_file_that_only_those_concerned_open(page, made, own):
    pdf = b"%PDF-1.4\ntrailer<<>>\n%%EOF"
    sent = asked(proofs=SimpleUploadedFile("bukti.pdf", pdf))
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **sent)
    proof = Objection.objects.get().proofs.get()
    where = ("evaluation_proof", made.evaluation_id, proof.objection_id, proof.id)
    for who in ("mentor0", "head", "inspector"):
        answer = page(who, *where)
        assert answer.content == pdf
        assert answer["Content-Disposition"].startswith("attachment")
    for who in ("rater", "mentor1", "stranger"):
        assert page(who, *where).status_code == 404


def test_too_little_is_told_and_what_was_written_stays(page, made, own):
    sent = asked() | {"text": "Tidak adil"}
    answer = page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **sent)
    assert answer.status_code == 422
    assert "Tidak adil" in answer.content.decode()
    assert not Objection.objects.exists()


def test_rubbish_in_the_address_is_ignored(page, made, own):
    for query in ("?baris=x", f"?baris={uuid.uuid4()}", "?bagian=cuaca"):
        from django.test import Client  # the address with its query

        client = Client()
        client.force_login(own.subject.mentor.user)
        address = f"/evaluasi/{made.evaluation_id}/hasil/{own.subject_id}/sanggah/{query}"
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("mentor1", 404), ("office", 403), ("rater", 403), ("head", 403)]
)
def test_nobody_objects_for_another(page, made, own, who, status):
    answer = page(who, "evaluation_objection", made.evaluation_id, own.subject_id, **asked())
    assert answer.status_code == status
    assert not Objection.objects.exists()


def test_one_is_withdrawn(page, made, own):
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **asked())
    found = Objection.objects.get()
    page("mentor0", "evaluation_withdraw", made.evaluation_id, found.id, once="1")
    found.refresh_from_db()
    assert found.withdrawn_at
    assert "Ditarik" in page("office", "evaluation_objections", made.evaluation_id).content.decode()


def test_after_the_window_the_form_is_gone(page, made, own):
    with time_machine.travel(AFTER, tick=False):
        told = page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id).content.decode()
    assert "Masa sanggah sudah berakhir" in told
    assert "Kirim sanggahan" not in told
