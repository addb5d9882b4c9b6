import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.handovers.actions import undo_handover
from dampingi.records.handovers.models import HandoverLine
from dampingi.records.mentoring.actions import record_visits
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.programmes.actions import close_month, end_mentor, withdraw
from dampingi.records.programmes.models import Caseload
from tests.records.conftest import SYSTEM
from tests.records.handovers.conftest import JUNE
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("citra")
LATER = datetime.date(2026, 6, 20)


def held():
    """Every caseload, as it stands."""
    rows = Caseload.objects.values_list("enrolment_id", "mentor_id", "starts_on", "ends_on", "note")
    return sorted(rows, key=str)


def undo(town, handover, by="office", reason="Salah pilih"):
    return undo_handover(by=town.actor(by), handover=handover.id, reason=reason)


def kept(town, number: int) -> str:
    return HandoverLine.objects.unscoped("test").get(enrolment=town.enrolments[number]).kept


def test_taken_back_it_is_as_if_it_had_not_been(town, give):
    before = held()
    handover = give(0, 1, 2, to=["citra"])
    assert held() != before
    done = undo(town, handover)
    assert (done.restored, done.kept) == (3, 0)
    assert held() == before
    assert HandoverLine.objects.unscoped("test").exclude(restored_at=None).count() == 3, (
        "the act stays on record"
    )


def test_who_had_no_mentor_has_none_again(town, give):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=JUNE, reason="Sakit", kind="ill")
    before = held()
    undo(town, give(0, to=["citra"], on=LATER))
    assert held() == before


def test_what_was_built_on_it_stays_and_says_why(town, give):
    first = give(0, 1, 2, to=["citra"])
    visit = VisitIntake(
        enrolment_id=town.enrolments[0].id, mentor_id=town.mentor("citra").id, on=LATER, minutes=60, topic="pemasaran"
    )  # fmt: skip
    record_visits(by=SYSTEM, origin=town.origin, rows=[visit], today=TODAY)
    withdraw(by=SYSTEM, enrolment=town.enrolments[1].id, on=LATER, reason="Bekerja")
    done = undo(town, first)
    assert (done.restored, done.kept) == (1, 2)
    assert (kept(town, 0), kept(town, 1), kept(town, 2)) == ("visited", "left", "")


def test_handed_on_or_a_giver_who_ended_stays(town, give):
    first = give(0, 1, to=["citra"])
    give(0, to=["camat"], on=LATER)
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=LATER, reason="Pindah", kind="moved")
    assert undo(town, first).restored == 0
    states = dict(
        HandoverLine.objects.unscoped("test").filter(handover=first).values_list("enrolment", "kept")
    )
    assert states == {town.enrolments[0].id: "handed_on", town.enrolments[1].id: "giver_ended"}


def test_the_last_of_two_is_taken_back_first_and_then_the_first(town, give):
    before = held()
    first, second = give(0, to=["citra"]), give(0, to=["camat"], on=LATER)
    undo(town, second)
    assert undo(town, first).restored == 1
    assert held() == before


def test_twice_without_a_reason_or_in_a_closed_month_it_is_refused(town, give):
    handover = give(0, to=["citra"])
    with pytest.raises(Refused, match="alasan"):
        undo(town, handover, reason="  ")
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    with pytest.raises(Conflict, match="ditutup"):
        undo(town, handover)


def test_only_once(town, give):
    handover = give(0, to=["citra"])
    undo(town, handover)
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        undo(town, handover)


@pytest.mark.parametrize("persona", ["ana", "citra", "coordinator", "elsewhere"])
def test_only_the_office_takes_back(town, give, persona):
    handover = give(0, to=["citra"])
    with pytest.raises(Refused):
        undo(town, handover, by=persona)


def test_both_are_told(town, give):
    handover = give(0, to=["citra"])
    Notice.objects.all().delete()
    undo(town, handover)
    assert set(Notice.objects.values_list("user_id", flat=True)) == {
        town.users["ana"].id,
        town.users["citra"].id,
    }
