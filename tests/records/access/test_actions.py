import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.access.actions import issue_codes, note_entry, open_with, withdraw_code
from dampingi.records.access.codes import TRIES, spoken, typed
from dampingi.records.access.models import AccessCode, Way
from dampingi.records.access.queries import code_holders, crowded_devices, in_state, state_of
from dampingi.records.businesses.models import Person
from tests.records.conftest import SYSTEM
from tests.records.town import Town

pytestmark = pytest.mark.usefixtures("july")


def phone(i: int) -> str:
    return f"+62812000010{i}"


def phones(town: Town) -> None:
    for i, e in enumerate(town.enrolments):
        Person.objects.unscoped("test").filter(id=e.person_id).update(phone=phone(i))


@pytest.fixture
def reachable(town):
    phones(town)
    return town


def code_of(town: Town, i: int = 0, by: str = "office") -> str:
    issued, left = issue_codes(by=town.actor(by), enrolments=[town.enrolments[i].id], way=Way.SLIP)
    assert not left
    return issued[0].code


def row(town: Town, i: int = 0) -> AccessCode:
    return AccessCode.objects.unscoped("test").get(enrolment=town.enrolments[i], ended_at=None)


def test_a_code_opens_the_participants_own_page_and_makes_their_account(reachable):
    code = code_of(reachable, 1)
    user, opened = open_with(phone=phone(1), code=code)
    actor = actor_of(user, on=timezone.localdate())
    assert actor.roles == {Role.PARTICIPANT}
    assert opened.enrolment_id == reachable.enrolments[1].id
    again, _opened = open_with(phone=phone(1), code=code)
    assert again == user


def test_the_code_is_stored_nowhere(reachable):
    code = code_of(reachable)
    kept = row(reachable)
    assert code not in str(vars(kept))
    events = AuditEvent.objects.filter(action="issue_codes")
    assert all(code not in str(vars(e)) and spoken(code) not in str(vars(e)) for e in events)
    assert events.count() == 1


def test_another_phone_or_another_code_opens_nothing(reachable):
    code = code_of(reachable)
    assert open_with(phone=phone(1), code=code) is None
    assert open_with(phone="", code=code) is None
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    assert open_with(phone=phone(0), code=wrong) is None


def test_a_code_locks_after_a_few_wrong_tries_and_a_new_one_is_needed(reachable):
    code = code_of(reachable)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(TRIES - 1):
        open_with(phone=phone(0), code=wrong)
    assert open_with(phone=phone(0), code=code)  # right in time: the count starts anew
    for _ in range(TRIES):
        open_with(phone=phone(0), code=wrong)
    assert open_with(phone=phone(0), code=code) is None
    assert AuditEvent.objects.filter(action="lock_code").count() == 1
    assert open_with(phone=phone(0), code=code_of(reachable))


def test_a_code_ends_after_its_days(reachable):
    code = code_of(reachable)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert open_with(phone=phone(0), code=code) is None


def test_a_new_code_or_a_withdrawal_ends_the_old_one_and_who_is_in(reachable):
    first = code_of(reachable, 1)
    user, _code = open_with(phone=phone(1), code=first)
    before = user.get_session_auth_hash()
    second = code_of(reachable, 1)
    assert open_with(phone=phone(1), code=first) is None
    assert User.objects.get(id=user.id).get_session_auth_hash() != before
    withdraw_code(by=reachable.actor("office"), enrolment=reachable.enrolments[1].id)
    assert open_with(phone=phone(1), code=second) is None
    withdraw_code(by=reachable.actor("office"), enrolment=reachable.enrolments[1].id)


def test_an_account_with_a_password_is_not_logged_out(reachable):
    user = reachable.users["participant"]
    user.set_password("rahasia-sekali")
    user.save()
    code_of(reachable)
    code_of(reachable)
    assert User.objects.get(id=user.id).check_password("rahasia-sekali")


@pytest.mark.parametrize(
    "name", ["ana", "camat", "kota", "coordinator", "head", "inspector", "elsewhere", "participant"]
)
def test_only_the_office_makes_codes(reachable, name):
    with pytest.raises(Refused):
        code_of(reachable, by=name)
    assert not AccessCode.objects.unscoped("test").exists()


def test_no_mentor_reaches_a_code_by_any_permission(reachable):
    code_of(reachable)
    for name in ("ana", "camat", "kota"):
        for permission in (Permission.ISSUE_CODES, Permission.MANAGE_INTAKE):
            assert not AccessCode.objects.for_actor(reachable.actor(name), permission).exists()


def test_who_cannot_have_one_is_told_why_and_the_others_get_theirs(reachable):
    ids = [e.id for e in reachable.enrolments]
    Person.objects.unscoped("test").filter(id=reachable.enrolments[1].person_id).update(phone="")
    Person.objects.unscoped("test").filter(id=reachable.enrolments[2].person_id).update(
        user=reachable.users["budi"]
    )
    issued, left = issue_codes(by=SYSTEM, enrolments=ids, way=Way.MESSAGE)
    assert {e.enrolment.id for e in issued} == {ids[0], ids[3], ids[4]}
    assert {e.enrolment.id: e.why for e in left}.keys() == {ids[1], ids[2]}
    assert "nomor telepon" in next(e.why for e in left if e.enrolment.id == ids[1])
    assert "petugas" in next(e.why for e in left if e.enrolment.id == ids[2])


def test_too_many_at_once_are_refused(reachable):
    with pytest.raises(Refused, match="Paling banyak 100"):
        issue_codes(by=SYSTEM, enrolments=[uuid.uuid4() for _ in range(101)], way=Way.MESSAGE)


def test_one_browser_that_opens_three_participants_is_told_to_the_office_once_each(reachable):
    device = uuid.uuid4()
    for i in (0, 1, 1, 2):
        _user, opened = open_with(phone=phone(i), code=code_of(reachable, i))
        note_entry(code=opened, device=device)
    office = reachable.users["office"]
    assert [n.values for n in Notice.objects.filter(user=office)] == [{"count": 3}]
    assert [d.people for d in crowded_devices(reachable.actor("office"))] == [3]
    assert crowded_devices(reachable.actor("elsewhere")) == []


def test_a_family_may_share_a_phone(reachable):
    for i in (0, 1):
        _user, opened = open_with(phone=phone(i), code=code_of(reachable, i))
        note_entry(code=opened, device=uuid.UUID(int=7))
    assert crowded_devices(reachable.actor("office")) == []
    assert not Notice.objects.exists()


def test_two_participants_with_one_number_each_have_their_own_code(reachable):
    for i in (0, 1):
        Person.objects.unscoped("test").filter(id=reachable.enrolments[i].person_id).update(phone=phone(9))
    codes = [code_of(reachable, i) for i in (0, 1)]
    for i, code in enumerate(codes):
        assert open_with(phone=phone(9), code=code)[1].enrolment_id == reachable.enrolments[i].id


def test_every_participant_is_in_exactly_one_state(reachable):
    town = reachable
    wrong = "x"
    code_of(town, 1)
    open_with(phone=phone(2), code=code_of(town, 2))
    code_of(town, 3)
    for _ in range(TRIES):
        open_with(phone=phone(3), code=wrong)
    code_of(town, 4)
    AccessCode.objects.unscoped("test").filter(enrolment=town.enrolments[4]).update(expires_at=timezone.now())
    rows = code_holders(town.actor("office"))
    told = {e.id: state_of(e) for e in rows}
    assert [told[e.id] for e in town.enrolments] == ["none", "unused", "used", "locked", "expired"]
    for state in ("none", "unused", "used", "locked", "expired"):
        assert [e.id for e in rows.filter(in_state(state))] == [i for i, s in told.items() if s == state]


@pytest.mark.parametrize(
    ("text", "read"),
    [("1234 5678", "12345678"), (" 1234-5678 ", "12345678"), ("1234567", ""), ("abcdefgh", "")],
)
def test_codes_are_read_as_people_type_them(text, read):
    assert typed(text) == read
