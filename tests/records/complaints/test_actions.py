import datetime

import pytest

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.complaints.actions import MOST_OPEN, answer, complain, say_more, take_up
from dampingi.records.complaints.intake import ComplaintIntake
from dampingi.records.complaints.models import Complaint, Kind, Outcome
from dampingi.records.complaints.queries import complaints, own_complaints, words_of
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.town import TODAY, Town

pytestmark = pytest.mark.usefixtures("july")


def fee(town: Town, **more) -> ComplaintIntake:
    told = {"kind": Kind.FEE, "text": "Diminta uang.", "mentor_id": town.mentor("ana").id, "amount": 50_000}
    return ComplaintIntake(town.first.id, **(told | more))


def made(town: Town, **more) -> Complaint:
    return complain(by=town.actor("participant"), said=fee(town, **more), today=TODAY)


def test_a_complaint_goes_to_the_office(town):
    found = made(town)
    assert [c.id for c in complaints(town.actor("office"))] == [found.id]
    assert [n.user for n in Notice.objects.all()] == [town.users["office"]]
    assert not complaints(town.actor("elsewhere")).exists()


def test_no_mentor_coordinator_or_inspector_sees_it_by_any_permission(town):
    made(town)
    for permission in Permission:
        assert not Complaint.objects.for_actor(town.actor("ana"), permission).exists()
    for name in ("ana", "budi", "camat", "kota", "coordinator", "head", "inspector", "panel"):
        assert not complaints(town.actor(name)).exists()


def test_a_mentor_who_also_works_in_the_office_does_not_see_what_is_about_them(town):
    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    assign(by=SYSTEM, user=town.users["budi"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    about_ana, about_nobody = made(town), made(town, mentor_id=None, kind=Kind.DATA)
    assert not complaints(town.actor("ana")).exists()  # nor what comes from whom she accompanies
    assert {c.id for c in complaints(town.actor("budi"))} == {about_ana.id, about_nobody.id}
    assert town.users["ana"].id not in set(Notice.objects.values_list("user", flat=True))


def test_the_trail_does_not_tell_who_complained_or_about_whom(town):
    found = made(town, text="Rahasia sekali")
    say_more(by=town.actor("participant"), complaint=found.id, text="Dan lagi")
    events = AuditEvent.objects.filter(subject_kind="complaint")
    assert {e.actor for e in events} == {"system: a participant's complaint"}
    assert {e.region for e in events} == {"32.76"}
    told = str([vars(e) for e in events])
    for secret in (town.users["participant"].id, town.first.id, town.mentor("ana").id, "Rahasia"):
        assert str(secret) not in told


def test_it_is_taken_up_once_answered_and_closed_with_an_outcome(town):
    found, by = made(town), town.actor("office")
    assert take_up(by=by, complaint=found.id).taken_by_name == "Office"
    with pytest.raises(Conflict, match="sudah ditangani Office"):
        take_up(by=by, complaint=found.id)
    answer(by=by, complaint=found.id, text="Periksa rekening Ana.", internal=True)
    answer(by=by, complaint=found.id, text="Uang Anda kembali.", outcome=Outcome.FOUNDED)
    found.refresh_from_db()
    assert (found.outcome, found.closed_at is not None) == (Outcome.FOUNDED, True)
    with pytest.raises(Conflict, match="sudah ditutup"):
        answer(by=by, complaint=found.id, text="Lagi")


def test_the_participant_reads_the_answers_and_not_the_internal_notes(town):
    found, by = made(town), town.actor("office")
    answer(by=by, complaint=found.id, text="Hanya untuk dinas", internal=True)
    told = Notice.objects.filter(user=town.users["participant"])
    assert not told.exists()
    answer(by=by, complaint=found.id, text="Untuk Anda")
    assert told.count() == 1
    assert [w.text for w in words_of(found, internal=False)] == ["Untuk Anda"]
    assert {w.text for w in words_of(found, internal=True)} == {"Hanya untuk dinas", "Untuk Anda"}


def test_a_participant_who_is_not_satisfied_opens_it_again(town):
    found = made(town)
    answer(by=town.actor("office"), complaint=found.id, text="Selesai", outcome=Outcome.UNFOUNDED)
    say_more(by=town.actor("participant"), complaint=found.id, text="Belum")
    found.refresh_from_db()
    assert (found.closed_at, found.outcome) == (None, "")


def test_nobody_complains_for_another_and_nobody_adds_to_anothers(town):
    found = made(town)
    for name in ("ana", "office", "coordinator"):
        with pytest.raises(Refused):
            complain(by=town.actor(name), said=fee(town), today=TODAY)
        with pytest.raises(Refused):
            say_more(by=town.actor(name), complaint=found.id, text="x")
    assert not own_complaints(town.actor("ana")).exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": "  "}, "Ceritakan"),
        ({"kind": "gossip"}, "Pilih jenis"),
        ({"amount": 0}, "lebih dari nol"),
        ({"happened_on": TODAY + datetime.timedelta(days=1)}, "belum tiba"),
        ({"text": "x" * 5001}, "paling banyak"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(town, wrong, told):
    with pytest.raises(Refused, match=told):
        made(town, **wrong)
    assert not Complaint.objects.unscoped("test").exists()


def test_only_about_who_accompanies_them(town):
    with pytest.raises(Refused, match="tidak didampingi"):
        made(town, mentor_id=town.mentor("budi").id)


def test_a_flood_is_asked_to_wait(town):
    for _ in range(MOST_OPEN):
        made(town)
    with pytest.raises(Conflict, match="sudah banyak"):
        made(town)
