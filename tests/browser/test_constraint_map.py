"""Open the map, choose a cell, ask its mentors to visit, and see it on the mentor's home page."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.records.conftest import SYSTEM

from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote

pytestmark = pytest.mark.browser
JUNE = datetime.date(2026, 6, 1)
NOW = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


@pytest.fixture
def held_back(town):
    """The three of ana's kelurahan and the two of budi's sell to their neighbours only."""
    note = [ConstraintNote(e.business_id, "mkt_reach", JUNE) for e in town.enrolments]
    with time_machine.travel(NOW, tick=True):
        yield note_constraints(by=SYSTEM, rows=note)


def test_from_a_cell_to_the_mentor_s_day(open_as, held_back):
    office = open_as("office")
    office.goto("/kendala/?wilayah=32.76.05&bidang=pemasaran&rinci=4")
    expect(office.get_by_role("heading", name="Peta kendala")).to_be_visible()
    office.locator(".kmatrix tbody td a b").first.click()
    expect(office.get_by_role("status")).to_contain_text("3 usaha")
    office.get_by_role("button", name="Bantu semua 3").click()
    expect(office.get_by_role("heading", name="Bantu 3 usaha")).to_be_visible()
    office.get_by_role("button", name="Buat rencana kunjungan").click()
    expect(office.get_by_text("3 usaha dikunjungi pendampingnya")).to_be_visible()
    mentor = open_as("ana")
    mentor.goto("/")
    expect(mentor.get_by_text("Diminta dinas sampai").first).to_contain_text(
        "Pembeli terbatas di lingkungan sekitar"
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_the_matrix_fits_and_its_cells_can_be_reached_by_keyboard(open_as, held_back, width):
    page = open_as("office", width=width)
    page.goto("/kendala/?wilayah=32.76.05")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".kmatrix tbody td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("usaha")
