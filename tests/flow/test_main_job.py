"""From a messy sheet to a fair city report, through the pages, as the people of an office do it."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.demo.sheets import write_directory
from dampingi.foundation.audit.queries import verify
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.regions.queries import below
from dampingi.records.businesses.models import Business

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def office(city):
    return city.client("penyelenggara")


@pytest.fixture
def sheet(city):
    """A directory as offices have them, and the truth about its rows."""
    kecamatan = {r.code: r.name for r in below(city.programme.region, 3)}
    places = [(r.name, kecamatan[r.code[:8]]) for r in below(city.programme.region, 4)]
    out = io.BytesIO()
    truth = write_directory(out, rows=80, seed=3, places=places)
    return SimpleUploadedFile("direktori.xlsx", out.getvalue()), truth


def businesses() -> int:
    return Business.objects.unscoped("test").filter(archived_at=None).count()


def brought(office, file, region) -> str:
    """Upload through the form; the address of the sheet's page."""
    file.seek(0)
    answer = office.post(
        "/impor/baru/", {"file": file, "kind": "businesses", "region": region, "programme": ""}
    )
    assert answer.status_code == 302, re.findall(
        r'class="[^"]*error[^"]*"[^>]*>([^<]+)', answer.content.decode()
    )
    return answer["Location"]


def test_a_messy_sheet_becomes_businesses_that_can_be_found_and_taken_back(city, office, sheet):
    file, truth = sheet
    before = businesses()
    page = brought(office, file, city.programme.region)
    run_waiting()
    preview = office.get(page).content.decode()
    assert "final" in preview
    assert businesses() == before, "a preview writes nothing"

    assert office.post(f"{page}simpan/").status_code == 302
    run_waiting()
    added = businesses() - before
    assert len(truth.entries) * 0.7 <= added <= len(truth.entries)

    newest = Business.objects.unscoped("test").order_by("-created_at").first()
    assert newest.name in office.get("/usaha/", {"cari": newest.name}).content.decode()
    assert office.get(f"/usaha/{newest.id}/").status_code == 200

    again = brought(office, file, city.programme.region)
    run_waiting()
    office.post(f"{again}simpan/")
    run_waiting()
    assert businesses() == before + added, "the same sheet again adds nothing"

    assert office.post(f"{page}pembatalan/").status_code == 302
    assert businesses() == before
    assert verify().sound


def test_what_was_recorded_shows_on_the_dashboard_down_to_its_rows(city, office):
    dashboard = office.get("/dasbor/").content.decode()
    doors = re.findall(r'href="(/dasbor/rincian/[^"]+)"', dashboard)
    assert len(doors) >= 10
    for door in doors[:3]:
        rows = office.get(door.replace("&amp;", "&"))
        assert rows.status_code == 200
        assert "<table" in rows.content.decode()


def test_an_evaluation_is_explained_to_the_one_it_is_about(city):
    mentor = city.client("pendamping")
    listing = mentor.get("/evaluasi/").content.decode()
    evaluation = re.search(r'href="(/evaluasi/[0-9a-f-]{36}/)"', listing)
    assert evaluation, "the mentor finds the evaluation that is about them"
    overview = mentor.get(evaluation[1]).content.decode()
    result = re.search(r'href="(/evaluasi/[0-9a-f-]{36}/hasil/[0-9a-f-]{36}/)"', overview)
    assert result, "and from there their own result"
    page = mentor.get(result[1]).content.decode()
    assert "Mengapa" in page
    assert city.mentor().name in page


def test_a_report_is_made_frozen_printed_and_proved_genuine(city, office):
    code, region = city.programme.code, city.programme.region
    answer = office.post("/laporan/", {"programme": code, "region": region, "number": "500/17/DKUM"})
    assert answer.status_code == 302
    run_waiting()
    listing = office.get("/laporan/").content.decode()
    report = re.findall(r'href="(/laporan/[0-9a-f-]+/)"', listing)[0]
    assert office.get(report).status_code == 200
    pdf = b"".join(office.get(f"{report}berkas.pdf").streaming_content)
    assert pdf.startswith(b"%PDF")
    assert b"".join(office.get(f"{report}berkas.xlsx").streaming_content).startswith(b"PK")
    assert office.get(f"{report}angka/1/").status_code == 200

    anyone = city.client("orang luar")
    proof = anyone.post("/verifikasi/", {"file": SimpleUploadedFile("laporan.pdf", pdf)}, follow=True)
    assert "asli" in proof.content.decode()
    forged = anyone.post("/verifikasi/", {"file": SimpleUploadedFile("laporan.pdf", pdf + b" ")}, follow=True)
    assert "Berkas ini tidak ada di daftar kami" in forged.content.decode()
