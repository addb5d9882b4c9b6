import json
import uuid

import pytest
import time_machine

from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.models import Computation, Correction, FrozenEvidence, Objection
from tests.insight.evaluation.conftest import AFTER

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."
WHY = "Daftar hadir kelurahan bulan Mei memuat dua kunjungan itu."


@pytest.fixture
def made(office):
    return office.computed()


@pytest.fixture
def objection(office, page, made):
    own = made.results.get(subject__mentor=office.city.mentors[0])
    sent = {"id": str(uuid.uuid4()), "text": TEXT, "part": "visits"}
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, **sent)
    return Objection.objects.get()


def where(made, objection):
    return "evaluation_answer", made.evaluation_id, objection.id


def test_the_head_grants_and_the_office_computes_again(page, office, made, objection):
    due = json.loads(
        FrozenEvidence.objects.get(kind="count", key=f"visits:{objection.subject.mentor_id}").body
    )["due"]
    sent = {"outcome": "granted", "reason": WHY, "k0-done": due, "k0-due": due}
    assert page("head", *where(made, objection), **sent).status_code == 302
    told = page("mentor0", *where(made, objection)).content.decode()
    assert WHY in told
    assert f"menjadi {due} dari {due}" in told
    with time_machine.travel(AFTER, tick=False):
        overview = page("office", "evaluation", made.evaluation_id).content.decode()
        assert "Hitung ulang" in overview
        actions.recompute(by=office.by, evaluation=made.evaluation)
        changes = page("office", "evaluation_changes", made.evaluation_id).content.decode()
    assert WHY in changes
    assert "Kelompok sebelum" in changes
    own = page("mentor0", "evaluation_result", made.evaluation_id, objection.subject_id).content.decode()
    assert "Dihitung ulang sesudah sanggahan dijawab" in own
    earlier = f"{Computation.objects.get(number=1).results.get(subject=objection.subject).hash}"
    assert earlier not in own


def test_the_earlier_result_can_still_be_read(office, made, objection):
    from django.test import Client

    client = Client()
    client.force_login(office.users["mentor0"])
    address = f"/evaluasi/{made.evaluation_id}/hasil/{objection.subject_id}/"
    for query in ("", "?hitungan=1", "?hitungan=9", "?hitungan=x", "?hitungan=99999999999999999999"):
        assert client.get(address + query).status_code == 200


def test_one_who_computed_sees_why_not(page, made, objection):
    told = page("office", *where(made, objection)).content.decode()
    assert "Sanggahan dijawab orang lain" in told
    assert "Simpan jawaban" not in told
    sent = {"outcome": "refused", "reason": WHY}
    assert page("office", *where(made, objection), **sent).status_code == 403
    assert page("inspector", *where(made, objection), **sent).status_code == 403
    assert Objection.objects.get().outcome == ""


def test_a_grant_without_correction_keeps_what_was_typed(page, made, objection):
    answer = page("head", *where(made, objection), outcome="granted", reason=WHY)
    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("part", ["", "passed", "voice_useful", "problems"])
def test_each_kind_of_part_can_be_answered(page, office, made, part):
    subject = made.results.get(subject__mentor=office.city.mentors[0]).subject
    sent = {"id": str(uuid.uuid4()), "text": TEXT, "part": part}
    page("mentor0", "evaluation_objection", made.evaluation_id, subject.id, **sent)
    found = Objection.objects.get()
    assert page("head", *where(made, found)).status_code == 200
    page("head", *where(made, found), outcome="refused", reason=WHY)
    found.refresh_from_db()
    assert found.outcome == "refused"


def test_a_participant_s_row_is_set_aside_in_the_form(page, office, made):
    subject = made.results.get(subject__mentor=office.city.mentors[0]).subject
    sent = {"id": str(uuid.uuid4()), "text": TEXT, "part": "passed"}
    page("mentor0", "evaluation_objection", made.evaluation_id, subject.id, **sent)
    found = Objection.objects.get()
    page("head", *where(made, found), outcome="partly", reason=WHY, **{"k0-aside": "on"})
    correction = Correction.objects.get()
    assert (correction.kind, correction.body) == ("participant", "")
    assert queries.counting_row(made.evaluation, subject, "participant", correction.key) is None
