"""The office prints a month: pressed, done by the worker, read one by one and taken along as one ZIP that nobody else is given."""

import datetime
import io
import zipfile

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.outcomes.papers.test_printing_a_month import approved

from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _that_day(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


@pytest.mark.parametrize("width", [360, 1280])
def test_the_office_prints_a_month_and_takes_it_along(open_as, pages, town, width):
    approved(town, "ana", "budi")
    office = open_as("office", width=width)
    office.goto("/laporan-bulanan/?bulan=2026-06")
    assert fits(office)
    office.get_by_role("button", name="Cetak 2 formulir").click()
    expect(office.get_by_text("Halaman ini boleh ditutup", exact=False)).to_be_visible()
    assert fits(office)
    run_waiting()
    office.get_by_role("link", name="Lihat hasilnya").click()
    expect(office.get_by_text("2 formulir siap")).to_be_visible()
    expect(office.get_by_role("link", name="PDF")).to_have_count(2)
    assert fits(office)
    with office.expect_download() as taken:
        office.get_by_role("link", name="Unduh semua (ZIP)").click()
    assert taken.value.suggested_filename == "laporan-bulanan-2026-06.zip"
    files = zipfile.ZipFile(taken.value.path())
    assert [name.split(" ")[1] for name in files.namelist()] == ["Ana", "Budi"]
    assert all(files.read(name).startswith(b"%PDF") for name in files.namelist())
    refused(open_as, pages, f"/laporan-bulanan/cetak/{Job.objects.get().id}/laporan.zip")


def refused(open_as, pages, file: str) -> None:
    """To the mentor, to another city's office and to who is not logged in; the control is the download before."""
    for who in ("ana", "elsewhere"):
        answer = open_as(who).context.request.get(file)
        assert answer.status == 404
        assert not zipfile.is_zipfile(io.BytesIO(answer.body()))
    stranger = pages().context.request.get(file)
    assert "/masuk/" in stranger.url
    assert not zipfile.is_zipfile(io.BytesIO(stranger.body()))
