import datetime
import uuid

import pytest

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.grants import GRANTS
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.errors import Denied, UnscopedQuery
from dampingi.foundation.origins.actions import open_origin
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business

SYSTEM = Actor.for_system("test")
HERE, THERE = "32.76.05.1003", "32.76.05.1004"


def person(role: Role, region: str, programme=None) -> Actor:
    return Actor(user_id=uuid.uuid4(), label="someone", held=(Grant(role, region, programme),))


@pytest.fixture
def two_businesses(db):
    origin = open_origin(by=SYSTEM, door="command")
    rows = [
        BusinessIntake(name=f"Usaha {r}", region=r, owner=PersonIntake(name="Sari", region=r))
        for r in (HERE, THERE)
    ]
    return register_businesses(by=SYSTEM, origin=origin, rows=rows)


RUNS = [
    list,
    lambda q: q.count(),
    lambda q: q.exists(),
    lambda q: q.first(),
    lambda q: q.aggregate(),
    lambda q: list(q.iterator()),
    lambda q: q.update(name="x"),
    lambda q: q.delete(),
    lambda q: list(q.values_list("id")),
    lambda q: q.in_bulk(),
]


@pytest.mark.parametrize("run", RUNS)
def test_an_unscoped_query_raises_however_it_is_run(two_businesses, run):
    with pytest.raises(UnscopedQuery):
        run(Business.objects.filter(archived_at=None))


def test_control_without_the_guard_everything_would_be_seen(two_businesses):
    assert Business._base_manager.count() == 2


def test_a_region_role_sees_its_region_only(two_businesses):
    seen = Business.objects.for_actor(person(Role.COORDINATOR, HERE), Permission.VIEW_BUSINESSES)
    assert [b.region for b in seen] == [HERE]


def test_a_sibling_prefix_is_not_seen(two_businesses):
    actor = person(Role.COORDINATOR, "32.76.05.100")
    assert not Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).exists()


@pytest.mark.parametrize("actor", [Actor.stranger(), person(Role.PARTNER, ""), person(Role.PANEL, "32.76")])
def test_who_lacks_the_permission_sees_nothing(two_businesses, actor):
    assert not Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).exists()


def test_a_mentor_without_caseload_sees_nothing_of_the_kelurahan(two_businesses):
    actor = person(Role.MENTOR, HERE)
    assert not Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).exists()


def test_a_mentor_of_the_kecamatan_sees_the_kecamatan(two_businesses):
    actor = person(Role.MENTOR, "32.76.05")
    assert Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).count() == 2


def test_a_grant_for_one_programme_does_not_reach_another():
    programme, other = uuid.uuid4(), uuid.uuid4()
    actor = person(Role.OFFICE, "32.76", programme)
    actor.require(Permission.MANAGE_INTAKE, region="32.76.05", programme=programme)
    with pytest.raises(Denied):
        actor.require(Permission.MANAGE_INTAKE, region="32.76.05", programme=other)


def test_a_region_above_ones_own_is_denied():
    with pytest.raises(Denied):
        person(Role.OFFICE, "32.76.05").require(Permission.EDIT_BUSINESSES, region="32.76")


def test_every_role_is_listed():
    assert set(GRANTS) == set(Role)


def test_an_expired_assignment_gives_nothing(db):
    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.queries import actor_of

    user = add_user(by=SYSTEM, login="sari@contoh.id", name="Sari")
    day = datetime.date(2026, 3, 1)
    assign(by=SYSTEM, user=user, role=Role.HEAD, region="32.76", starts_on=day, ends_on=day)
    assert actor_of(user, on=day).roles == {Role.HEAD}
    assert not actor_of(user, on=day + datetime.timedelta(days=1)).roles
    assert not actor_of(user, on=day - datetime.timedelta(days=1)).roles
