import dataclasses
import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.queries import history
from dampingi.records.mentoring.actions import draw_reverification, report_outcomes, reverify
from dampingi.records.mentoring.intake import OutcomeIntake, ReverificationIntake
from dampingi.records.mentoring.models import Outcome, Reverification
from dampingi.records.programmes.actions import close_month

JULY = datetime.date(2026, 7, 1)


def outcome(town: Town, enrolment: int = 0, aspect: str = "basic", achieved=True, mentor="") -> OutcomeIntake:
    of = mentor or ("ana" if enrolment < 3 else "budi")
    return OutcomeIntake(town.enrolments[enrolment].id, town.mentor(of).id, aspect, achieved, JULY)


def report(town: Town, *rows: OutcomeIntake, by=SYSTEM) -> list[Outcome]:
    return report_outcomes(by=by, rows=list(rows), today=TODAY)


def everyone(town: Town) -> list[OutcomeIntake]:
    return [outcome(town, n, a) for n in range(5) for a in ("basic", "marketing", "sentra")]


def found(town: Town, enrolment: int = 0, passed=True, on=JULY) -> ReverificationIntake:
    return ReverificationIntake(town.enrolments[enrolment].id, passed, on)


def test_a_mentor_reports_own_participants(town):
    made = report(town, outcome(town), outcome(town, aspect="sentra", achieved=False), by=town.actor("ana"))
    assert [o.achieved for o in made] == [True, False]
    with pytest.raises(Denied):
        report(town, outcome(town, 3), by=town.actor("ana"))


def test_reporting_again_changes_and_remembers(town):
    first = report(town, outcome(town))[0]
    again = report(town, outcome(town, achieved=False))[0]
    assert again.id == first.id
    assert Outcome.objects.unscoped("test").get().achieved is False
    assert history("outcome", first.id)[0].changes == {"achieved": [True, False]}
    report(town, outcome(town, achieved=False))
    assert history("outcome", first.id).count() == 1, "saying the same again is no change"


def test_an_outcome_of_a_closed_month_no_longer_changes(town):
    report(town, outcome(town))
    close_month(by=SYSTEM, programme=town.programme, month=JULY)
    other_day = dataclasses.replace(outcome(town, achieved=False), on=datetime.date(2026, 6, 30))
    with pytest.raises(Conflict, match="07-2026"):
        report(town, other_day)
    assert Outcome.objects.unscoped("test").get().achieved is True


def test_outcomes_are_attributed_to_who_accompanied(town):
    with pytest.raises(Refused, match="tidak pernah mendampingi"):
        report(town, outcome(town, mentor="budi"))
    with pytest.raises(Refused, match="Aspek"):
        report(town, outcome(town, aspect="lain"))
    with pytest.raises(Conflict, match="dua kali"):
        report(town, outcome(town), outcome(town))
    assert not Outcome.objects.unscoped("test").exists()


def test_the_draw_is_random_but_repeatable_and_happens_once(town):
    report(town, *everyone(town))
    drawn = draw_reverification(by=SYSTEM, programme=town.programme, share=0.4, seed=7)
    assert len(drawn) == len(set(drawn)) == 2
    with pytest.raises(Conflict, match="tidak diulang"):
        draw_reverification(by=SYSTEM, programme=town.programme, share=0.4, seed=8)


def test_the_draw_needs_outcomes_and_a_sound_share(town):
    with pytest.raises(Refused, match="Belum ada hasil"):
        draw_reverification(by=SYSTEM, programme=town.programme, share=0.4, seed=7)
    with pytest.raises(Refused, match="antara 0 dan 1"):
        draw_reverification(by=SYSTEM, programme=town.programme, share=12, seed=7)
    with pytest.raises(Denied):
        draw_reverification(by=town.actor("ana"), programme=town.programme, share=0.4, seed=7)


@pytest.fixture
def drawn(town):
    report(town, *everyone(town))
    draw_reverification(by=SYSTEM, programme=town.programme, share=1, seed=7)
    return town


def test_another_person_looks_again_once(drawn):
    made = reverify(by=drawn.actor("office"), rows=[found(drawn, passed=False)], today=TODAY)
    assert (made[0].passed, made[0].by_name) == (False, "Office")
    with pytest.raises(Conflict, match="sudah diverifikasi"):
        reverify(by=drawn.actor("inspector"), rows=[found(drawn)], today=TODAY)


def test_neither_the_system_nor_a_mentor_reverifies(drawn):
    with pytest.raises(Denied, match="oleh orang"):
        reverify(by=SYSTEM, rows=[found(drawn)], today=TODAY)
    with pytest.raises(Denied):
        reverify(by=drawn.actor("ana"), rows=[found(drawn)], today=TODAY)
    assert not Reverification.objects.unscoped("test").exists()


def test_only_who_was_drawn_is_looked_at(town):
    report(town, *everyone(town))
    drawn = draw_reverification(by=SYSTEM, programme=town.programme, share=0.2, seed=7)
    other = next(n for n, e in enumerate(town.enrolments) if e.id not in drawn)
    with pytest.raises(Refused, match="tidak terundi"):
        reverify(by=town.actor("office"), rows=[found(town, other)], today=TODAY)


def test_what_was_looked_at_again_no_longer_changes(drawn):
    reverify(by=drawn.actor("office"), rows=[found(drawn)], today=TODAY)
    with pytest.raises(Conflict, match="tidak dapat diubah"):
        report(drawn, outcome(drawn, achieved=False))
