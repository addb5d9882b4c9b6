"""Units of a centre: who is in them, how full it is by week, their condition and repairs."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.centres import actions, queries
from dampingi.records.centres.models import Occupancy, Picture
from tests.records.centres.conftest import DAY, MONDAY, occupy, picture
from tests.records.conftest import HERE, SYSTEM

pytestmark = pytest.mark.usefixtures("july")


def shares(centre, first, count):
    return [(w.occupied, w.units) for w in queries.weeks(queries.units_of(centre), first, count)]


def test_never_two_in_one_unit_at_once(town, unit):
    occupy(town, unit, 0, last=MONDAY + 9 * DAY)
    for first in (MONDAY, MONDAY + 9 * DAY):
        with pytest.raises(Conflict, match="Warung 0"):
            occupy(town, unit, 1, first=first)
    occupy(town, unit, 1, first=MONDAY + 10 * DAY)
    assert Occupancy.objects.unscoped("test").count() == 2


def test_who_left_makes_room_from_the_next_day(town, unit):
    held = occupy(town, unit, 0, first=MONDAY - 30 * DAY)
    actions.leave_unit(by=SYSTEM, unit=unit.id, occupancy=held.id, on=MONDAY - DAY, reason="pindah")
    occupy(town, unit, 1)
    with pytest.raises(Conflict, match="sudah diakhiri"):
        actions.leave_unit(by=SYSTEM, unit=unit.id, occupancy=held.id, on=MONDAY - DAY, reason="pindah")


@pytest.mark.parametrize("on", [MONDAY - 99 * DAY, MONDAY + DAY, datetime.date(9999, 12, 31)])
def test_nobody_leaves_outside_the_contract_or_tomorrow(town, unit, on):
    held = occupy(town, unit, 0, first=MONDAY - 30 * DAY)
    with pytest.raises(Refused, match="di dalam kontrak"):
        actions.leave_unit(by=SYSTEM, unit=unit.id, occupancy=held.id, on=on, reason="x")


def test_contracts_that_cannot_be(town, unit):
    with pytest.raises(Refused, match="sebelum dimulai"):
        occupy(town, unit, 0, last=MONDAY - DAY)
    with pytest.raises(Refused, match="dua puluh tahun"):
        occupy(town, unit, 0, last=datetime.date(9999, 12, 31))
    with pytest.raises(Refused, match="Sewa"):
        actions.occupy(
            by=SYSTEM, unit=unit.id, business=town.first.business_id, starts_on=MONDAY, ends_on=MONDAY, fee=-5
        )


def test_how_full_it_was_by_week(town, centre, unit):
    occupy(town, unit, 0, first=MONDAY - 8 * DAY, last=MONDAY + 2 * DAY)
    other = actions.add_unit(by=SYSTEM, centre=centre.id, code="A-02", kind="stall")
    assert shares(centre, MONDAY - 7 * DAY, 3) == [(0, 0), (1, 2), (0, 2)]
    occupy(town, other, 1, first=MONDAY + 6 * DAY)
    assert shares(centre, MONDAY, 2) == [(2, 2), (1, 2)]
    assert [o.unit.code for o in queries.in_week(centre, MONDAY)] == ["A-01", "A-02"]


def test_a_week_without_units_has_no_share(centre):
    (week,) = queries.weeks(queries.units_of(centre), MONDAY, 1)
    assert week.share is None


def test_a_retired_unit_counts_no_more_and_not_while_somebody_is_in_it(town, centre, unit):
    held = occupy(town, unit, 0, first=MONDAY - 30 * DAY)
    with pytest.raises(Conflict, match="dihuni"):
        actions.retire_unit(by=SYSTEM, unit=unit.id)
    actions.leave_unit(by=SYSTEM, unit=unit.id, occupancy=held.id, on=MONDAY - DAY, reason="x")
    actions.retire_unit(by=SYSTEM, unit=unit.id)
    assert shares(centre, MONDAY + 7 * DAY, 1) == [(0, 0)]
    with pytest.raises(Conflict, match="tidak dipakai"):
        occupy(town, unit, 1)


def test_condition_with_its_photo(unit):
    actions.note_condition(
        by=SYSTEM, unit=unit.id, level="heavy", on=MONDAY, note="Atap bocor", photo=picture()
    )
    shown = Picture.objects.unscoped("test").get()
    assert shown.photo.open().read()[:2] == b"\xff\xd8"
    assert picture() not in shown.photo_original.open().read()
    with pytest.raises(Refused, match="Tulis apa yang rusak"):
        actions.note_condition(by=SYSTEM, unit=unit.id, level="light", on=MONDAY)
    with pytest.raises(Refused, match="bukan foto"):
        actions.note_condition(by=SYSTEM, unit=unit.id, level="good", on=MONDAY, photo=b"x")
    with pytest.raises(Refused, match="hari ini atau sebelumnya"):
        actions.note_condition(by=SYSTEM, unit=unit.id, level="good", on=MONDAY + DAY)


def test_a_repair_from_the_plan_to_its_cost(unit):
    made = actions.plan_repair(
        by=SYSTEM, unit=unit.id, what="Atap", estimate=4_000_000, due_on=MONDAY + 30 * DAY
    )
    actions.show_picture(by=SYSTEM, repair=made.id, role="before", photo=picture())
    actions.update_repair(by=SYSTEM, repair=made.id, state="running")
    with pytest.raises(Refused, match="biaya sebenarnya"):
        actions.update_repair(by=SYSTEM, repair=made.id, state="done")
    assert actions.update_repair(by=SYSTEM, repair=made.id, state="done", cost=4_250_000).cost == 4_250_000
    actions.show_picture(by=SYSTEM, repair=made.id, role="after", photo=picture("white"))
    assert made.pictures.count() == 2
    with pytest.raises(Conflict):
        actions.update_repair(by=SYSTEM, repair=made.id, state="dropped", note="x")


@pytest.mark.parametrize("money", [-5, 10**14])
def test_money_that_cannot_be(unit, money):
    with pytest.raises(Refused, match="Biaya"):
        actions.plan_repair(by=SYSTEM, unit=unit.id, what="x", estimate=money, due_on=MONDAY)


def test_dropped_says_why_and_a_plan_lies_ahead(unit):
    made = actions.plan_repair(by=SYSTEM, unit=unit.id, what="Cat", estimate=0, due_on=MONDAY)
    with pytest.raises(Refused, match="mengapa"):
        actions.update_repair(by=SYSTEM, repair=made.id, state="dropped")
    for day in (MONDAY - DAY, datetime.date(9999, 12, 31)):
        with pytest.raises(Refused, match="paling cepat hari ini"):
            actions.plan_repair(by=SYSTEM, unit=unit.id, what="x", estimate=1, due_on=day)


def test_only_the_office_of_the_region_changes_anything(town, centre, unit):
    with pytest.raises(Denied):
        actions.open_centre(by=town.actor("elsewhere"), region=HERE, name="x", place="y")
    for name in ("elsewhere", "head", "coordinator", "ana", "participant", "partner"):
        with pytest.raises(Refused) as refusal:
            occupy(town, unit, 0, by=town.actor(name))
        assert refusal.value.status == 404
    assert occupy(town, unit, 0, by=town.actor("office"))


def test_a_code_is_used_once(centre, unit):
    with pytest.raises(Conflict, match="sudah dipakai"):
        actions.add_unit(by=SYSTEM, centre=centre.id, code="A-01", kind="kiosk")


@pytest.mark.parametrize("first", [datetime.date.max, datetime.date.min])
def test_a_contract_begins_in_somebody_s_lifetime(town, unit, first):
    with pytest.raises(Refused, match="Hari pertama kontrak"):
        occupy(town, unit, 0, first=first, last=first)
