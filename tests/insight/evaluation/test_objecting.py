import datetime
import uuid

import pytest
import time_machine

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.actions.objecting import MOST_OBJECTIONS, SEAL
from dampingi.insight.evaluation.intake import ObjectionIntake
from dampingi.insight.evaluation.models import FrozenEvidence, Objection, Subject
from tests.insight.evaluation.conftest import AFTER

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def subject(office):
    made = office.computed()
    return Subject.objects.select_related("mentor").get(
        evaluation=made.evaluation, mentor=office.city.mentors[0]
    )


def said(text: str = TEXT, **more) -> ObjectionIntake:
    return ObjectionIntake(text, **more)


def test_a_mentor_objects_to_parts_of_their_own_result(office, subject):
    by = office.actor("mentor0")
    actions.object_to_result(by=by, subject=subject, said=said(part="visits"))
    actions.object_to_result(by=by, subject=subject, said=said())
    assert set(Objection.objects.values_list("part", "text")) == {("visits", TEXT), ("", TEXT)}


def test_the_same_form_sent_twice_is_one_objection(office, subject):
    once = said(id=uuid.uuid4())
    for _again in range(2):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=once)
    assert Objection.objects.count() == 1


def test_another_mentors_form_is_not_taken_over(office, subject):
    once = said(id=uuid.uuid4())
    actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=once)
    other = Subject.objects.get(evaluation=subject.evaluation, mentor=office.city.mentors[1])
    with pytest.raises(Conflict):
        actions.object_to_result(by=office.actor("mentor1"), subject=other, said=once)


@pytest.mark.parametrize("who", ["mentor1", "office", "rater"])
def test_nobody_objects_for_another(office, subject, who):
    with pytest.raises(Denied):
        actions.object_to_result(by=office.actor(who), subject=subject, said=said())


def test_the_window_closes(office, subject):
    with (
        time_machine.travel(AFTER, tick=False),
        pytest.raises(Refused, match="15 September 2026"),
    ):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said())


def test_an_objection_says_what_is_wrong(office, subject):
    with pytest.raises(Refused, match="keliru"):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said("Tidak adil"))


def test_a_part_that_is_not_in_the_instrument_is_refused(office, subject):
    with pytest.raises(Refused, match="dari daftarnya"):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said(part="cuaca"))


def test_only_rows_about_oneself_can_be_pointed_at(office, subject):
    other = FrozenEvidence.objects.filter(
        freeze__evaluation=subject.evaluation, kind="count", key=f"visits:{office.city.mentors[1].id}"
    ).get()
    own = FrozenEvidence.objects.filter(
        freeze__evaluation=subject.evaluation, kind="count", key=f"visits:{subject.mentor_id}"
    ).get()
    by = office.actor("mentor0")
    with pytest.raises(Refused, match="bukan tentang Anda"):
        actions.object_to_result(by=by, subject=subject, said=said(evidence=other.id))
    made = actions.object_to_result(by=by, subject=subject, said=said(evidence=own.id))
    assert made.evidence == own


def test_proofs_are_kept_sealed_and_open_again(office, subject):
    made = actions.object_to_result(
        by=office.actor("mentor0"), subject=subject, said=said(proofs=(PDF,))
    )  # fmt: skip
    proof = made.proofs.get()
    with proof.original.open("rb") as kept:
        stored = kept.read()
    assert PDF not in stored
    assert SEAL.open(stored) == PDF


def test_what_is_neither_photo_nor_pdf_is_refused_and_nothing_is_kept(office, subject):
    with pytest.raises(Refused):
        actions.object_to_result(
            by=office.actor("mentor0"), subject=subject, said=said(proofs=(PDF, b"MZ\x90\x00"))
        )
    assert not Objection.objects.exists()


def test_there_is_an_end_to_how_many(office, subject):
    for _n in range(MOST_OBJECTIONS):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said())
    with pytest.raises(Refused, match="Gabungkan"):
        actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said())


def test_one_is_withdrawn_by_its_mentor_only(office, subject):
    made = actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said())
    with pytest.raises(Denied):
        actions.withdraw_objection(by=office.actor("mentor1"), objection=made)
    actions.withdraw_objection(by=office.actor("mentor0"), objection=made)
    made.refresh_from_db()
    assert made.withdrawn_at
    assert AuditEvent.objects.filter(action="withdraw_objection").count() == 1


def test_every_mentor_is_told_of_their_result(office, subject):
    notice = Notice.objects.get(user=office.users["mentor0"])
    assert "menyanggah" in str(notice)
    assert str(subject.id) in notice.url


def test_the_window_is_counted_in_days_after_the_results(office, subject):
    made = subject.evaluation.computation
    assert made.objections_until == datetime.date(2026, 9, 1) + datetime.timedelta(days=14)
