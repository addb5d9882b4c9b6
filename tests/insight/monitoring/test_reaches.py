"""For whom a figure is asked decides what it counts."""

import uuid

import pytest
from tests.insight.oracle import Oracle
from tests.insight.scattered import KELURAHAN, START, TODAY

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.errors import Denied, UnscopedQuery
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.queries import rows, values
from dampingi.records.programmes.models import Caseload

pytestmark = pytest.mark.django_db
SO_FAR = Period(START, TODAY)
CODES = ["participation", "visits_per_participant", "pass_rate", "turnover_change"]


def holding(*grants: Grant, user: uuid.UUID | None = None) -> Actor:
    id = user or uuid.uuid4()
    return Actor(user_id=id, label=str(id), held=grants)


def pairs(found, code):
    return {group: (f.numerator, f.denominator) for group, f in found.figures[code].items()}


def test_without_an_actor_it_raises(scattered):
    with pytest.raises(UnscopedQuery):
        values(None, programme=scattered.programme)


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PARTNER, Role.PANEL])
def test_who_may_not_see_the_dashboard_is_denied(scattered, role):
    with pytest.raises(Denied):
        values(holding(Grant(role, "32.76")), programme=scattered.programme)


def test_a_stranger_is_denied(scattered):
    with pytest.raises(Denied):
        values(Actor.stranger(), programme=scattered.programme)


def test_a_coordinator_sees_the_own_kecamatan_only(scattered):
    actor = holding(Grant(Role.COORDINATOR, "32.76.05"))
    found = values(actor, CODES, "kelurahan", programme=scattered.programme, period=SO_FAR)
    oracle = Oracle(scattered.programme, SO_FAR)
    for code in CODES:
        assert pairs(found, code) == oracle.figures(code, ("kelurahan",), inside="32.76.05")


@pytest.mark.parametrize("region", ["32.76.06", "32.76", KELURAHAN[4]])
def test_a_coordinator_is_denied_what_lies_outside(scattered, region):
    with pytest.raises(Denied):
        values(
            holding(Grant(Role.COORDINATOR, "32.76.05")), CODES, programme=scattered.programme, region=region
        )


def test_two_assignments_are_one_reach(scattered):
    actor = holding(
        Grant(Role.COORDINATOR, "32.76.05"), Grant(Role.COORDINATOR, "32.77"), Grant(Role.HEAD, "32.76.05")
    )
    found = values(actor, CODES, "kelurahan", programme=scattered.programme, period=SO_FAR)
    oracle = Oracle(scattered.programme, SO_FAR)
    for code in CODES:
        expected = oracle.figures(code, ("kelurahan",), inside="32.76.05") | oracle.figures(
            code, ("kelurahan",), inside="32.77"
        )
        assert pairs(found, code) == expected


def test_an_assignment_for_another_programme_reaches_nothing(scattered):
    actor = holding(Grant(Role.OFFICE, "32.76", uuid.uuid4()))
    with pytest.raises(Denied):
        values(actor, CODES, programme=scattered.programme)


def test_another_citys_office_is_denied(scattered):
    with pytest.raises(Denied):
        values(holding(Grant(Role.OFFICE, "33.01")), CODES, programme=scattered.programme)


def test_the_province_sees_its_cities(scattered):
    found = values(
        holding(Grant(Role.PROVINCE, "32")),
        ["pass_rate"],
        "city",
        programme=scattered.programme,
        period=SO_FAR,
    )
    assert [group for (group,) in found.groups()] == ["32.76", "32.77"]


def test_a_mentor_sees_the_own_caseload_only(scattered):
    held = Caseload.objects.filter(
        mentor__region__in=KELURAHAN, mentor__programme=scattered.programme, ends_on=None
    )
    user = held.order_by("mentor__region").first().mentor.user
    actor = holding(Grant(Role.MENTOR, KELURAHAN[1], scattered.programme.id), user=user.id)
    mine = Caseload.objects.filter(mentor__user=user, ends_on=None).values("enrolment")
    expected = Caseload.objects.filter(enrolment__in=mine).values("enrolment").distinct().count()
    found = values(
        actor,
        ["pass_rate"],
        programme=scattered.programme,
        period=SO_FAR,
        permission=Permission.VIEW_PARTICIPANTS,
    )
    assert expected > 0
    assert found.of("pass_rate").denominator == expected
    listed, count = rows(
        actor,
        "pass_rate",
        programme=scattered.programme,
        period=SO_FAR,
        permission=Permission.VIEW_PARTICIPANTS,
    )
    assert count == expected
    assert {row["enrolment"] for row in listed} == set(mine.values_list("enrolment", flat=True))


def test_a_mentor_in_a_place_beside_the_own_sees_nothing_there(scattered):
    actor = holding(Grant(Role.MENTOR, KELURAHAN[1], scattered.programme.id), user=scattered.users[1].id)
    found = values(
        actor, ["pass_rate"], programme=scattered.programme, region=KELURAHAN[2], period=SO_FAR,
        permission=Permission.VIEW_PARTICIPANTS,
    )  # fmt: skip
    assert found.of("pass_rate").denominator == 0


def test_a_mentor_sees_the_own_reports(scattered):
    actor = holding(Grant(Role.MENTOR, KELURAHAN[0], scattered.programme.id), user=scattered.users[0].id)
    found = values(
        actor, ["report_punctuality"], "mentor", programme=scattered.programme, period=SO_FAR,
        permission=Permission.VIEW_MONTHLY_REPORTS,
    )  # fmt: skip
    assert found.groups() == [(str(scattered.mentors[0].id),)]
