"""Places in a training: who asks first has one, who comes later waits, and whoever leaves makes room for the first who waits."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.conftest import SYSTEM
from tests.records.learning.test_actions import hold
from tests.records.learning.test_invitations import planned
from tests.records.town import TODAY

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.learning.actions import (
    cancel_training,
    record_attendance,
    register,
    set_registration,
    step_back,
)
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Registration
from dampingi.records.learning.queries import uninvited
from dampingi.records.learning.queries.registrations import candidates, coming, places_in_line
from dampingi.records.programmes.actions import withdraw

pytestmark = pytest.mark.usefixtures("july")
SOON = TODAY + datetime.timedelta(days=5)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def training(town):
    return hold(town, on=SOON, places=2)


def ask(town, training, *whom, by="office"):
    return register(by=town.actor(by), training=training.id, enrolments=[town.enrolments[n].id for n in whom])


def placed() -> set[str]:
    rows = Registration.objects.unscoped("test").filter(left_at=None, placed_at__isnull=False)
    return {r.enrolment.person.name for r in rows}


def line() -> list[str]:
    rows = list(Registration.objects.unscoped("test").filter(left_at=None, placed_at=None))
    turns = places_in_line(rows)
    return [r.enrolment.person.name for r in sorted(rows, key=lambda r: turns[r.id])]


def row(town, n) -> Registration:
    return Registration.objects.unscoped("test").get(enrolment=town.enrolments[n], left_at=None)


def notices(town, who) -> list[str]:
    return [str(n) for n in Notice.objects.filter(user=town.users[who]).order_by("at")]


def test_the_first_have_places_and_the_others_wait_in_order(town, training):
    ask(town, training, 4, 0)
    ask(town, training, 3)
    ask(town, training, 1)
    assert (placed(), line()) == ({"Warga 4", "Warga 0"}, ["Warga 3", "Warga 1"])


def test_who_steps_back_makes_room_for_the_first_who_waits_who_is_told(town, training):
    ask(town, training, 1, 2, 0, 3)
    step_back(by=town.actor("ana"), registration=row(town, 1).id, reason="sakit")
    assert (placed(), line()) == ({"Warga 2", "Warga 0"}, ["Warga 3"])
    assert "Warga 0 tidak menunggu lagi" in notices(town, "participant")[-1]
    assert any("tidak menunggu lagi" in told for told in notices(town, "ana"))
    assert not any("tidak menunggu lagi" in told for told in notices(town, "budi"))


def test_who_waited_and_steps_back_moves_nobody(town, training):
    ask(town, training, 0, 1, 2, 3)
    step_back(by=town.actor("office"), registration=row(town, 2).id, reason="pindah")
    assert (placed(), line()) == ({"Warga 0", "Warga 1"}, ["Warga 3"])


def test_who_comes_back_waits_at_the_end(town, training):
    ask(town, training, 0, 1, 2)
    step_back(by=town.actor("office"), registration=row(town, 0).id, reason="ragu")
    ask(town, training, 0)
    assert (placed(), line()) == ({"Warga 1", "Warga 2"}, ["Warga 0"])


def test_more_places_go_to_those_who_wait(town, training):
    ask(town, training, 0, 1, 2, 3, 4)
    set_registration(by=town.actor("office"), training=training.id, places=4)
    assert (placed(), line()) == ({"Warga 0", "Warga 1", "Warga 2", "Warga 3"}, ["Warga 4"])


@pytest.mark.parametrize(
    ("places", "closes", "told"),
    [
        (1, None, "2 peserta sudah mendapat tempat"),
        (None, None, "Sudah ada yang mendaftar"),
        (0, None, "antara 1 dan"),
        (3, SOON + DAY, "paling lambat"),
    ],
)
def test_places_are_not_taken_from_under_anybody(town, training, places, closes, told):
    ask(town, training, 0, 1)
    with pytest.raises(Refused, match=told):
        set_registration(by=town.actor("office"), training=training.id, places=places, closes_on=closes)
    training.refresh_from_db()
    assert training.places == 2


def test_twice_is_told_by_name_and_nothing_of_the_batch_is_kept(town, training):
    ask(town, training, 0)
    with pytest.raises(Conflict, match=r"Baris 2: Warga 0 sudah terdaftar"):
        ask(town, training, 1, 0)
    assert placed() == {"Warga 0"}


def test_a_closed_list_a_cancelled_training_and_one_without_places_say_so(town, training):
    set_registration(by=town.actor("office"), training=training.id, places=2, closes_on=TODAY - DAY)
    with pytest.raises(Conflict, match="sudah ditutup"):
        ask(town, training, 0)
    cancel_training(by=town.actor("office"), training=training.id, reason="aula bocor")
    with pytest.raises(Conflict, match="dibatalkan: aula bocor"):
        ask(town, training, 0)
    with pytest.raises(Conflict, match="tanpa pendaftaran"):
        ask(town, hold(town, on=SOON), 0)
    with pytest.raises(Conflict, match="sudah berlangsung"):
        ask(town, hold(town, on=TODAY - DAY, places=3), 0)
    assert not Registration.objects.unscoped("test").exists()


def test_who_is_registered_is_told_of_a_cancellation(town, training):
    ask(town, training, 0)
    cancel_training(by=town.actor("office"), training=training.id, reason="aula bocor")
    assert "dibatalkan" in notices(town, "participant")[-1]


def test_mentors_register_their_own_the_participant_themself_and_the_desk_anybody(town, training):
    ask(town, training, 0, by="participant")
    ask(town, training, 1, by="ana")
    ask(town, training, 4, by="camat")
    with pytest.raises(Refused, match="luar wilayah"):
        ask(town, training, 3, by="ana")
    with pytest.raises(Refused, match="luar wilayah"):
        ask(town, training, 1, by="participant")
    for who in ("head", "coordinator", "inspector", "partner", "province", "elsewhere"):
        with pytest.raises((Denied, Refused)):
            ask(town, training, 2, by=who)
    assert Registration.objects.unscoped("test").count() == 3


def test_a_training_of_another_place_is_for_its_own_but_the_desk_may(town):
    there = hold(town, on=SOON, places=5, region=town.enrolments[4].region)
    with pytest.raises(Refused, match="wilayah lain"):
        ask(town, there, 0, by="participant")
    assert ask(town, there, 0, by="office")


def test_one_planned_for_chosen_businesses_is_theirs(town):
    made = planned(town, ids=[town.first.business_id], places=5)
    with pytest.raises(Refused, match="diundang saja"):
        ask(town, made, 1, by="ana")
    assert [e.id for e in candidates(town.actor("ana"), made)] == [town.first.id]
    assert ask(town, made, 0, by="ana")


def test_taking_another_s_place_away_needs_a_reason_one_s_own_does_not(town, training):
    ask(town, training, 0, 1)
    with pytest.raises(Refused, match="alasan"):
        step_back(by=town.actor("office"), registration=row(town, 1).id)
    with pytest.raises(Refused, match="luar wilayah"):
        step_back(by=town.actor("budi"), registration=row(town, 1).id, reason="x")
    step_back(by=town.actor("participant"), registration=row(town, 0).id)
    gone = Registration.objects.unscoped("test").get(left_at__isnull=False)
    with pytest.raises(Conflict, match="sudah ditarik"):
        step_back(by=town.actor("participant"), registration=gone.id)


def test_who_leaves_the_programme_makes_room(town, training):
    ask(town, training, 0, 1, 3)
    withdraw(by=SYSTEM, enrolment=town.first.id, on=TODAY, reason="Pindah kota")
    assert (placed(), line()) == ({"Warga 1", "Warga 3"}, [])


def test_the_roll_names_those_with_a_place_and_who_has_none_is_not_marked_absent(town, training):
    ask(town, training, 0, 1, 2)
    office = town.actor("office")
    assert [e.id for e in uninvited(office, training)] == [e.id for e in town.enrolments[:2]]
    rows = [AttendanceIntake(e.id, present=True) for e in town.enrolments[:2]]
    record_attendance(by=SYSTEM, training=training, rows=rows, today=SOON)
    assert [e.id for e in uninvited(office, training)] == [e.id for e in town.enrolments[2:]]
    with pytest.raises(Conflict, match="sudah dicatat"):
        step_back(by=office, registration=row(town, 0).id, reason="x")


def test_the_participant_sees_where_they_stand(town, training):
    ask(town, training, 1, 2, 3, 0)
    other = hold(town, on=SOON + DAY, title="Umum")
    hold(town, on=SOON, region="32.76.01", title="Jauh", places=3)
    first, second = coming(town.actor("participant"), town.first, today=TODAY)
    assert (first.id, first.turn, first.free, bool(first.mine)) == (training.id, 2, 0, True)
    assert (second.id, second.mine, second.places) == (other.id, None, None)


def test_every_change_is_in_the_audit_trail(town, training):
    ask(town, training, 0)
    set_registration(by=town.actor("office"), training=training.id, places=3)
    step_back(by=town.actor("participant"), registration=row(town, 0).id)
    done = list(
        AuditEvent.objects.filter(subject_id=str(training.id)).order_by("at").values_list("action", flat=True)
    )
    assert done == ["hold_training", "register_for_training", "set_registration", "leave_training"]


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["ask", "ask", "leave", "more"]), st.integers(0, 4)), max_size=14
    ),
    seats=st.integers(1, 3),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_waits_beside_an_empty_chair_and_the_order_is_that_of_asking(town, moves, seats):
    """Against a list in plain Python; each example has a training of its own."""
    made = hold(town, on=SOON, places=seats)
    held, queue = set(), []
    for move, n in moves:
        if move == "ask" and n not in held and n not in queue:
            ask(town, made, n)
            queue.append(n)
        elif move == "leave" and n in held | set(queue):
            found = Registration.objects.unscoped("test").get(
                training=made, enrolment=town.enrolments[n], left_at=None
            )
            step_back(by=SYSTEM, registration=found.id, reason="x")
            held.discard(n)
            queue = [q for q in queue if q != n]
        elif move == "more":
            seats += 1
            set_registration(by=SYSTEM, training=made.id, places=seats)
        while queue and len(held) < seats:
            held.add(queue.pop(0))
    rows = list(Registration.objects.unscoped("test").filter(training=made, left_at=None))
    numbers, turns = {e.id: i for i, e in enumerate(town.enrolments)}, places_in_line(rows)
    assert {numbers[r.enrolment_id] for r in rows if r.placed_at} == held
    waits = sorted((r for r in rows if not r.placed_at), key=lambda r: turns[r.id])
    assert [numbers[r.enrolment_id] for r in waits] == queue
