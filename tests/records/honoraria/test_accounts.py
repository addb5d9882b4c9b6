"""Bank accounts: entered by the mentor, checked by another, unreadable in the database, opened for a reason."""

import pytest
from django.db import connection

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.honoraria.actions import accounts as actions
from dampingi.records.honoraria.actions import check_account, refuse_account, reveal_account
from dampingi.records.honoraria.models import BankAccount
from dampingi.records.honoraria.queries import same_number

NUMBER, NPWP = "9912345678", "001234567890123"


def raw() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM honoraria_bankaccount")
        return repr(cursor.fetchall())


def test_neither_number_can_be_read_in_the_database(account):
    account(npwp=NPWP)
    assert NUMBER not in raw()
    assert NPWP not in raw()


def test_without_the_seal_both_would_be_there(account, monkeypatch):
    """The control."""
    monkeypatch.setattr(actions, "seal", lambda kind, value: value)
    account(npwp=NPWP)
    assert NUMBER in raw()
    assert NPWP in raw()


def test_it_is_opened_for_a_reason_that_is_logged(town, account):
    made = account(npwp=NPWP)
    with pytest.raises(Refused, match="alasan yang jelas"):
        reveal_account(by=town.actor("office"), account=made.id, reason="cek")
    assert reveal_account(by=town.actor("office"), account=made.id, reason="Transfer ditolak bank") == (
        NUMBER,
        NPWP,
    )
    event = AuditEvent.objects.get(action="reveal_account")
    assert event.reason == "Transfer ditolak bank"
    assert NUMBER not in str(vars(event))


@pytest.mark.parametrize("persona", ["ana", "budi", "camat", "coordinator", "head", "inspector", "elsewhere"])
def test_nobody_else_opens_it(town, account, persona):
    made = account()
    with pytest.raises(Refused):
        reveal_account(by=town.actor(persona), account=made.id, reason="Ingin tahu saja")


@pytest.mark.parametrize("persona", ["budi", "camat", "office"])
def test_only_the_mentor_enters_it(account, persona):
    with pytest.raises(Refused, match="sendiri"):
        account(by=persona)


def test_whoever_entered_it_does_not_check_it(town, account):
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role
    from tests.records.conftest import FEBRUARY, SYSTEM

    made = account(checked=False)
    with pytest.raises(Refused):
        check_account(by=town.actor("ana"), account=made.id)
    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    with pytest.raises(Denied, match="orang lain"):
        check_account(by=town.actor("ana"), account=made.id)


def test_a_new_account_takes_the_place_of_the_old_and_is_checked_anew(account):
    first = account()
    assert account(checked=False).id == first.id, "the same again changes nothing"
    second = account(number="9900000001", checked=False)
    assert second.checked_at is None
    assert BankAccount.objects.unscoped("test").get(id=first.id).replaced_at
    with pytest.raises(Conflict, match="sudah diganti"):
        check_account(by=town_office(account), account=first.id)


def town_office(account):
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.accounts.queries import actor_of
    from tests.records.town import TODAY

    return actor_of(User.objects.get(login="office@contoh.id"), on=TODAY)


def test_a_refused_one_says_why_and_may_be_entered_again(town, account):
    made = account(checked=False)
    with pytest.raises(Refused, match="keliru"):
        refuse_account(by=town.actor("office"), account=made.id, reason=" ")
    refuse_account(by=town.actor("office"), account=made.id, reason="Nama berbeda")
    assert account(checked=False).id != made.id


def test_two_mentors_with_one_number_are_found_without_opening_it(account):
    first, _second = account(), account(name="budi")
    assert same_number(first) == ["Budi"]


@pytest.mark.parametrize(
    ("told", "why"),
    [({"number": "12"}, "6 sampai 20"), ({"number": "١٢٣٤٥٦٧"}, "6 sampai 20"), ({"npwp": "123"}, "NPWP")],
)
def test_what_cannot_be(account, told, why):
    with pytest.raises(Refused, match=why):
        account(**told)
