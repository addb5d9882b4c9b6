"""Two businesses with bookings turn out to be one."""

import pytest

from dampingi.foundation.errors import Refused
from dampingi.records.clinic.models import Booking
from dampingi.records.duplicates.actions import merge_businesses, unmerge
from tests.records.clinic.test_actions import OFFICE, booked, opened, shops, slot  # noqa: F401 - a fixture
from tests.records.duplicates.states import difference

pytestmark = pytest.mark.django_db


def stood() -> dict:
    return {
        ("Booking", b.pk): {"state": b.state, "business": b.business_id}
        for b in Booking.objects.unscoped("test")
    }


def test_a_booking_moves_and_returns(shops):  # noqa: F811
    opened(slot())
    booked(shops[1:2])
    before = stood()
    made = merge_businesses(by=OFFICE, keep=shops[0], absorb=shops[1])
    assert Booking.objects.unscoped("test").get().business_id == shops[0]
    unmerge(by=OFFICE, merge=made.id, reason="Dua usaha")
    assert difference(before, stood()) == {}


def test_a_second_request_that_waits_is_cancelled_and_waits_again(shops):  # noqa: F811
    booked(shops[:2])
    before = stood()
    made = merge_businesses(by=OFFICE, keep=shops[0], absorb=shops[1])
    assert Booking.objects.unscoped("test").get(business=shops[1]).state == "cancelled"
    unmerge(by=OFFICE, merge=made.id, reason="Dua usaha")
    assert difference(before, stood()) == {}


def test_a_second_place_is_a_persons_matter(shops):  # noqa: F811
    opened(slot())
    booked(shops[:2])
    before = stood()
    with pytest.raises(Refused, match="Batalkan salah satu janjinya"):
        merge_businesses(by=OFFICE, keep=shops[0], absorb=shops[1])
    assert difference(before, stood()) == {}
