"""Parting what was merged: exactly as it was, also after later edits; what came since stays and is told."""

import datetime

import pytest

from dampingi.foundation.accounts.actions import add_user
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses.actions import edit_business, move_business
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Constraint, Person, Verification
from dampingi.records.duplicates.actions import merge_businesses, merge_persons, unmerge
from dampingi.records.duplicates.models import Move
from tests.records.conftest import HERE, NEXT, SYSTEM, someone
from tests.records.duplicates.conftest import (
    COORDINATOR,
    DAY,
    OFFICE,
    business,
    look,
    note,
    person,
    registered,
    sell,
)
from tests.records.duplicates.states import difference, state

pytestmark = pytest.mark.django_db


def parted(merge, **more):
    return unmerge(by=OFFICE, merge=merge.id, reason="Ternyata dua usaha", **more)


def third(origin, **more) -> object:
    return registered(
        origin,
        BusinessIntake(
            name="Sari Snack", region=HERE, owner=PersonIntake(name="S. Dewi", region=HERE), **more
        ),
    )[0]


def test_everything_is_as_it_was(twins):
    note(twins[0])
    note(twins[1])
    note(twins[1], "legal_halal")
    look(twins[1], "call")
    sell(twins[0], "market")
    sell(twins[1], "market", "shopee")
    before = state()
    made = merge_businesses(
        by=OFFICE, keep=twins[0], absorb=twins[1], owners=True, choices={"name": "absorb", "phone": "absorb"}
    )
    assert difference(before, state())
    parted(made)
    assert difference(before, state()) == {}


def test_without_the_recorded_moves_nobody_knows_what_was_whose(twins):
    """Control: take the moves away and the constraint, the NIB and the check stay with the wrong business for good."""
    note(twins[1], "legal_halal")
    before = state()
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    Move.objects.filter(merge=made).delete()
    parted(made)
    lost = {(model, field) for model, _id, field in difference(before, state())}
    assert {("Constraint", "business_id"), ("Business", "nib"), ("Business", "latitude")} <= lost


def test_what_was_changed_since_stays_and_is_told(twins):
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    edit_business(by=OFFICE, business=twins[0], values={"nib": "9120009999999"})
    edit_business(by=OFFICE, business=twins[0], values={"product": "keripik pisang"})
    told = parted(made).undo_summary
    kept = business(twins[0])
    assert (kept.nib, kept.product, kept.latitude) == ("9120009999999", "keripik pisang", None)
    assert business(twins[1]).nib == "9120001234567"
    assert [(each["relation"], each["field"]) for each in told["stays"]] == [("keep", "nib")]


def test_what_returns_stands_where_its_business_does_wherever_the_kept_one_moved(twins):
    note(twins[1], "legal_halal")
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    move_business(
        by=OFFICE, business=twins[0], region="32.76.06.1001", address="X", on=DAY, reason="Sewa habis"
    )
    parted(made)
    row = Constraint.objects.unscoped("test").get()
    assert (row.business_id, row.region) == (twins[1], NEXT)


def test_fields_that_belong_together_return_together(twins):
    from decimal import Decimal

    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    edit_business(by=OFFICE, business=twins[0], values={"latitude": Decimal("-6.410000")})
    parted(made)
    kept = business(twins[0])
    assert (str(kept.latitude), str(kept.longitude)) == ("-6.410000", "106.794200")


def test_the_size_is_read_again_when_a_figure_stays(origin):
    small = third(origin, annual_sales=5_000_000_000, capital=400_000_000)
    bare = third(origin)
    made = merge_businesses(by=OFFICE, keep=bare, absorb=small)
    edit_business(by=OFFICE, business=bare, values={"annual_sales": 90_000_000})
    parted(made)
    kept = business(bare)
    assert (kept.capital, kept.annual_sales, kept.size, kept.size_basis) == (
        None,
        90_000_000,
        "micro",
        "sales",
    )


def test_what_was_added_since_stays_and_is_told(twins):
    note(twins[0], "legal_halal")
    note(twins[1])
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    look(twins[0], by=COORDINATOR)
    note(twins[0], "hr_skill")
    told = parted(made).undo_summary
    assert Verification.objects.get().business_id == twins[0]
    assert {each["relation"]: len(each["rows"]) for each in told["added"]} == {
        "businesses.constraint.business": 1,
        "businesses.verification.business": 1,
    }


def test_a_row_that_was_given_to_another_since_stays_there(twins, origin):
    note(twins[1])
    elsewhere = third(origin)
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    Constraint.objects.unscoped("test").update(business=elsewhere)
    told = parted(made).undo_summary
    assert Constraint.objects.unscoped("test").get().business_id == elsewhere
    assert told["stays"][0]["relation"] == "businesses.constraint.business"


class TestChains:
    def test_the_first_of_a_chain_waits_for_the_second(self, twins, origin):
        last = third(origin)
        before = state()
        first = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
        second = merge_businesses(by=OFFICE, keep=last, absorb=twins[0])
        with pytest.raises(Refused, match="Pisahkan penggabungan itu lebih dulu"):
            parted(first)
        parted(second)
        parted(first)
        assert difference(before, state()) == {}

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_two_taken_in_by_one_leave_in_any_order(self, twins, origin, order):
        note(twins[1])
        other = third(origin, phone="+628119999999", nib="9120007777777")
        note(other, "legal_halal")
        before = state()
        merges = [
            merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1]),
            merge_businesses(
                by=OFFICE,
                keep=twins[0],
                absorb=other,
                choices={"nib": "absorb"},
                despite=True,
                reason="NIB lama keliru",
            ),
        ]
        for at in order:
            parted(merges[at])
        assert difference(before, state()) == {}

    def test_what_came_with_another_merge_is_not_called_added(self, twins, origin):
        other = third(origin)
        note(other)
        first = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
        merge_businesses(by=OFFICE, keep=twins[0], absorb=other)
        assert parted(first).undo_summary["added"] == []


class TestOwners:
    def test_they_part_with_their_businesses(self, twins):
        owners = [business(id).owner_id for id in twins]
        parted(merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], owners=True))
        assert [business(id).owner_id for id in twins] == owners
        assert person(owners[1]).archived_at is None

    def test_they_may_stay_one_person_with_two_businesses(self, twins):
        owner = business(twins[0]).owner_id
        parted(merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], owners=True), owners=False)
        assert {business(id).owner_id for id in twins} == {owner}
        parted(made_of_persons())
        assert business(twins[1]).owner_id != owner

    def test_they_do_not_part_while_their_business_is_one(self, twins):
        merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], owners=True)
        with pytest.raises(Refused, match="bersama usahanya"):
            parted(made_of_persons())

    def test_a_login_goes_with_the_person_and_comes_back(self, twins):
        owners = [business(id).owner_id for id in twins]
        user = add_user(by=SYSTEM, login="sari@contoh.id", name="Sari")
        Person.objects.unscoped("test").filter(id=owners[1]).update(user=user)
        before = state()
        made = merge_persons(by=OFFICE, keep=owners[0], absorb=owners[1])
        assert person(owners[0]).user_id == user.id
        parted(made)
        assert difference(before, state()) == {}

    def test_two_active_logins_are_refused(self, twins):
        owners = [business(id).owner_id for id in twins]
        for number, owner in enumerate(owners):
            user = add_user(by=SYSTEM, login=f"sari{number}@contoh.id", name="Sari")
            Person.objects.unscoped("test").filter(id=owner).update(user=user)
        with pytest.raises(Refused, match="akun masuk"):
            merge_persons(by=OFFICE, keep=owners[0], absorb=owners[1])
        with pytest.raises(Refused, match="akun masuk"):
            merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1], owners=True)
        assert business(twins[1]).merged_into_id is None


def made_of_persons():
    from dampingi.records.duplicates.models import Merge

    return Merge.objects.unscoped("test").get(kind="person", undone_at=None)


class TestRefused:
    def test_without_a_reason(self, twins):
        made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
        with pytest.raises(Refused, match="alasan"):
            unmerge(by=OFFICE, merge=made.id, reason=" ")

    def test_a_second_time(self, twins):
        made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
        parted(made)
        with pytest.raises(Conflict):
            parted(made)

    @pytest.mark.parametrize(
        "actor", [someone(Role.OFFICE, "32.77"), someone(Role.OFFICE, NEXT), someone(Role.HEAD, "32.76")]
    )
    def test_by_whoever_does_not_reach_both(self, twins, actor):
        made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
        with pytest.raises(Refused) as refusal:
            unmerge(by=actor, merge=made.id, reason="Ingin saja")
        assert refusal.value.status == 404


def test_after_parting_they_can_be_merged_again(twins):
    parted(merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1]))
    merge_businesses(by=OFFICE, keep=twins[1], absorb=twins[0])
    assert business(twins[0]).merged_into_id == twins[1]


def test_both_ways_stand_in_the_history_and_in_the_audit_log(twins):
    parted(merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1]))
    newest, before = history("business", twins[0])
    assert newest.changes["nib"] == ["9120001234567", ""]
    assert before.changes["nib"] == ["", "9120001234567"]
    assert newest.origin == before.origin
    assert AuditEvent.objects.get(action="unmerge_businesses").reason == "Ternyata dua usaha"
    assert datetime.datetime.now(datetime.UTC) > newest.at
