import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.insight.facts.evidence import participants
from dampingi.records.handovers.actions import write_note
from dampingi.records.handovers.models import Handover, HandoverLine
from dampingi.records.programmes.actions import close_month, end_mentor, withdraw
from dampingi.records.programmes.models import Caseload, Mentor
from dampingi.records.programmes.queries import mentors_of
from tests.records.conftest import SYSTEM
from tests.records.handovers.conftest import JUNE

pytestmark = pytest.mark.usefixtures("citra")


def lines(**narrowed):
    return HandoverLine.objects.unscoped("test").filter(**narrowed)


def mentor_on(town, number: int, day: datetime.date) -> str:
    held = mentors_of([town.enrolments[number].id], on=day)
    return held[town.enrolments[number].id].name if held else ""


def test_participants_go_from_one_mentor_to_another_from_that_day_on(town, give):
    give(0, 1, to=["citra"])
    assert mentor_on(town, 0, JUNE - datetime.timedelta(days=1)) == "Ana"
    assert mentor_on(town, 0, JUNE) == mentor_on(town, 1, JUNE) == "Citra"
    assert mentor_on(town, 2, JUNE) == "Ana"


def test_the_line_remembers_who_gave_and_what_was_before(town, give):
    give(0, to=["citra"], note="Semua baik", notes={town.first.id: "Sedang mengurus NIB"})
    line = lines().get()
    assert (line.giver.name, line.receiver.name, line.note) == ("Ana", "Citra", "Sedang mengurus NIB")
    assert Caseload.objects.get(id=line.after_id).note == "Sedang mengurus NIB"
    assert line.before_ends_on is None
    assert line.before.ends_on == JUNE


def test_several_receivers_share_evenly_by_what_they_carry(town, give, citra):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=JUNE, reason="Pindah kota", kind="moved")
    give(0, 1, 2, to=["citra", "camat"], why="moved")
    got = sorted(lines().values_list("receiver__name", flat=True))
    assert got in (["Camat", "Camat", "Citra"], ["Camat", "Citra", "Citra"])


def test_who_lost_their_mentor_is_handed_on_and_nobody_accompanies_them_between(town, give):
    end_mentor(
        by=SYSTEM, mentor=town.mentor("ana").id, on=datetime.date(2026, 5, 1), reason="Sakit", kind="ill"
    )
    give(0, to=["citra"])
    assert mentor_on(town, 0, datetime.date(2026, 5, 20)) == ""
    assert lines().get().before_ends_on == datetime.date(2026, 5, 1)


def test_the_evaluation_counts_each_mentors_months(town, give):
    """Months whose 15th lies in the caseload: February to May are Ana's, June and July Citra's."""
    give(0, to=["citra"])
    records = participants(SYSTEM, programme=town.programme, until=datetime.date(2026, 7, 20))
    months = next(r.months for r in records if r.enrolment == town.first.id)
    assert months == {town.mentor("ana").id: 4, town.mentor("citra").id: 2}


def test_both_mentors_are_told_and_one_event_is_written(town, give):
    give(0, 1, to=["citra"])
    told = {n.user_id: str(n) for n in Notice.objects.all()}
    assert "2 peserta diserahkan kepada Anda mulai 10 Juni 2026" in told[town.users["citra"].id]
    assert "2 peserta Anda diserahkan" in told[town.users["ana"].id]
    assert AuditEvent.objects.filter(action="hand_over").count() == 1


def test_asked_twice_it_is_done_once(town, give):
    id = new_id()
    first, again = (give(0, to=["citra"], id=id) for _ in range(2))
    assert first.id == again.id
    assert lines().count() == 1
    with pytest.raises(Conflict, match="isi lain"):
        give(1, to=["citra"], id=id)


def test_a_receiver_of_another_kelurahan_is_refused_and_nothing_is_written(town, give):
    with pytest.raises(Refused, match="di luar wilayah pendamping yang dipilih"):
        give(0, to=["budi"])
    assert not Handover.objects.unscoped("test").exists()
    assert mentor_on(town, 0, JUNE) == "Ana"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"on": datetime.date(2026, 7, 21)}, "belum tiba"),
        ({"on": datetime.date(2026, 2, 1)}, "baru didampingi Ana sejak 1 Februari 2026"),
        ({"on": datetime.date(2026, 1, 5)}, "belum bertugas"),
        ({"to": ["ana"]}, "sudah didampingi Ana"),
        ({"to": []}, "Pilih pendamping"),
    ],
)
def test_a_day_or_a_mentor_that_cannot_be(give, told, words):
    with pytest.raises((Refused, Conflict), match=words):
        give(0, **{"to": ["citra"]} | told)
    assert Caseload.objects.filter(starts_on=JUNE).count() == 0


def test_without_the_day_check_two_mentors_would_hold_the_same_month(town, give):
    """Control: what the refusal prevents."""
    Caseload.objects.filter(enrolment=town.first).update(ends_on=datetime.date(2026, 7, 1))
    with pytest.raises(Refused, match="masih didampingi Ana sampai 1 Juli 2026"):
        give(0, to=["citra"])
    Caseload.objects.create(mentor=town.mentor("citra"), enrolment=town.first, starts_on=JUNE)
    records = participants(SYSTEM, programme=town.programme, until=datetime.date(2026, 7, 20))
    months = next(r.months for r in records if r.enrolment == town.first.id)
    assert sum(months.values()) == 7, "six months have passed, seven are counted"


def test_a_closed_month_is_not_handed_over_in(town, give):
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    with pytest.raises(Conflict, match="ditutup"):
        give(0, to=["citra"])


def test_who_has_left_is_not_handed_over(town, give):
    withdraw(by=SYSTEM, enrolment=town.first.id, on=JUNE, reason="Bekerja")
    with pytest.raises(Refused, match="sudah berhenti"):
        give(0, to=["citra"])


@pytest.mark.parametrize("persona", ["ana", "camat", "coordinator", "head", "elsewhere", "participant"])
def test_only_the_office_hands_over(give, persona):
    with pytest.raises(Denied):
        give(0, to=["citra"], by=persona)


def test_the_one_who_gave_writes_what_the_next_should_know(town, give):
    give(0, to=["citra"])
    line = lines().get()
    write_note(by=town.actor("ana"), line=line.id, note="  Telepon setelah pukul 16  ")
    assert lines().get().note == "Telepon setelah pukul 16"
    assert Caseload.objects.get(id=line.after_id).note == "Telepon setelah pukul 16"
    with pytest.raises(Denied):
        write_note(by=town.actor("citra"), line=line.id, note="x")


def test_an_exit_says_its_kind_and_ends_no_caseload_before_it_began(town, give, citra):
    give(0, to=["citra"])
    with pytest.raises(Refused, match="10 Juni 2026"):
        end_mentor(by=SYSTEM, mentor=citra.id, on=datetime.date(2026, 6, 9), reason="Sakit", kind="ill")
    end_mentor(by=SYSTEM, mentor=citra.id, on=datetime.date(2026, 6, 20), reason="Sakit", kind="ill")
    assert Mentor.objects.unscoped("test").get(id=citra.id).get_end_kind_display() == "Sakit"
