"""Two records of one business become one: it is in a cooperative once, and no saving is lost."""

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.duplicates.actions import merge_businesses
from dampingi.records.memberships import actions
from dampingi.records.memberships.models import Membership

pytestmark = pytest.mark.usefixtures("july")


def merged(town, keep=1, absorb=0):
    keep, absorb = (town.enrolments[n].business_id for n in (keep, absorb))
    return merge_businesses(by=town.actor("office"), keep=keep, absorb=absorb)


def state(row):
    return Membership.objects.unscoped("test").get(id=row.id).state


@pytest.fixture
def second(town, cooperative):
    return actions.ask_to_join(
        by=town.actor("office"), cooperative=cooperative.id, business=town.enrolments[1].business_id
    )


def test_a_membership_goes_along_with_its_business(town, member):
    merged(town)
    found = Membership.objects.unscoped("test").get(id=member.id)
    assert found.business_id == town.enrolments[1].business_id


def test_the_second_application_is_withdrawn(town, second, asked):
    merged(town)
    assert (state(second), state(asked)) == ("applied", "withdrawn")


def test_a_member_who_would_vanish_is_for_a_person_to_decide(town, second, member):
    with pytest.raises(Refused, match="Catat keluar atau tolak salah satunya"):
        merged(town)
    merged(town, keep=0, absorb=1)
    assert (state(member), state(second)) == ("member", "withdrawn")
