"""Two who report the last pieces at once, and two who settle at once: only PostgreSQL lets them meet."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dampingi.foundation.errors import Refused
from dampingi.records.placements import actions
from dampingi.records.placements.actions import money
from dampingi.records.placements.models import Line, PassedOn, Placement, Settlement
from tests.records.placements.conftest import DAY, pieces

pytestmark = pytest.mark.postgresql


@pytest.fixture
def shelf_of_forty(emptied, july, stocked):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return stocked


def at_once(act, times=6):
    barrier = Barrier(times)

    def one(_):
        try:
            barrier.wait(30)
            act()
            return 1
        except Refused:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(one, range(times)))


def test_the_last_pieces_are_sold_once(shelf_of_forty, town):
    actor, row = town.actor("partner"), shelf_of_forty
    sell = lambda: actions.report_sold(by=actor, placement=row.placement_id, told=pieces(row, 25))  # noqa: E731
    assert at_once(sell) == 1
    assert Line.objects.unscoped("test").get().sold == 25


def test_the_same_sales_are_settled_once(shelf_of_forty, town):
    office, row = town.actor("office"), shelf_of_forty
    actions.report_sold(by=office, placement=row.placement_id, told=pieces(row, 25))
    assert at_once(lambda: actions.settle(by=office, placement=row.placement_id)) == 1
    assert Settlement.objects.unscoped("test").count() == 1


def test_without_lock_and_constraints_they_are_settled_more_often(shelf_of_forty, town, monkeypatch):
    office, row = town.actor("office"), shelf_of_forty
    actions.report_sold(by=office, placement=row.placement_id, told=pieces(row, 25))
    kept = Settlement.objects.create

    def slowly(**told):
        time.sleep(0.5)
        return kept(**told)

    unlocked = lambda by, permission, id: Placement.objects.unscoped("test").get(id=id)  # noqa: E731
    monkeypatch.setattr(money, "running", unlocked)
    monkeypatch.setattr(Settlement.objects, "create", slowly)
    names = ("placement_settlement_one_open", "placement_settlement_numbered_once")
    guards = [c for c in Settlement._meta.constraints if c.name in names]
    with connection.schema_editor() as editor:
        for each in guards:
            editor.remove_constraint(Settlement, each)
    try:
        assert at_once(lambda: actions.settle(by=office, placement=row.placement_id)) > 1
    finally:
        Settlement.objects.unscoped("test").delete()
        with connection.schema_editor() as editor:
            for each in guards:
                editor.add_constraint(Settlement, each)


def test_one_share_is_passed_on_once(shelf_of_forty, town):
    office, row = town.actor("office"), shelf_of_forty
    actions.report_sold(by=town.actor("partner"), placement=row.placement_id, told=pieces(row, 25))
    made = actions.settle(by=office, placement=row.placement_id)
    actions.agree_to(by=town.actor("partner"), settlement=made.id)
    actions.note_paid(by=office, settlement=made.id, on=DAY)
    told = {"settlement": made.id, "business": row.product.business_id, "on": DAY, "receipt": "KW-7"}
    assert at_once(lambda: actions.pass_on(by=office, **told)) == 1
    assert PassedOn.objects.unscoped("test").count() == 1
