"""GET /: the first screen answers what each person came for."""

import re

import pytest

from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Enrolment


def page(city, persona: str) -> str:
    answer = city.client(persona).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_asked_to_log_in(city):
    assert city.client("orang luar").get("/")["Location"].startswith("/masuk/")


def test_the_office_sees_what_waits_how_it_stands_and_where_it_slips(city):
    shown = page(city, "penyelenggara")
    assert "Menunggu Anda" in shown
    assert "Peserta lulus" in shown
    assert "paling tertinggal" in shown or "Tidak ada wilayah yang tertinggal" in shown


def test_the_headline_is_the_share_of_all_who_enrolled(city):
    shown = page(city, "kepala")
    said = re.search(r"([\d,]+)% peserta lulus sampai hari ini", shown)
    everyone = Enrolment.objects.unscoped("test").filter(programme=city.programme)
    passed = sum(
        each.outcomes.filter(achieved=True).count() == 3 for each in everyone.prefetch_related("outcomes")
    )
    assert said
    assert float(said[1].replace(",", ".")) == pytest.approx(100 * passed / everyone.count(), abs=0.06)


def test_the_head_is_not_asked_to_work_through_lists(city):
    shown = page(city, "kepala")
    assert "Menunggu Anda" not in shown
    assert "data-prints" in shown


def test_a_mentor_sees_whom_to_visit_and_why(city):
    shown = page(city, "pendamping")
    mentor = city.mentor()
    own = set(
        Enrolment.objects.unscoped("test")
        .filter(caseloads__mentor=mentor, caseloads__ends_on=None, exited_on=None)
        .values_list("person__name", flat=True)
    )
    stops = re.findall(r'<h3><a href="/peserta/[^"]+">([^<]+)</a></h3>', shown)
    assert stops
    assert {name.replace("&#x27;", "'") for name in stops} <= own
    assert shown.count('class="reasons"') == len(stops)


def test_what_a_mentor_answers_on_the_first_page_may_be_sent(city):
    forms = re.findall(r"<form\b[^>]*/kontak/.*?</form>", page(city, "pendamping"), re.S)
    assert forms
    assert all("csrfmiddlewaretoken" in form for form in forms)


def test_a_mentor_is_reminded_of_a_late_report(city):
    mentor = city.mentor()
    MonthlyReport.objects.unscoped("test").filter(mentor=mentor).update(state="draft", submitted_on=None)
    assert "Lewat tenggat" in page(city, "pendamping")


def test_a_mentor_of_a_kecamatan_looks_after_that_kecamatan(city):
    shown = page(city, "pendamping-kecamatan")
    mentor = city.mentor("pendamping-kecamatan")
    assert f"<h1>{place_name(mentor.region)}</h1>" in shown


def test_a_coordinator_sees_only_their_kecamatan(city):
    actor = city.actor("koordinator")
    shown = page(city, "koordinator")
    assert f"<h1>{place_name(actor.held[0].region)}</h1>" in shown


def test_a_participant_sees_their_stage_and_mentor(city):
    shown = page(city, "peserta")
    mine = Enrolment.objects.unscoped("test").get(person__user=city.user("peserta"))
    assert mine.person.name in shown
    assert shown.count('class="stage stage-') == city.programme.stages.count()
    assert "Pendamping saya" in shown
    assert "Dasbor" not in shown


def test_a_partner_sees_what_is_addressed_to_it_and_no_data(city):
    shown = page(city, "bank")
    assert "Pengajuan pinjaman" in shown
    assert "Foto produk oleh mahasiswa" not in shown  # the polytechnic's
    assert 'class="figure' not in shown
    assert "/usaha/" not in shown


def test_a_panel_member_is_led_to_the_rating_sheet(city):
    assert "Penilaian pendamping" in page(city, "bappeda")


def test_the_province_sees_its_cities_side_by_side(city):
    assert place_name(city.programme.region) in page(city, "provinsi")


def place_name(code: str) -> str:
    from dampingi.foundation.regions.queries import name_of

    return name_of(code)


def test_an_english_reader_reads_english_down_to_the_definitions(city):
    client = city.client("kepala")
    client.post("/bahasa/", {"language": "en", "next": "/"})
    shown = client.get("/").content.decode()
    assert "Participants who passed" in shown
    assert "Peserta lulus" not in shown
    assert "Bookkeeping" in shown or "working capital" in shown or "NIB" in shown
