"""What an office defines can be promised there, and nowhere else."""

from decimal import Decimal

import pytest

from dampingi.foundation.errors import Refused
from dampingi.insight.agreements.intake import TargetPlan
from dampingi.insight.agreements.page import plain_target
from dampingi.insight.agreements.queries import promisable
from tests.insight.agreements.test_agreements import proposed
from tests.insight.indicators.written import in_force

pytestmark = pytest.mark.usefixtures("july")
BY_MENTOR = ["kelurahan", "month", "mentor"]


def test_the_own_offices_are_offered_and_signed_with_their_hash(town):
    version = in_force(town, groupings=BY_MENTOR)
    form = town.client("office").get(f"/komitmen/{town.mentor('ana').id}/usul/").content.decode()
    assert version.body["name"] in form
    made = proposed(town, targets=(TargetPlan(version.code, Decimal("0.9"), "month"),))
    assert made.targets[0]["definition"] == version.hash
    assert plain_target(town.programme.region, made.targets[0])["name"] == version.body["name"]


def test_another_region_neither_sees_nor_promises_it(town):
    version = in_force(town, groupings=BY_MENTOR)
    assert version.code in promisable("32.76")
    assert version.code not in promisable("32.77")
    assert version.code not in promisable("")


def test_one_that_cannot_be_told_by_mentor_is_refused(town):
    version = in_force(town, groupings=["kelurahan", "month"])
    with pytest.raises(Refused, match="Pilih indikator dari daftar"):
        proposed(town, targets=(TargetPlan(version.code, Decimal("0.9"), "month"),))
