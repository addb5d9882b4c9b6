"""Two records of one business become one: its application for a loan goes along, and two open ones are for a person to decide."""

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.duplicates.actions import merge_businesses
from dampingi.records.loans.models import LoanApplication
from tests.records.loans.lending import bank_of, handed_in

pytestmark = pytest.mark.django_db


def test_an_application_goes_along_with_its_business(town, scheme):
    keep, absorb = town.enrolments[1].business_id, town.enrolments[0].business_id
    made = handed_in(town, scheme, bank_of(town))
    merge_businesses(by=town.actor("office"), keep=keep, absorb=absorb)
    assert LoanApplication.objects.unscoped("the test's own").get(id=made.id).business_id == keep


def test_two_open_applications_are_no_merge(town, scheme):
    keep, absorb = town.enrolments[1].business_id, town.enrolments[0].business_id
    bank = bank_of(town)
    handed_in(town, scheme, bank)
    handed_in(town, scheme, bank, who="office", n=1)
    with pytest.raises(Refused, match="Tutup salah satunya"):
        merge_businesses(by=town.actor("office"), keep=keep, absorb=absorb)
