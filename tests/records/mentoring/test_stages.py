import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.mentoring.actions import complete_stages
from dampingi.records.mentoring.intake import StageIntake
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.programmes.actions import close_month

JUNE = datetime.date(2026, 6, 10)


def done(town: Town, enrolment: int = 0, on=JUNE) -> StageIntake:
    return StageIntake(town.enrolments[enrolment].id, town.stage.id, on)


def complete(town: Town, *rows: StageIntake, by=SYSTEM):
    return complete_stages(by=by, rows=list(rows), today=TODAY)


def test_a_mentor_completes_stages_of_own_participants(town):
    made = complete(town, done(town), done(town, 1), by=town.actor("ana"))
    assert [c.enrolment_id for c in made] == [town.enrolments[0].id, town.enrolments[1].id]
    assert made[0].by == town.actor("ana").label


def test_a_mentor_does_not_complete_stages_of_others(town):
    with pytest.raises(Denied):
        complete(town, done(town), by=town.actor("budi"))
    assert not StageCompletion.objects.unscoped("test").exists()


def test_a_stage_is_finished_once(town):
    complete(town, done(town))
    with pytest.raises(Conflict, match="sudah tercatat selesai"):
        complete(town, done(town))
    with pytest.raises(Conflict, match="Baris 2"):
        complete(town, done(town, 1), done(town, 1))
    assert StageCompletion.objects.unscoped("test").count() == 1


def test_what_someone_else_saved_in_between_is_a_conflict_and_no_crash(town, monkeypatch):
    complete(town, done(town))
    monkeypatch.setattr("dampingi.records.mentoring.actions.stages.recorded", lambda *asked: set())
    with pytest.raises(Conflict, match="baru saja disimpan orang lain"):
        complete(town, done(town, 1), done(town))
    assert StageCompletion.objects.unscoped("test").count() == 1


def test_a_stage_is_not_finished_tomorrow_nor_in_a_closed_month(town):
    with pytest.raises(Refused, match="belum tiba"):
        complete(town, done(town, on=TODAY + datetime.timedelta(days=1)))
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="ditutup"):
        complete(town, done(town))
