import dataclasses
import uuid

import pytest

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.approvals import workflows
from dampingi.foundation.approvals.actions import decide, submit
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.errors import Conflict, Denied, Refused

KELURAHAN = "32.76.05.1003"
heard: list[tuple] = []


def person(name: str, role: Role, region: str) -> Actor:
    user = uuid.uuid5(uuid.NAMESPACE_DNS, name)
    return Actor(user_id=user, label=str(user), held=(Grant(role, region),), name=name)


MENTOR = person("mentor", Role.MENTOR, KELURAHAN)
KECAMATAN = person("kecamatan", Role.MENTOR, "32.76.05")
OTHER_KECAMATAN = person("other", Role.MENTOR, "32.76.06")
CITY = person("city", Role.MENTOR, "32.76")
OFFICE = person("office", Role.OFFICE, "32.76")


@pytest.fixture
def waiting(db, monkeypatch, django_user_model):
    heard.clear()
    monkeypatch.setitem(
        workflows.workflows,
        "try",
        workflows.Workflow(
            name="try",
            permission=Permission.CHECK_MONTHLY_REPORTS,
            levels=(3, 2),
            on_approved=lambda i, v: heard.append(("approved", v)),
            on_returned=lambda i, v, c: heard.append(("returned", c)),
            url=lambda i: f"/coba/{i}/",
            title=lambda i: "Laporan coba",
        ),
    )
    django_user_model.objects.create(id=MENTOR.user_id, login="mentor", name="mentor")
    return submit(
        by=MENTOR,
        workflow="try",
        subject=("try", uuid.uuid4()),
        version=1,
        region=KELURAHAN,
        drafted_by=MENTOR.user_id,
    )


def test_it_climbs_from_kecamatan_to_city(waiting):
    assert decide(by=KECAMATAN, approval=waiting.id, approved=True).state == Approval.State.WAITING
    assert not heard
    assert decide(by=CITY, approval=waiting.id, approved=True).state == Approval.State.APPROVED
    assert heard == [("approved", 1)]


def test_each_sees_only_what_waits_for_them(waiting):
    assert [a.id for a in waiting_for(KECAMATAN)] == [waiting.id]
    assert waiting_for(OTHER_KECAMATAN) == waiting_for(MENTOR) == []
    decide(by=KECAMATAN, approval=waiting.id, approved=True)
    assert waiting_for(KECAMATAN) == []
    assert [a.id for a in waiting_for(CITY)] == [waiting.id]


@pytest.mark.parametrize("who", [MENTOR, OTHER_KECAMATAN, Actor.stranger()])
def test_maker_and_strangers_may_not_decide(waiting, who):
    with pytest.raises(Denied):
        decide(by=who, approval=waiting.id, approved=True)
    assert not waiting.verdicts.exists()


def test_one_person_does_not_decide_two_levels(waiting):
    decide(by=OFFICE, approval=waiting.id, approved=True)
    with pytest.raises(Denied):
        decide(by=OFFICE, approval=waiting.id, approved=True)


def test_an_approval_twice_is_a_conflict(waiting):
    decide(by=KECAMATAN, approval=waiting.id, approved=True)
    decide(by=CITY, approval=waiting.id, approved=True)
    with pytest.raises(Conflict):
        decide(by=OFFICE, approval=waiting.id, approved=True)
    assert heard == [("approved", 1)]


def test_a_return_needs_a_reason_and_tells_the_drafter(waiting):
    with pytest.raises(Refused):
        decide(by=KECAMATAN, approval=waiting.id, approved=False, comment="  ")
    decide(by=KECAMATAN, approval=waiting.id, approved=False, comment="Lengkapi kunjungan")
    assert heard == [("returned", "Lengkapi kunjungan")]
    from dampingi.foundation.notices.queries import notices_for

    assert "Laporan coba" in str(notices_for(MENTOR).get())


def test_the_same_version_is_submitted_once(waiting):
    with pytest.raises(Conflict):
        submit(
            by=MENTOR, workflow="try", subject=("try", waiting.subject_id), version=1, region=KELURAHAN,
            drafted_by=MENTOR.user_id,
        )  # fmt: skip


@pytest.fixture
def exact(waiting, monkeypatch):
    """As `waiting`, but decided by the very region of its level."""
    workflow = dataclasses.replace(workflows.workflows["try"], exact=True)
    monkeypatch.setitem(workflows.workflows, "try", workflow)
    return waiting


@pytest.mark.parametrize("above", [CITY, OFFICE])
def test_what_the_very_region_decides_is_looked_at_from_above_and_not_decided(exact, above):
    assert waiting_for(above) == []
    with pytest.raises(Denied, match="sendiri"):
        decide(by=above, approval=exact.id, approved=True)
    assert [a.id for a in waiting_for(KECAMATAN)] == [exact.id]
    decide(by=KECAMATAN, approval=exact.id, approved=True)
    assert waiting_for(KECAMATAN) == []
    assert [a.id for a in waiting_for(above)] == [exact.id]
    assert decide(by=above, approval=exact.id, approved=True).state == Approval.State.APPROVED


def test_whoever_is_above_asks_nothing_of_each_that_waits_below(exact, django_assert_num_queries):
    """The count stands on every page: a province's cities have hundreds waiting after a quarter."""
    for n in range(3):
        submit(
            by=MENTOR, workflow="try", subject=("try", uuid.uuid4()), version=1, region=f"32.76.05.100{n}", drafted_by=MENTOR.user_id,
        )  # fmt: skip
    with django_assert_num_queries(1):
        assert waiting_for(CITY) == []
