"""Two records of one business become one: an order's total stays what was ordered."""

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.duplicates.actions import merge_businesses
from dampingi.records.materials import actions, queries

pytestmark = pytest.mark.usefixtures("july")


def merged(town):
    keep, absorb = (town.enrolments[n].business_id for n in (1, 0))
    return merge_businesses(by=town.actor("office"), keep=keep, absorb=absorb)


def test_a_share_goes_along_with_its_business(town, pool, wanted):
    actions.withdraw_demand(by=town.actor("participant"), demand=wanted[0].id)
    kept = town.enrolments[1].business_id
    merged(town)
    assert [(d.business_id, d.quantity) for d in queries.demands(pool)] == [(kept, 10)]


def test_while_it_gathers_a_person_adds_the_two_up(town, pool, wanted):
    with pytest.raises(Refused, match="Tarik salah satunya"):
        merged(town)


def test_what_was_ordered_stays_ordered(town, pool, wanted):
    actions.place_order(by=town.actor("office"), pool=pool.id)
    merged(town)
    assert sorted(d.quantity for d in queries.demands(pool)) == [10, 30]
