"""Open the map, choose a cell, ask its mentors to visit, and see it on the mentor's home page."""

import datetime

import pytest
import time_machine
from django.db import connection
from playwright.sync_api import expect
from tests.records.conftest import SYSTEM, origin, programme, town

from dampingi.foundation.audit.triggers import allow_changes, refuse_changes
from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote

__all__ = ["origin", "programme", "town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JUNE = datetime.date(2026, 6, 1)
NOW = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


@pytest.fixture(scope="module", autouse=True)
def _emptied_after_each(django_db_setup, django_db_blocker):
    """A server of its own needs real transactions; the audit log must let itself be emptied after each."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        allow_changes(None, editor)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        refuse_changes(None, editor)


@pytest.fixture
def held_back(town):
    """The three of ana's kelurahan and the two of budi's sell to their neighbours only."""
    note = [ConstraintNote(e.business_id, "mkt_reach", JUNE) for e in town.enrolments]
    with time_machine.travel(NOW, tick=True):
        yield note_constraints(by=SYSTEM, rows=note)


@pytest.fixture
def open_as(chromium, live_server, town):
    """`open_as("ana")` is a page in which she is logged in; its console must stay free of errors."""
    contexts, complaints = [], []

    def opened(who: str, *, width: int = 1280):
        context = chromium.new_context(
            viewport={"width": width, "height": 760}, base_url=live_server.url, locale="id-ID"
        )
        contexts.append(context)
        key = town.client(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


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
