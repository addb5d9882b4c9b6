"""A resolved constraint stays where it happened; the business it is of is only for those who reach it today."""

import datetime

import pytest

from dampingi.foundation.regions.actions import load_regions
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import ConstraintNote
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


@pytest.mark.parametrize("path", ["", "kembali/"])
def test_who_the_business_left_does_not_read_on_through_an_old_constraint(town, path):
    note = ConstraintNote(town.first.business_id, "fin_capital", TODAY - datetime.timedelta(days=9))
    one = actions.note_constraints(by=SYSTEM, rows=[note])[0]
    actions.resolve_constraint(by=SYSTEM, constraint=one.id, on=TODAY, how="finance")
    coordinator = town.client("coordinator")
    assert coordinator.get(f"/kendala/{one.id}/{path}").status_code == 200
    actions.move_business(
        by=SYSTEM, business=town.first.business_id, region="32.76.01.1006", address="", on=TODAY, reason="Pindah"
    )  # fmt: skip
    assert coordinator.get(f"/usaha/{town.first.business_id}/").status_code == 404
    assert coordinator.get(f"/kendala/{one.id}/{path}").status_code == 404
    assert town.client("office").get(f"/kendala/{one.id}/").status_code == 200


def test_the_office_it_moved_to_and_its_owner_read_what_was_before(town):
    load_regions(within="32.77")
    note = ConstraintNote(town.first.business_id, "fin_capital", TODAY - datetime.timedelta(days=9))
    one = actions.note_constraints(by=SYSTEM, rows=[note])[0]
    actions.resolve_constraint(by=SYSTEM, constraint=one.id, on=TODAY, how="finance")
    actions.move_business(
        by=SYSTEM, business=town.first.business_id, region="32.77.01.1001", address="", on=TODAY, reason="Pindah"
    )  # fmt: skip
    for persona in ("elsewhere", "participant"):
        page = town.client(persona).get(f"/kendala/{one.id}/")
        assert page.status_code == 200
        assert "/kendala/usaha/" not in page.content.decode(), "no door that stays shut"
    assert town.client("office").get(f"/kendala/{one.id}/").status_code == 404
