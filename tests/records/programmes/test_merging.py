"""Two people in one programme who turn out to be one."""

import pytest
from tests.records.conftest import FEBRUARY, HERE, SYSTEM, someone
from tests.records.duplicates.states import difference, state

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import register_persons
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Person
from dampingi.records.duplicates.actions import merge_businesses, merge_persons, unmerge
from dampingi.records.programmes.actions import apply, withdraw
from dampingi.records.programmes.intake import ApplicationIntake
from dampingi.records.programmes.models import Application, Enrolment

pytestmark = pytest.mark.django_db
OFFICE = someone(Role.OFFICE, "32.76")


@pytest.fixture
def newcomer(town):
    """Someone on record, not yet in the programme."""
    row = PersonIntake(name="Warga Satu", region=HERE)
    return register_persons(by=SYSTEM, origin=town.origin, rows=[row])[0]


def ask(town, person):
    row = ApplicationIntake(
        person_id=person, scheme="wub", region=HERE, applied_on=FEBRUARY, criteria_met=("ktp",)
    )
    return apply(by=SYSTEM, programme=town.programme, rows=[row])


def application(person):
    return Application.objects.unscoped("test").get(person=person)


def test_a_participant_takes_part_under_the_kept_record(town, newcomer):
    before = state()
    made = merge_persons(by=OFFICE, keep=newcomer, absorb=town.first.person_id)
    assert Enrolment.objects.unscoped("test").get(id=town.first.id).person_id == newcomer
    assert application(newcomer).state == "accepted"
    unmerge(by=OFFICE, merge=made.id, reason="Bukan orang yang sama")
    assert difference(before, state()) == {}


def test_two_participants_of_one_programme_are_refused_and_told_what_to_do(town):
    one, other = town.enrolments[:2]
    with pytest.raises(Refused) as refusal:
        merge_persons(by=OFFICE, keep=one.person_id, absorb=other.person_id)
    assert "Wirausaha Baru 2026" in refusal.value.message
    assert "Berhentikan salah satunya" in refusal.value.message
    assert Person.objects.unscoped("test").filter(merged_into=None).count() == 5


def test_after_one_has_left_they_merge_and_the_ended_one_stays_where_it_was(town):
    one, other = town.enrolments[:2]
    withdraw(by=OFFICE, enrolment=other.id, on=FEBRUARY, reason="Tercatat dua kali")
    made = merge_persons(by=OFFICE, keep=one.person_id, absorb=other.person_id)
    assert {s["relation"] for s in made.stayed} == {
        "programmes.application.person",
        "programmes.enrolment.person",
    }


def test_who_got_further_must_be_the_kept_one(town, newcomer):
    ask(town, newcomer)
    with pytest.raises(Refused, match="Tukar"):
        merge_persons(by=OFFICE, keep=newcomer, absorb=town.first.person_id)


def test_a_second_open_application_is_withdrawn_and_comes_back(town, newcomer):
    ask(town, newcomer)
    before = state()
    made = merge_persons(by=OFFICE, keep=town.first.person_id, absorb=newcomer)
    assert application(newcomer).state == "withdrawn"
    unmerge(by=OFFICE, merge=made.id, reason="Bukan orang yang sama")
    assert difference(before, state()) == {}


def test_two_businesses_of_participants_merge_without_their_owners(town):
    one, other = town.enrolments[:2]
    merge_businesses(by=OFFICE, keep=one.business_id, absorb=other.business_id)
    assert Enrolment.objects.unscoped("test").filter(business=one.business_id).count() == 2
