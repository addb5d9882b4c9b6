"""The monthly report as the official form, and appointment letters: numbered, frozen, genuine."""

import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.outcomes.documents.models import Document, Printing
from dampingi.outcomes.papers import reports
from dampingi.outcomes.papers.actions import issue_assignments, keep_paper, print_paper
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.actions import reopen_report
from dampingi.records.programmes.actions import end_mentor
from tests.pdf import printed
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_report_chain import _approved
from tests.records.mentoring.test_reports import again, approve, submitted

DAY = datetime.date(2026, 7, 20)
BASIS = "Keputusan Kepala Dinas Nomor 800/12 Tahun 2026"


@pytest.fixture(autouse=True)
def _that_day(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        yield


def letters(town, *names, by="office", **told):
    told = {"on": DAY, "basis": BASIS} | told
    return issue_assignments(by=town.actor(by), mentors=[town.mentor(n).id for n in names], **told)


def form(report) -> Paper:
    return keep_paper(reports.draft(report))


def test_letters_are_numbered_in_the_order_of_the_regions(town):
    made = letters(town, "budi", "ana", "camat")
    assert [p.number for p in made] == [f"{n:03d}/ST-PENDAMPING/2026" for n in (1, 2, 3)]
    assert [p.content["lines"][0][1] for p in made] == ["Camat", "Ana", "Budi"]
    assert letters(town, "kota")[0].number == "004/ST-PENDAMPING/2026"


def test_a_refused_letter_leaves_no_gap(town):
    letters(town, "ana")
    with pytest.raises(Conflict, match="Ana sudah mempunyai"):
        letters(town, "budi", "ana")
    assert letters(town, "budi")[0].number == "002/ST-PENDAMPING/2026"


def test_the_offices_own_number_is_taken_once_and_stepped_over(town):
    assert letters(town, "ana", number="002/ST-PENDAMPING/2026")[0].number == "002/ST-PENDAMPING/2026"
    with pytest.raises(Conflict, match="sudah dipakai"):
        letters(town, "budi", number="002/ST-PENDAMPING/2026")
    assert [p.number for p in letters(town, "budi", "camat")] == [
        "001/ST-PENDAMPING/2026",
        "003/ST-PENDAMPING/2026",
    ]


@pytest.mark.parametrize(
    ("told", "words"), [({"basis": " "}, "dasar penugasan"), ({"number": "1"}, "hanya untuk satu surat")]
)
def test_what_cannot_be(town, told, words):
    with pytest.raises(Refused, match=words):
        letters(town, "ana", "budi", **told)
    assert not Paper.objects.unscoped("test").exists()


def test_who_has_ended_gets_none(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=DAY, reason="Pindah", kind="moved")
    with pytest.raises(Refused, match="sudah berhenti"):
        letters(town, "ana")


@pytest.mark.parametrize("persona", ["ana", "camat", "coordinator", "head", "elsewhere"])
def test_only_the_office_issues(town, persona):
    with pytest.raises(Refused):
        letters(town, "ana", by=persona)


def test_the_mentor_is_told_and_the_letter_says_what_it_should(town):
    paper = letters(town, "ana")[0]
    assert "001/ST-PENDAMPING/2026" in str(Notice.objects.get(user=town.users["ana"].id))
    told = printed(paper)
    for words in ("SURAT TUGAS", paper.number, BASIS, "Ana", "MENUGASKAN", "netral", "20 Juli 2026"):
        assert words in told, words


def test_a_letter_is_printed_once_and_known_to_the_register(town):
    paper = letters(town, "ana")[0]
    first, again_ = print_paper(paper=paper), print_paper(paper=paper)
    assert first.id == again_.id
    assert Document.objects.unscoped("test").get(code=paper.document.code).title == "Surat tugas Ana"
    assert Printing.objects.count() == 1


def test_a_paper_that_was_tampered_with_is_not_printed(town):
    paper = letters(town, "ana")[0]
    paper.content["lines"][0][1] = "Orang lain"
    with pytest.raises(Refused, match="tidak lagi sama"):
        print_paper(paper=paper)


def test_the_form_of_an_approved_report_tells_figures_words_and_who_approved(town):
    report = _approved(town)
    told = printed(form(report))
    for words in (
        "LAPORAN BULANAN PENDAMPING",
        "Ana",
        "Juni 2026",
        "NIB terbit",
        "Pemeriksa kecamatan",
        "Camat",
        "Office",
    ):
        assert words in told, words


def test_only_an_approved_report_has_a_form(town):
    with pytest.raises(Conflict, match="setelah laporan disetujui"):
        form(submitted(town))


def test_each_version_has_its_own_form_and_the_earlier_one_stays(town):
    from dampingi.records.mentoring.actions import submit_reports, write_report

    report = _approved(town)
    first = form(report)
    reopen_report(by=town.actor("office"), report=report.id, reason="Salah peserta")
    write_report(
        by=town.actor("ana"), report=again(report), obstacle="Izin", success="NIB terbit", plan="Foto"
    )
    submit_reports(by=town.actor("ana"), reports=[again(report)])
    approve(town, "camat")
    approve(town, "office")
    second = form(again(report))
    assert second.version == 2
    assert second.document.code != first.document.code
    assert form(again(report)).id == second.id
    assert Paper.objects.unscoped("test").get(id=first.id).content["words"][0][1] == "Modal"


def test_pages(town):
    office, ana = town.client("office"), town.client("ana")
    assert "Camat" in office.get("/surat-tugas/").content.decode()
    address = f"/surat-tugas/baru/?pilih={town.mentor('ana').id}"
    assert "001/ST-PENDAMPING/2026" in office.get(address).content.decode()
    told = {"chosen": f"pilih={town.mentor('ana').id}", "on": "2026-07-20", "basis": ""}
    assert office.post("/surat-tugas/baru/", told).status_code == 422
    assert office.post("/surat-tugas/baru/", told | {"basis": BASIS}).url == "/surat-tugas/"
    pdf = ana.get(f"/pendamping/{town.mentor('ana').id}/surat-tugas.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert office.get(f"/pendamping/{town.mentor('budi').id}/surat-tugas.pdf").status_code == 404
    assert town.client("budi").get(f"/pendamping/{town.mentor('ana').id}/surat-tugas.pdf").status_code == 404
    assert "001/ST-PENDAMPING/2026" in office.get(f"/pendamping/{town.mentor('ana').id}/").content.decode()
    assert "Semua yang terpilih sudah" in office.get(address).content.decode()


def test_all_without_a_letter_at_once(town):
    office = town.client("office")
    office.post("/surat-tugas/baru/", {"chosen": "surat=belum", "on": "2026-07-20", "basis": BASIS})
    assert Paper.objects.unscoped("test").count() == 4


def test_the_forms_page(town):
    report = _approved(town)
    assert (
        town.client("ana").get(f"/laporan-bulanan/{report.id}/formulir.pdf")["Content-Type"]
        == "application/pdf"
    )
    assert town.client("budi").get(f"/laporan-bulanan/{report.id}/formulir.pdf").status_code == 404
    assert "Formulir resmi" in town.client("office").get(f"/laporan-bulanan/{report.id}/").content.decode()
