"""A granted objection changes what counts, beside what was frozen, and both results stay."""

import json

import pytest
import time_machine
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.amending import rating_key
from dampingi.insight.evaluation.changes import changed
from dampingi.insight.evaluation.intake import CountCorrection, ObjectionIntake, SetAside, ValueCorrection
from dampingi.insight.evaluation.models import Computation, Correction, FrozenEvidence, Result, Subject
from tests.insight.evaluation.conftest import AFTER

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."
WHY = "Daftar hadir kelurahan bulan Mei memuat dua kunjungan itu."


@pytest.fixture
def made(office):
    return office.computed()


@pytest.fixture
def subject(office, made):
    return Subject.objects.select_related("mentor").get(
        evaluation=made.evaluation, mentor=office.city.mentors[0]
    )


@pytest.fixture
def objection(office, subject):
    said = ObjectionIntake(TEXT, "visits")
    return actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said)


def visits(subject, **more) -> CountCorrection:
    key = f"visits:{subject.mentor_id}"
    row = json.loads(FrozenEvidence.objects.get(freeze__evaluation=subject.evaluation, key=key).body)
    return CountCorrection(key, more.get("done", row["due"]), more.get("due", row["due"]))


def grant(office, objection, *corrections, who="head"):
    return actions.answer_objection(
        by=office.actor(who), objection=objection, outcome="granted", reason=WHY, corrections=corrections
    )


def test_a_granted_objection_leaves_the_frozen_row_and_counts_another(office, objection, subject):
    key = f"visits:{subject.mentor_id}"
    frozen = FrozenEvidence.objects.get(freeze__evaluation=subject.evaluation, key=key)
    grant(office, objection, visits(subject))
    assert FrozenEvidence.objects.get(id=frozen.id).body == frozen.body
    counts = json.loads(queries.counting_row(subject.evaluation, subject, "count", key))
    assert counts["done"] == counts["due"] > json.loads(frozen.body)["done"]


def test_a_recomputation_keeps_both_results(office, made, objection, subject):
    grant(office, objection, visits(subject))
    with time_machine.travel(AFTER, tick=False):
        second = actions.recompute(by=office.by, evaluation=made.evaluation)
    old, new = (Result.objects.get(subject=subject, computation=c).body for c in (made, second))
    assert (made.number, second.number) == (1, 2)
    assert new["score"] > old["score"]
    assert queries.computation(made.evaluation) == second
    assert queries.result(subject).body == new
    assert second.seed == made.seed, "a correction does not draw anew"
    assert second.inputs["corrections"]
    assert second.inputs["evidence"] == made.inputs["evidence"], "what was frozen stays what it was"


def test_whoever_s_result_changed_is_told(office, made, objection, subject):
    grant(office, objection, visits(subject))
    Notice.objects.all().delete()
    with time_machine.travel(AFTER, tick=False):
        second = actions.recompute(by=office.by, evaluation=made.evaluation)
    told = set(Notice.objects.values_list("user", flat=True))
    assert office.users["mentor0"].id in told
    assert told == {s.mentor.user_id for s in changed(made, second)}


@pytest.mark.parametrize(
    ("who", "why"),
    [("rater", None), ("mentor1", None), ("inspector", None), ("office", "dijawab orang lain")],
)
def test_who_has_no_right_or_had_a_hand_in_the_result_does_not_answer(office, objection, subject, who, why):
    with pytest.raises(Denied, match=why):
        grant(office, objection, visits(subject), who=who)


def test_a_rater_who_is_also_head_does_not_answer(office, made, objection, subject):
    from dampingi.insight.evaluation.models import RaterAssignment

    RaterAssignment.objects.create(subject=subject, rater=office.users["head"])
    with pytest.raises(Denied, match="tim penilai"):
        grant(office, objection, visits(subject))


def test_granting_says_what_is_corrected_and_refusing_corrects_nothing(office, objection, subject):
    by = office.actor("head")
    with pytest.raises(Refused, match="apa yang dikoreksi"):
        grant(office, objection)
    with pytest.raises(Refused, match="tidak mengubah bukti"):
        actions.answer_objection(
            by=by, objection=objection, outcome="refused", reason=WHY, corrections=[visits(subject)]
        )
    with pytest.raises(Refused, match="alasannya"):
        actions.answer_objection(by=by, objection=objection, outcome="refused", reason="Tidak")
    actions.answer_objection(by=by, objection=objection, outcome="refused", reason=WHY)
    with pytest.raises(Conflict, match="sudah dijawab"):
        actions.answer_objection(by=by, objection=objection, outcome="refused", reason=WHY)
    assert not Correction.objects.exists()


def test_an_impossible_count_is_refused_and_nothing_is_kept(office, objection, subject):
    with pytest.raises(Refused, match="lebih banyak"):
        grant(office, objection, visits(subject, done=9, due=3))
    objection.refresh_from_db()
    assert objection.answered_at is None


def test_a_row_about_another_mentor_cannot_be_corrected(office, objection):
    with pytest.raises(Refused, match="bukan tentang pendamping ini"):
        grant(office, objection, CountCorrection(f"visits:{office.city.mentors[1].id}", 1, 1))


def test_a_participant_s_outcome_is_corrected(office, made, objection, subject):
    row = next(
        r
        for r in queries.evidence_about(made.evaluation, subject, "participant")
        if json.loads(r.body)["values"]["passed"] == 0.0
    )
    grant(office, objection, ValueCorrection(row.key, "passed", 1.0))
    told = json.loads(queries.counting_row(made.evaluation, subject, "participant", row.key))
    assert told["values"]["passed"] == 1.0


def test_a_rating_by_someone_too_near_is_set_aside_and_kept(office, made, objection, subject):
    rated = next(r for r in queries.current_ratings(made.evaluation) if r[1] == str(subject.mentor_id))
    grant(office, objection, SetAside("rating", rating_key(*rated[:3])))
    with time_machine.travel(AFTER, tick=False):
        second = actions.recompute(by=office.by, evaluation=made.evaluation)
    assert rated in queries.current_ratings(made.evaluation)
    assert second.inputs["ratings"] == made.inputs["ratings"]
    assert second.digest != made.digest


def test_one_row_corrected_twice_builds_on_the_first(office, made, objection, subject):
    key = f"visits:{subject.mentor_id}"
    grant(office, objection, CountCorrection(key, 1, 2))
    said = ObjectionIntake(TEXT, "visits")
    again = actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said)
    grant(office, again, CountCorrection(key, 2, 2))
    with time_machine.travel(AFTER, tick=False):
        actions.recompute(by=office.by, evaluation=made.evaluation)
    assert json.loads(queries.counting_row(made.evaluation, subject, "count", key))["done"] == 2


def test_no_recomputation_while_the_window_is_open_or_an_objection_waits(office, made, objection, subject):
    with pytest.raises(Refused, match="Masa sanggah masih berjalan"):
        actions.recompute(by=office.by, evaluation=made.evaluation)
    with time_machine.travel(AFTER, tick=False):
        with pytest.raises(Refused, match="belum dijawab"):
            actions.recompute(by=office.by, evaluation=made.evaluation)
        assert "belum dijawab" in queries.unsettled(made.evaluation)
        actions.answer_objection(by=office.actor("head"), objection=objection, outcome="refused", reason=WHY)
        with pytest.raises(Refused, match="hasilnya tetap"):
            actions.recompute(by=office.by, evaluation=made.evaluation)
        assert queries.unsettled(made.evaluation) == ""
    assert Computation.objects.count() == 1


def test_the_database_refuses_to_change_a_correction(office, objection, subject):
    grant(office, objection, visits(subject))
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(body="")
