import datetime

import pytest
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM, someone

from dampingi.foundation.accounts.actions import add_user
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.programmes import actions
from dampingi.records.programmes.intake import ApplicationIntake, Appointment
from dampingi.records.programmes.models import Application, Caseload, Enrolment
from dampingi.records.programmes.queries import caseload, enrolments, programme_by_code, require_open


def application(person, day=1, **more) -> ApplicationIntake:
    more = {"scheme": "wub", "region": HERE, "criteria_met": ("ktp",)} | more
    return ApplicationIntake(person_id=person, applied_on=datetime.date(2026, 1, day), **more)


@pytest.fixture
def selected(programme, people):
    """Seven applicants for four places: one without the criterion, one of a priority group applying last."""
    rows = [application(p, day) for day, p in enumerate(people[:5], 1)]
    rows += [application(people[5], 1, criteria_met=())]
    rows += [application(people[6], 20, priority="laid_off")]
    actions.apply(by=SYSTEM, programme=programme, rows=rows)
    return actions.select(by=SYSTEM, programme=programme)


def state_of(person) -> Application:
    return Application.objects.unscoped("test").get(person=person)


def test_criteria_then_priority_then_date_up_to_the_quota(selected, people):
    assert (selected.accepted, selected.waiting, selected.rejected) == (4, 2, 1)
    assert state_of(people[6]).place == 1
    assert [state_of(p).state for p in people[:5]] == ["accepted"] * 3 + ["waiting"] * 2
    assert selected.unfilled == {NEXT: 2}


def test_a_rejection_says_which_criterion(selected, people):
    assert state_of(people[5]).reason == "KTP Depok"


def test_selecting_again_does_not_go_beyond_the_quota(selected, programme, people):
    actions.apply(by=SYSTEM, programme=programme, rows=[application(people[7], 2)])
    again = actions.select(by=SYSTEM, programme=programme)
    assert (again.accepted, again.waiting) == (0, 1)


def test_selecting_when_nobody_waits_for_a_decision_decides_nothing(selected, programme):
    again = actions.select(by=SYSTEM, programme=programme)
    assert (again.accepted, again.waiting, again.rejected) == (0, 0, 0)


def test_one_person_applies_once(selected, programme, people):
    with pytest.raises(Conflict):
        actions.apply(by=SYSTEM, programme=programme, rows=[application(people[0])])


@pytest.mark.parametrize("wrong", [{"scheme": "x"}, {"region": "32.77.01"}, {"priority": "teman"}])
def test_wrong_applications_are_refused(programme, people, wrong):
    with pytest.raises(Refused):
        actions.apply(by=SYSTEM, programme=programme, rows=[application(people[0], **wrong)])
    assert not Application.objects.unscoped("test").exists()


def accepted() -> list[Application]:
    return list(Application.objects.unscoped("test").filter(state="accepted").order_by("place"))


def test_a_participant_needs_no_business(selected):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    assert len(made) == 4
    assert all(e.business_id is None for e in made)


def test_who_waits_cannot_be_enrolled(selected, people):
    with pytest.raises(Conflict):
        actions.enrol(by=SYSTEM, applications=[state_of(people[4])], on=FEBRUARY)


def test_a_withdrawal_is_replaced_from_the_waiting_list(selected, people):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    day = datetime.date(2026, 4, 1)
    replacement = actions.withdraw(by=SYSTEM, enrolment=made[0].id, on=day, reason="Pindah kota")
    assert replacement.person_id == people[3]
    assert replacement.replaces_id == made[0].id
    assert Enrolment.objects.unscoped("test").count() == 5, "the one who left stays in the denominator"
    with pytest.raises(Conflict):
        actions.withdraw(by=SYSTEM, enrolment=made[0].id, on=day, reason="Lagi")


@pytest.mark.parametrize(
    ("on", "reason"), [(datetime.date(2026, 1, 1), "Pindah"), (datetime.date(2026, 4, 1), " ")]
)
def test_a_withdrawal_needs_a_sound_date_and_a_reason(selected, on, reason):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    with pytest.raises(Refused):
        actions.withdraw(by=SYSTEM, enrolment=made[0].id, on=on, reason=reason)


@pytest.fixture
def two_mentors(programme):
    users = [add_user(by=SYSTEM, login=f"m{i}@contoh.id", name=f"Pendamping {i}") for i in (1, 2)]
    rows = [Appointment(user=u, name=u.name, region=HERE, on=FEBRUARY) for u in users]
    return actions.appoint_mentors(by=SYSTEM, programme=programme, rows=rows)


def test_a_caseload_passes_from_one_mentor_to_another_by_date(selected, two_mentors):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    first, second = two_mentors
    actions.assign_caseloads(by=SYSTEM, pairs=[(first, e) for e in made], on=FEBRUARY)
    june = datetime.date(2026, 6, 1)
    actions.assign_caseloads(by=SYSTEM, pairs=[(second, made[0])], on=june)
    assert len(caseload(first, on=datetime.date(2026, 5, 31))) == 4
    assert [e.id for e in caseload(second, on=june)] == [made[0].id]
    assert len(caseload(first, on=june)) == 3


def test_a_mentor_sees_own_caseload_only(selected, two_mentors):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    first, second = two_mentors
    actions.assign_caseloads(by=SYSTEM, pairs=[(first, e) for e in made[:3]], on=FEBRUARY)
    assert enrolments(actor_of(first.user, on=FEBRUARY)).count() == 3
    assert enrolments(actor_of(second.user, on=FEBRUARY)).count() == 0


def test_a_mentor_of_another_kelurahan_cannot_take_the_caseload(selected, programme):
    user = add_user(by=SYSTEM, login="jauh@contoh.id", name="Jauh")
    far = actions.appoint_mentors(
        by=SYSTEM, programme=programme, rows=[Appointment(user=user, name="Jauh", region=NEXT, on=FEBRUARY)]
    )
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    with pytest.raises(Refused):
        actions.assign_caseloads(by=SYSTEM, pairs=[(far[0], made[0])], on=FEBRUARY)


def test_an_ended_mentor_loses_role_and_caseload_that_day(selected, two_mentors):
    made = actions.enrol(by=SYSTEM, applications=accepted(), on=FEBRUARY)
    first = two_mentors[0]
    actions.assign_caseloads(by=SYSTEM, pairs=[(first, e) for e in made], on=FEBRUARY)
    day = datetime.date(2026, 7, 1)
    actions.end_mentor(by=SYSTEM, mentor=first.id, on=day, reason="Bekerja di tempat lain")
    assert not Caseload.objects.filter(mentor=first, ends_on=None).exists()
    assert not actor_of(first.user, on=day + datetime.timedelta(days=1)).holds(Permission.RECORD_VISITS)
    with pytest.raises(Refused):
        actions.assign_caseloads(by=SYSTEM, pairs=[(first, made[0])], on=day)


def test_a_closed_month_refuses_and_reopens_only_with_a_reason(programme):
    office = someone(Role.OFFICE, "32.76")
    march = datetime.date(2026, 3, 14)
    actions.close_month(by=office, programme=programme, month=march)
    with pytest.raises(Conflict, match="03-2026"):
        require_open(programme, march)
    with pytest.raises(Conflict):
        actions.close_month(by=office, programme=programme, month=march)
    with pytest.raises(Refused):
        actions.reopen_month(by=office, programme=programme, month=march, reason="")
    actions.reopen_month(by=office, programme=programme, month=march, reason="Salah tutup")
    require_open(programme, march)


@pytest.mark.parametrize("month", [datetime.date(1, 1, 1), datetime.date(9999, 12, 1)])
def test_only_a_month_of_the_programme_is_closed(programme, month):
    with pytest.raises(Refused, match="di luar masa program"):
        actions.close_month(by=someone(Role.OFFICE, "32.76"), programme=programme, month=month)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.HEAD, Role.PROVINCE, Role.INSPECTOR, Role.PARTNER])
def test_only_the_office_runs_the_intake(selected, programme, role):
    with pytest.raises(Denied):
        actions.select(by=someone(role, "32.76"), programme=programme)


def test_an_unknown_programme_names_those_there_are(programme):
    with pytest.raises(Refused, match="WUB-2026"):
        programme_by_code("WUB-1999")
