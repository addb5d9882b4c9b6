"""/pendamping/: the list of mentors and the page of one."""

import html
import io
import re

import pytest
from openpyxl import load_workbook

from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Caseload, Mentor


def test_the_list_counts_what_is_on_record(city):
    shown = city.client("penyelenggara").get("/pendamping/?cari=" + city.mentor().name).content.decode()
    held = Caseload.objects.filter(mentor=city.mentor(), ends_on=None).count()
    assert figure(shown, "Dampingan")[1] == held


def figure(shown, label):
    """(door, number) of a cell"""
    cell = re.search(rf'data-label="{label}" class="num-cell">\s*<a[^>]*href="([^"]+)"[^>]*>(\d+)<', shown)
    return html.unescape(cell[1]), int(cell[2])


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("Dampingan", "peserta"),
        ("Kunjungan bulan ini", "kunjungan"),
        ("Laporan terlambat", "laporan bulanan"),
    ],
)
def test_a_figure_opens_the_rows_it_was_counted_from(city, label, noun):
    client = city.client("penyelenggara")
    mentor = city.mentor("pendamping kelurahan sebelah")
    door, counted = figure(client.get("/pendamping/?cari=" + mentor.name).content.decode(), label)
    assert f"<strong>{counted}</strong> {noun}" in client.get(door).content.decode()


def test_the_list_is_as_wide_as_the_reader_s_reach(city):
    everyone = Mentor.objects.unscoped("test").filter(programme=city.programme)
    region = city.actor("koordinator").held[0].region
    inside = everyone.filter(region__startswith=region)
    assert (
        f"<strong>{everyone.count()}</strong> pendamping"
        in city.client("kepala").get("/pendamping/").content.decode()
    )
    assert (
        f"<strong>{inside.count()}</strong> pendamping"
        in city.client("koordinator").get("/pendamping/").content.decode()
    )
    assert "<strong>1</strong> pendamping" in city.client("pendamping").get("/pendamping/").content.decode()


def test_levels_narrow_the_list(city):
    everyone = Mentor.objects.unscoped("test").filter(programme=city.programme)
    kelurahan = [m for m in everyone if m.region.count(".") == 3]
    shown = city.client("penyelenggara").get("/pendamping/?tingkat=kelurahan").content.decode()
    assert f"<strong>{len(kelurahan)}</strong> pendamping" in shown


def test_the_export_holds_what_is_shown(city):
    answer = city.client("penyelenggara").get("/pendamping/?tingkat=kelurahan&unduh=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    everyone = Mentor.objects.unscoped("test").filter(programme=city.programme)
    assert rows[0][0] == "Pendamping"
    assert {row[0] for row in rows[1:]} == {m.name for m in everyone if m.region.count(".") == 3}


def test_the_page_shows_the_caseload_and_the_work(city):
    mentor = city.mentor()
    shown = city.client("penyelenggara").get(f"/pendamping/{mentor.id}/").content.decode()
    held = Caseload.objects.filter(mentor=mentor, ends_on=None).select_related("enrolment__person")
    assert all(each.enrolment.person.name.split("'")[0] in shown for each in held)
    visits = Visit.objects.unscoped("test").filter(mentor=mentor, archived_at=None).count()
    assert f"Semua {visits} kunjungan" in shown


def test_a_mentor_sees_their_own_page_and_no_other(city):
    own, other = city.mentor(), city.mentor("pendamping kelurahan sebelah")
    assert city.client("pendamping").get(f"/pendamping/{own.id}/").status_code == 200
    assert city.client("pendamping").get(f"/pendamping/{other.id}/").status_code == 404
    assert city.client("peserta").get(f"/pendamping/{own.id}/").status_code == 403
