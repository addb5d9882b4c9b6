"""Stages ask for evidence: counted from the records, kept with the completion, the same for one as for many."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.records.conftest import FEBRUARY, HERE, SYSTEM
from tests.records.town import KECAMATAN, TODAY, Town

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.mentoring.actions import (
    complete_stages,
    record_growth,
    record_visits,
)
from dampingi.records.mentoring.actions.editions import publish_stages
from dampingi.records.mentoring.intake import GrowthIntake, StageIntake, VisitIntake
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.mentoring.queries.participants import at_stage, in_state, participants
from dampingi.records.mentoring.queries.standings import standings
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.track import track, tracks
from dampingi.records.mentoring.tracks.vocabulary import Condition, Duty
from dampingi.records.programmes.models import Enrolment, Stage, StageEdition
from dampingi.records.tasks.actions import mark_task, set_task, submit_tasks
from dampingi.records.tasks.intake import MarkIntake, SubmissionIntake

JUNE = datetime.date(2026, 6, 10)
OVER, COMING = datetime.date(2026, 3, 31), datetime.date(2026, 9, 30)


def rule(code: str = "verifikasi", *exit: Condition, **more) -> Rule:
    told = {"name": code.title(), "due_on": OVER if code == "verifikasi" else COMING} | more
    return Rule(code=code, exit=exit, **told)


def publish(town: Town, *rules: Rule, by=SYSTEM) -> StageEdition:
    return publish_stages(by=by, programme=town.programme, rules=rules, today=TODAY)


def finish(town: Town, *codes: str, by=SYSTEM, n: int = 0, **more) -> list[StageCompletion]:
    stages = {s.code: s.id for s in Stage.objects.filter(programme=town.programme)}
    rows = [StageIntake(town.enrolments[n].id, stages[code], JUNE, **more) for code in codes]
    return complete_stages(by=by, rows=rows, today=TODAY)


def visit(town: Town, n: int = 0, topic: str = "verifikasi", on: datetime.date = JUNE) -> None:
    mentor = town.mentor("ana" if n < 3 else "budi")
    row = VisitIntake(town.enrolments[n].id, mentor.id, on, 40, topic)
    record_visits(by=SYSTEM, origin=town.origin, rows=[row], today=TODAY)


def test_a_programme_that_asks_for_nothing_lets_a_stage_be_ticked_off(town):
    made = finish(town, "verifikasi")[0]
    assert (made.edition, made.evidence) == (None, [])


def test_what_a_stage_asks_is_missing_until_it_is_there(town):
    publish(town, rule("verifikasi", Condition("visits", 2), Condition("visits", 1, "masalah")))
    visit(town)
    with pytest.raises(Refused, match=r"2 kunjungan \(1/2\); 1 kunjungan dengan topik Identifikasi masalah"):
        finish(town, "verifikasi", by=town.actor("ana"))
    visit(town, topic="masalah", on=JUNE - datetime.timedelta(days=1))
    made = finish(town, "verifikasi", by=town.actor("ana"))[0]
    assert made.edition.number == 1
    assert [(e["kind"], e["found"], e["met"], e["on"]) for e in made.evidence] == [
        ("visits", 2, True, "2026-06-10"),
        ("visits", 1, True, "2026-06-09"),
    ]


def test_visits_of_others_do_not_count(town):
    publish(town, rule("verifikasi", Condition("visits")))
    visit(town, 1)
    assert not track(town.first, today=TODAY).now.exit[0].met
    assert track(town.enrolments[1], today=TODAY).now.exit[0].met


def _task(town: Town) -> None:
    task = set_task(by=SYSTEM, programme=town.programme, code="profil", title="Profil usaha", due_on=JUNE)
    submit_tasks(by=SYSTEM, rows=[SubmissionIntake(town.first.id, task.id, JUNE, "x")], today=TODAY)


def _growth(town: Town) -> None:
    row = GrowthIntake(town.first.id, JUNE.replace(day=1), 1_000_000, 1, 2, 1, 3, False)
    record_growth(by=SYSTEM, rows=[row], today=TODAY)


def _constraint(town: Town) -> None:
    note_constraints(by=SYSTEM, rows=[ConstraintNote(town.first.business_id, "fin_capital", JUNE)])


def _verified(town: Town) -> None:
    business = town.first.business
    business.standing, business.verified_at = (
        "confirmed",
        datetime.datetime(2026, 6, 1, 5, tzinfo=datetime.UTC),
    )
    business.save(update_fields=["standing", "verified_at"])


@pytest.mark.parametrize(
    ("condition", "act"),
    [
        (Condition("task", 1, "profil"), _task),
        (Condition("growth"), _growth),
        (Condition("constraints"), _constraint),
        (Condition("constraints", 1, "pembiayaan"), _constraint),
        (Condition("verified"), _verified),
    ],
    ids=lambda v: getattr(v, "kind", "") + getattr(v, "what", ""),
)
def test_each_kind_is_met_by_its_own_record_and_for_that_participant_only(town, condition, act):
    if condition.kind == "task":
        act(town)
        publish(town, rule("verifikasi", condition))
    else:
        publish(town, rule("verifikasi", condition))
        assert not track(town.first, today=TODAY).now.ready
        act(town)
    assert track(fresh(town.first), today=TODAY).now.ready
    assert not track(town.enrolments[1], today=TODAY).now.ready


def fresh(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.unscoped("test").select_related("business").get(id=enrolment.id)


def test_a_constraint_of_another_field_does_not_do(town):
    publish(town, rule("verifikasi", Condition("constraints", 1, "pemasaran")))
    _constraint(town)
    assert not track(town.first, today=TODAY).now.ready


def test_stages_follow_each_other_also_within_one_batch(town):
    publish(town, rule(), rule("masalah", entry=(Condition("stage", 1, "verifikasi"),)))
    with pytest.raises(Refused, match="Tahap Verifikasi selesai"):
        finish(town, "masalah")
    assert len(finish(town, "verifikasi", "masalah")) == 2


def test_the_office_lets_a_stage_pass_with_its_reason_and_a_mentor_does_not(town):
    publish(town, rule("verifikasi", Condition("visits")))
    with pytest.raises(Refused, match="minta penyelenggara"):
        finish(town, "verifikasi", by=town.actor("ana"), reason="Saya yakin")
    with pytest.raises(Refused, match="Isi alasannya"):
        finish(town, "verifikasi", by=town.actor("office"))
    with pytest.raises(Refused, match="terlalu panjang"):
        finish(town, "verifikasi", by=town.actor("office"), reason="x" * 301)
    made = finish(town, "verifikasi", by=town.actor("office"), reason="Dilihat camat")[0]
    assert (made.reason, made.evidence[0]["met"]) == ("Dilihat camat", False)
    assert track(town.first, today=TODAY).steps[0].unproven


def test_a_stage_by_need_is_settled_with_a_reason_unless_a_constraint_calls_for_it(town):
    publish(town, rule("verifikasi", Condition("visits"), by_need=True, fields=("pembiayaan",)))
    with pytest.raises(Refused, match="mengapa"):
        finish(town, "verifikasi", needed=False)
    _constraint(town)
    with pytest.raises(Refused, match="masih mempunyai kendala"):
        finish(town, "verifikasi", needed=False, reason="Modalnya cukup")
    made = finish(town, "verifikasi", n=1, needed=False, reason="Modalnya cukup")[0]
    assert not made.needed
    assert track(town.enrolments[1], today=TODAY).steps[0].note.startswith("tidak diperlukan")


def test_a_stage_for_all_cannot_be_said_not_needed(town):
    with pytest.raises(Refused, match="semua peserta"):
        finish(town, "verifikasi", needed=False, reason="Tidak perlu")
    publish(town, rule("verifikasi", Condition("visits")))
    with pytest.raises(Refused, match="semua peserta"):
        finish(town, "verifikasi", needed=False, reason="Tidak perlu")


def test_a_track_says_what_is_missing_since_when_and_whose_turn_it_is(town):
    _task(town)
    publish(town, rule(), rule("tugas", Condition("task", 1, "profil"), Condition("visits")))
    finish(town, "verifikasi", n=1)
    told = track(town.enrolments[1], today=TODAY)
    assert (told.now.stage.code, told.now.since, told.done) == ("tugas", JUNE, 1)
    assert [c.condition.kind for c in told.now.missing] == ["task", "visits"]
    assert told.waits_for is Duty.PARTICIPANT
    first = track(town.first, today=TODAY)
    assert (first.now.since, first.now.days_late) == (FEBRUARY, 111)
    assert [s.stage.code for s in first.late] == ["verifikasi"]


def test_many_are_read_with_as_many_queries_as_one(town):
    publish(town, rule("verifikasi", Condition("visits"), Condition("verified"), Condition("constraints"),
                       Condition("growth"), Condition("trainings"), Condition("reports"), Condition("outcomes")))  # fmt: skip
    with CaptureQueriesContext(connection) as one:
        tracks([town.first], today=TODAY)
    with CaptureQueriesContext(connection) as all_of_them:
        tracks(town.enrolments, today=TODAY)
    assert len(all_of_them) == len(one) <= 15


def test_editions_are_numbered_and_an_unchanged_one_is_no_edition(town):
    assert publish(town, rule("verifikasi", Condition("visits"))).number == 1
    with pytest.raises(Conflict, match="Tidak ada yang berubah"):
        publish(town, rule("verifikasi", Condition("visits")))
    second = publish(town, rule("verifikasi", Condition("visits", 2)), rule("masalah"))
    assert second.number == 2
    assert [s.code for s in Stage.objects.filter(programme=town.programme)] == ["verifikasi", "masalah"]
    assert StageEdition.objects.get(number=1).body[0]["exit"] == [{"kind": "visits", "n": 1, "what": ""}]


def test_the_database_refuses_to_change_a_published_edition(town):
    made = publish(town, rule("verifikasi", Condition("visits")))
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        StageEdition.objects.filter(id=made.id).update(body=[])
    assert StageEdition.objects.get().body


def test_a_due_day_that_has_passed_is_not_moved_nor_its_stage_dropped(town):
    with pytest.raises(Refused, match="sudah lewat dan tidak dapat diubah"):
        publish(town, rule("verifikasi", due_on=COMING))
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        publish(town, rule("masalah"))
    with pytest.raises(Refused, match="Tenggat tahap baru"):
        publish(town, rule(), rule("masalah", due_on=JUNE))
    assert not StageEdition.objects.exists()


def test_a_stage_nobody_lived_yet_can_go_again(town):
    publish(town, rule(), rule("masalah"))
    publish(town, rule())
    assert Stage.objects.get(programme=town.programme).code == "verifikasi"
    publish(town, rule(), rule("masalah"))
    finish(town, "masalah")
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        publish(town, rule())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (rule("verifikasi", Condition("task")), "pilih yang mana"),
        (rule("verifikasi", Condition("task", 1, "tidak_ada")), "tidak cocok"),
        (rule("verifikasi", Condition("visits", 0)), "isi jumlah"),
        (rule("verifikasi", Condition("visits", 1, "bukan_topik")), "tidak cocok"),
        (rule("verifikasi", Condition("stage", 1, "verifikasi")), "tidak cocok"),
        (rule("verifikasi", Condition("sihir")), "tidak dikenal"),
        (rule("verifikasi", fields=("pembiayaan",)), "diperlukan semua peserta"),
        (rule("verifikasi", name=""), "Isi nama"),
        (rule("Kode Salah"), "Kode tahap"),
    ],
)
def test_wrong_rules_are_refused_with_the_cure(town, wrong, words):
    with pytest.raises(Refused, match=words):
        publish(town, wrong)


def test_only_the_office_of_the_programme_publishes(town):
    for name in ("ana", "coordinator", "elsewhere", "participant"):
        with pytest.raises(Denied):
            publish(town, rule(), by=town.actor(name))


def test_standings_count_what_the_list_behind_them_shows(town):
    publish(town, rule(), rule("masalah"))
    finish(town, "verifikasi", n=0)
    finish(town, "verifikasi", "masalah", n=1)
    told = standings(SYSTEM, town.programme, today=TODAY)
    stages = {s.code: s.id for s in told.stages}
    assert dict(told.whole.at) == {stages["verifikasi"]: 3, stages["masalah"]: 1, None: 1}
    assert dict(told.whole.late) == {stages["verifikasi"]: 3}
    here = next(p for d, places in told.districts for p in places if p.region == HERE)
    assert (here.total, here.total_late, told.districts[0][0].region) == (3, 1, KECAMATAN)
    for stage, n in told.whole.at.items():
        found = at_stage(participants(SYSTEM), str(stage) if stage else "selesai")
        assert found.count() == n
        assert in_state(found, "late", today=TODAY).count() == told.whole.late.get(stage, 0)


def test_standings_stay_within_reach(town):
    assert standings(town.actor("ana"), town.programme, today=TODAY).whole.total == 3
    assert standings(town.actor("elsewhere"), town.programme, today=TODAY).whole.total == 0


def test_a_task_that_was_sent_back_is_no_evidence_until_it_comes_again(town):
    _task(town)
    task = town.programme.tasks.get()
    publish(town, rule("verifikasi", Condition("task", what="profil")))
    assert track(town.first, today=TODAY).now.exit[0].met
    made = task.submissions.get()
    mark_task(by=town.actor("ana"), said=MarkIntake(made.id, 1, False, feedback="Ulangi"))
    assert not track(town.first, today=TODAY).now.exit[0].met
    submit_tasks(by=SYSTEM, rows=[SubmissionIntake(town.first.id, task.id, JUNE, "y")], today=TODAY)
    assert track(town.first, today=TODAY).now.exit[0].met
