"""A merge is taken back only by those who reach what it made: a business that moved to another office is that office's."""

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.actions import load_regions
from dampingi.records.businesses.actions import move_business
from dampingi.records.duplicates.actions import merge_businesses, unmerge
from dampingi.records.duplicates.queries.merges import merge_of, merges
from tests.records.conftest import SYSTEM, someone
from tests.records.duplicates.conftest import DAY, OFFICE, business

pytestmark = pytest.mark.django_db
AWAY = "32.77.01.1001"


@pytest.fixture
def moved_away(twins):
    load_regions(within="32.77")
    made = merge_businesses(by=OFFICE, keep=twins[0], absorb=twins[1])
    move_business(by=SYSTEM, business=twins[0], region=AWAY, address="", on=DAY, reason="Pindah")
    return made


def test_the_office_it_left_neither_reads_nor_parts_it(moved_away, twins):
    with pytest.raises(Refused):
        unmerge(by=OFFICE, merge=moved_away.id, reason="Keliru digabungkan.")
    with pytest.raises(Refused):
        merge_of(OFFICE, moved_away.id)
    assert not merges(OFFICE).exists()
    assert business(twins[0]).nib == "9120001234567"


def test_who_reaches_both_places_still_does(moved_away, twins):
    province = someone(Role.OFFICE, "32")
    assert merge_of(province, moved_away.id) == moved_away
    unmerge(by=province, merge=moved_away.id, reason="Keliru digabungkan.")
    assert business(twins[1]).archived_at is None
