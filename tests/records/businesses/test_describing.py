"""What a list tells beside a business: constraints and ways of selling of businesses just put on record."""

import datetime

import pytest
from tests.records.conftest import HERE, NEXT, someone

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.records.businesses.actions import describe_new, register_businesses
from dampingi.records.businesses.intake import BusinessIntake, ChannelNote, ConstraintNote, PersonIntake
from dampingi.records.businesses.models import Channel, Constraint

DAY = datetime.date(2026, 3, 1)
OFFICE = someone(Role.OFFICE, "32.76")


@pytest.fixture
def made(origin):
    rows = [
        BusinessIntake(name=n, region=HERE, owner=PersonIntake(name="A", region=HERE)) for n in ("X", "Y")
    ]
    return dict.fromkeys(register_businesses(by=OFFICE, origin=origin, rows=rows), HERE)


def constraint(id, code="fin_capital"):
    return ConstraintNote(id, code, DAY, source="import", note="Kurang modal")


def test_each_code_is_noted_once_at_a_business_and_told_as_one_event(origin, made):
    one, other = made
    noted = [constraint(one), constraint(one), constraint(other)]
    sold = [ChannelNote(one, "shopee"), ChannelNote(one, "market"), ChannelNote(one, "shopee")]
    describe_new(by=OFFICE, origin=origin, regions=made, constraints=noted, channels=sold)
    kept = Constraint.objects.unscoped("test")
    assert sorted(kept.values_list("business_id", "code", "note")) == sorted(
        (id, "fin_capital", "Kurang modal") for id in made
    )
    assert kept.first().region == HERE
    assert kept.first().noted_by == OFFICE.user_id
    assert set(Channel.objects.unscoped("test").values_list("business_id", "code")) == {
        (one, "shopee"), (one, "market"),
    }  # fmt: skip
    events = AuditEvent.objects.filter(action__in=("note_constraints", "set_channels"))
    assert sorted(e.detail["rows"] for e in events) == [2, 2]


def test_what_is_noted_so_is_as_what_is_noted_one_by_one(origin, made):
    """The rows are written without the model: no column may be left other than it would set it."""
    one, other = made
    describe_new(by=OFFICE, origin=origin, regions=made, constraints=[constraint(one)])
    from dampingi.records.businesses.actions import note_constraints

    note_constraints(by=OFFICE, rows=[constraint(other)])
    first, second = (
        Constraint.objects.unscoped("test").filter(business=id).values().get() for id in (one, other)
    )
    for row in (first, second):
        del row["id"], row["business_id"]
    assert first == second


@pytest.mark.parametrize("strange", ["constraint", "channel"])
def test_codes_nobody_knows_are_refused(origin, made, strange):
    one = next(iter(made))
    rows = (
        {"constraints": [constraint(one, "apa")]}
        if strange == "constraint"
        else {"channels": [ChannelNote(one, "pigeon")]}
    )
    with pytest.raises(Refused):
        describe_new(by=OFFICE, origin=origin, regions=made, **rows)


def test_only_where_the_person_may_note_constraints(origin, made):
    with pytest.raises(Denied):
        describe_new(
            by=someone(Role.OFFICE, NEXT),
            origin=origin,
            regions=made,
            constraints=[constraint(next(iter(made)))],
        )
