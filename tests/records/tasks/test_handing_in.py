"""Handing in: by the participant or for them, each time a version that nothing overwrites."""

import datetime

import pytest
from django.core.files.storage import default_storage

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.actions import mark_task, set_task, submit_tasks
from dampingi.records.tasks.files import opened
from dampingi.records.tasks.intake import FileIntake, MarkIntake, SubmissionIntake
from dampingi.records.tasks.models import Attachment, Version
from tests.records.conftest import NEXT, SYSTEM
from tests.records.tasks.conftest import JUNE, PDF, hand_in, office_document, photo
from tests.records.town import TODAY

State = Submission.State


def test_the_participant_hands_in_or_the_mentor_for_them(town, task):
    assert hand_in(town, task, by=town.actor("participant"), text="Terlampir").text == "Terlampir"
    for_them = hand_in(town, task, by=town.actor("ana"), enrolment=1, score=80)
    assert (for_them.score, for_them.state) == (80, State.ACCEPTED)
    own, by_ana = Version.objects.order_by("-own")
    assert (own.own, own.by_name, by_ana.own, by_ana.by_name) == (True, "Participant", False, "Ana")


def test_each_hand_in_stands_beside_the_one_before(town, task):
    first = hand_in(town, task, by=town.actor("participant"), text="Satu")
    again = hand_in(town, task, by=town.actor("participant"), text="Dua", on=datetime.date(2026, 7, 1))
    assert (again.id, again.version, again.text, again.on) == (first.id, 2, "Dua", JUNE)
    assert list(Version.objects.order_by("number").values_list("text", "on")) == [
        ("Satu", JUNE),
        ("Dua", datetime.date(2026, 7, 1)),
    ]


def test_what_says_nothing_new_is_no_new_version(town, task):
    hand_in(town, task, text="Satu")
    for text in ("Satu", "", "  "):
        with pytest.raises(Conflict, match="sudah dikumpulkan"):
            hand_in(town, task, text=text)
    assert Version.objects.count() == 1


def test_what_was_accepted_is_not_handed_in_again(town, task):
    hand_in(town, task, by=town.actor("ana"), score=80)
    with pytest.raises(Conflict, match="diterima"):
        hand_in(town, task, text="Baru")


def test_sending_twice_is_once_and_another_body_a_conflict(town, task):
    id = new_id()
    hand_in(town, task, text="Satu", id=id)
    assert hand_in(town, task, text="Satu", id=id).version == 1
    with pytest.raises(Conflict, match="isi lain"):
        hand_in(town, task, text="Dua", id=id)
    assert Version.objects.count() == 1


def test_without_an_id_a_second_sending_would_be_a_second_version(town, task):
    """The control."""
    hand_in(town, task, files=(PDF,))
    assert hand_in(town, task, files=(PDF,)).version == 2


def test_a_participant_says_something_and_only_for_themselves(town, task):
    with pytest.raises(Refused, match="lampirkan foto"):
        hand_in(town, task, by=town.actor("participant"))
    with pytest.raises(Denied):
        hand_in(town, task, by=town.actor("participant"), enrolment=1, text="x")
    with pytest.raises(Denied):
        hand_in(town, task, by=town.actor("budi"), text="x")


def test_nobody_grades_their_own_task(town, task):
    for told in ({"score": 100}, {"feedback": "Hebat"}):
        with pytest.raises(Refused, match="tidak menilai tugasnya sendiri"):
            hand_in(town, task, by=town.actor("participant"), text="x", **told)


@pytest.mark.parametrize("score", [-1, 101])
def test_a_score_is_of_a_hundred(town, task, score):
    with pytest.raises(Refused, match="antara 0 dan 100"):
        hand_in(town, task, score=score)


def test_late_is_judged_by_the_day_it_was_due(town, task):
    hand_in(town, task, on=JUNE + datetime.timedelta(days=1), text="x")
    assert Version.objects.get().late
    type(task).objects.update(due_on=datetime.date(2026, 7, 1))
    assert Version.objects.get().late, "moving the day later does not make it punctual"


def test_a_task_of_another_kelurahan_is_not_for_them(town):
    there = set_task(by=SYSTEM, programme=town.programme, title="Sana", due_on=JUNE, region=NEXT)
    with pytest.raises(Refused, match="tidak diberikan"):
        hand_in(town, there, text="x")
    assert hand_in(town, there, enrolment=3, text="x").enrolment_id == town.enrolments[3].id


def test_the_mentor_is_told_of_what_a_participant_handed_in(town, task):
    hand_in(town, task, by=town.actor("participant"), text="x")
    hand_in(town, task, by=town.actor("ana"), enrolment=1)
    notice = Notice.objects.get(user=town.users["ana"])
    assert notice.values == {"name": "Participant", "task": "Catatan penjualan"}


def test_a_photo_is_shown_without_what_the_camera_knew_and_the_original_sealed(town, task):
    sent = photo()
    assert b"Melati" in sent.content
    hand_in(town, task, files=(sent,))
    kept = Attachment.objects.get()
    assert (kept.kind, kept.name) == ("photo", "IMG.jpg")
    assert b"Melati" not in kept.shown.read()
    assert b"Melati" not in default_storage.open(kept.original.name).read()
    with pytest.raises(Refused):
        opened(kept)


def test_a_document_comes_back_as_it_came_under_a_harmless_name(town, task):
    hand_in(town, task, files=(PDF, office_document("a.docx", "word/document.xml")))
    pdf, word = Attachment.objects.all()
    assert (pdf.kind, pdf.name, opened(pdf), pdf.shown.name) == ("pdf", "jawaban saya.pdf", PDF.content, "")
    assert word.kind == "docx"
    assert PDF.content not in default_storage.open(pdf.original.name).read()


@pytest.mark.parametrize(
    "wrong",
    [
        FileIntake("foto.jpg", b"MZ\x90\x00"),
        FileIntake("foto.jpg", b"\xff\xd8\xff\xe0 torn"),
        FileIntake("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        FileIntake("tugas.pdf", b"<html>%PDF-</html>"),
        FileIntake("kosong.pdf", b""),
        FileIntake("tugas.docx", b"PK\x03\x04 torn"),
        office_document("zip.docx", "readme.txt"),
        office_document("makro.docx", "word/document.xml", "word/vbaProject.bin"),
        FileIntake("besar.pdf", b"%PDF-" + b"x" * (12 * 2**20)),
    ],
)
def test_a_file_is_what_its_content_says(town, task, wrong, folder):
    with pytest.raises(Refused):
        hand_in(town, task, files=(photo(), wrong))
    assert not Version.objects.exists()
    assert not [f for f in folder.rglob("*") if f.is_file()], "a refused batch leaves no file"


def test_five_files_at_most(town, task):
    with pytest.raises(Refused, match="paling banyak 5"):
        hand_in(town, task, files=(PDF,) * 6)


def test_a_batch_is_all_or_none(town, task):
    rows = [SubmissionIntake(e.id, task.id, JUNE, "x") for e in town.enrolments]
    rows.append(SubmissionIntake(town.first.id, task.id, TODAY + datetime.timedelta(days=1), "y"))
    with pytest.raises(Refused, match="Baris 6"):
        submit_tasks(by=SYSTEM, rows=rows, today=TODAY)
    assert not Submission.objects.unscoped("test").exists()


def test_what_was_sent_back_is_handed_in_again_with_a_clean_sheet(town, task):
    made = hand_in(town, task, text="Satu")
    mark_task(by=town.actor("ana"), said=MarkIntake(made.id, 1, False, score=40, feedback="Kurang bukti"))
    again = hand_in(town, task, by=town.actor("participant"), text="Dua")
    again.refresh_from_db()
    assert (again.state, again.version, again.score, again.feedback) == (State.HANDED_IN, 2, None, "")
