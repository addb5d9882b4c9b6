"""Whose instrument counts where, and the numbers of versions."""

import copy

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Value

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.actions import preparing
from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.instruments import instrument_for, instruments, office_of
from dampingi.insight.evaluation.models import Instrument
from tests.insight.evaluation.conftest import TODAY


def office_in(region: str):
    user, new = User.objects.get_or_create(login=f"office-{region}@contoh.id", name=f"Office {region}")
    if new:
        Assignment.objects.create(user=user, role=Role.OFFICE, region=region, starts_on=TODAY)
    return actor_of(user, on=TODAY)


def test_an_evaluation_takes_the_offices_own_newest_version(office, publish, changed):
    own = publish(changed(), region=office.city.programme.region)
    assert office.create().instrument == own


def test_another_citys_newer_version_never_counts_here(office, changed):
    elsewhere = actions.publish_instrument(by=office_in("61.71"), body=changed(), region="61.71")
    made = office.create().instrument
    assert made != elsewhere
    assert made.region == office_of(office.city.programme.region)


def test_without_an_own_one_the_provinces_counts_and_an_own_one_comes_before_it(office, changed):
    region = office.city.programme.region
    province = region[:2]
    theirs = actions.publish_instrument(by=office_in(province), body=changed(), region=province)
    assert instrument_for("kelurahan", region) == theirs
    if office_of(region) != province:
        own = actions.publish_instrument(
            by=office_in(office_of(region)), body=shipped()["kelurahan"], region=region
        )
        assert instrument_for("kelurahan", region) == own


def test_each_office_counts_its_own_versions(office, changed):
    first = actions.publish_instrument(by=office_in("61.71"), body=changed(), region="61.71")
    other = actions.publish_instrument(by=office_in("61.72"), body=changed(), region="61.72")
    again = copy.deepcopy(changed())
    again["rules"]["objection_days"] = 21
    second = actions.publish_instrument(by=office_in("61.72"), body=again, region="61.72")
    assert [i.version for i in (first, other, second)] == [1, 1, 2]
    assert second.body["version"] == 2


def test_who_comes_second_takes_the_number_after(office, changed, monkeypatch):
    """The number was free when it was looked up and taken when it was written."""
    asked, real = [], preparing.Max
    monkeypatch.setattr(
        preparing, "Max", lambda f: real(f) if asked.append(f) or len(asked) != 2 else real(Value(0))
    )
    told = changed()
    first = actions.publish_instrument(by=office.by, body=changed(), region="32")
    told["rules"]["objection_days"] = 21
    second = actions.publish_instrument(by=office.by, body=told, region="32")
    assert (first.version, second.version, len(asked)) == (1, 2, 3)


def test_a_locked_one_still_never_changes_after_the_table_was_made_anew(office):
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Instrument.objects.filter(id=evaluation.instrument_id).update(region="61")


def test_only_those_of_the_same_line_of_offices_read_it(office, publish, changed):
    made = publish(changed())
    assert instruments(office_in(made.region)).filter(id=made.id).exists()
    assert instruments(office.actor("mentor0")).filter(id=made.id).exists()
    assert not instruments(office_in("61.71")).filter(id=made.id).exists()
    assert not instruments(office.actor("partner")).filter(id=made.id).exists()
