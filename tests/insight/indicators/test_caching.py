"""What counts is read once and known at once: by one query a request, across processes, and after a rollback."""

import pytest
from django.db import transaction

from dampingi.insight.indicators.catalogue import NEVER, catalogue, one_reading, token
from dampingi.insight.indicators.models import Stamp

from .written import KOTA, in_force

pytestmark = pytest.mark.usefixtures("july")


def test_without_any_change_nothing_of_offices_is_read(town, django_assert_num_queries):
    assert token() == NEVER
    catalogue(KOTA)
    with django_assert_num_queries(1):
        catalogue(KOTA)


def test_a_request_asks_once_however_often_it_needs_to_know(town, django_assert_num_queries):
    made = in_force(town)
    catalogue(KOTA)
    with django_assert_num_queries(1), one_reading():
        for region in (KOTA, "32.76.05", KOTA, "32.77") * 20:
            catalogue(region)
    assert made.code in catalogue(KOTA)


def test_shipped_ones_need_no_database():
    """No database is allowed here."""
    assert "pass_rate" in catalogue()


def test_another_process_that_changed_it_is_believed_at_the_next_asking(town):
    """What another process does is a row it writes: the token here is another then."""
    made = in_force(town)
    assert made.code in catalogue(KOTA)
    from dampingi.insight.indicators.models import Retirement

    Retirement.objects.create(version=made, reason="x", by=town.users["office"].id, by_name="Office")
    assert made.code in catalogue(KOTA), "control: without the token it is not seen"
    Stamp.objects.update(token="0190f7a0-0000-7000-8000-000000000001")
    assert made.code not in catalogue(KOTA)


def test_within_a_request_that_changes_it_the_new_counts(town):
    with one_reading():
        assert "laporan_dibenarkan_peserta" not in catalogue(KOTA)
        in_force(town)
        assert "laporan_dibenarkan_peserta" in catalogue(KOTA)


def test_what_was_rolled_back_never_counts(town):
    undone = transaction.atomic()
    undone.__enter__()
    made = in_force(town)
    assert made.code in catalogue(KOTA)
    transaction.set_rollback(True)
    undone.__exit__(None, None, None)
    assert made.code not in catalogue(KOTA)
