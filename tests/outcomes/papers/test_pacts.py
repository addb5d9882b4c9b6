"""An agreement's text: a PDF that can be shown to be genuine once it is cleared, and a Word file to edit before."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document

from dampingi.outcomes.papers.wordfile import word_file
from dampingi.records.pacts import actions
from tests.pdf import words as pdf_words
from tests.records.conftest import origin, programme, town
from tests.records.pacts.conftest import _on_the_town_s_day, bank, cleared, draft, hotel, outsider

__all__ = ["_on_the_town_s_day", "bank", "draft", "hotel", "origin", "outsider", "programme", "town"]


def words(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return "\n".join(t.text or "" for t in root.iter() if t.tag.endswith("}t"))


def test_a_draft_is_a_word_file_to_edit_and_no_official_paper_yet(town, draft):
    office = town.client("office")
    answer = office.get(f"/perjanjian/{draft.id}/naskah.docx")
    said = words(answer.content)
    for each in (
        "KESEPAKATAN BERSAMA",
        "tentang Kredit bersama",
        "Orang theirs, Direktur, berdasarkan Akta",
        "1. Laporan, setiap bulan, Rp 1.000.000",
        "sampai dengan 31 Desember 2026",
    ):
        assert each in said.replace("\xa0", " ")
    assert office.get(f"/perjanjian/{draft.id}/naskah.pdf").status_code == 404


def test_cleared_it_is_a_pdf_made_once_a_version(town, draft):
    cleared(town, draft)
    office = town.client("office")
    first = b"".join(office.get(f"/perjanjian/{draft.id}/naskah.pdf").streaming_content)
    text = pdf_words(first)
    assert "KESEPAKATAN BERSAMA" in text
    assert "Kredit bersama" in text
    assert "PIHAK KEDUA" in text
    again = b"".join(office.get(f"/perjanjian/{draft.id}/naskah.pdf").streaming_content)
    assert again == first


@pytest.mark.parametrize(
    ("who", "status"), [("elsewhere", 404), ("partner", 403), ("ana", 403), ("head", 200)]
)
def test_who_reads_the_text(town, draft, who, status):
    assert town.client(who).get(f"/perjanjian/{draft.id}/naskah.docx").status_code == status


def test_what_people_type_never_becomes_markup(town, draft):
    from dataclasses import replace

    from tests.records.pacts.conftest import TOLD

    actions.change_draft(
        by=town.actor("office"), pact=draft.id, told=replace(TOLD, scope="a < b & </w:t>\x0b")
    )
    assert "a < b & </w:t>" in words(town.client("office").get(f"/perjanjian/{draft.id}/naskah.docx").content)


def test_titles_are_headings_a_screen_reader_jumps_to_on_a_sheet_of_a4():
    book = Document(io.BytesIO(word_file([("title", "PERJANJIAN"), ("head", "Pasal 1"), ("text", "Isi")])))
    assert [(p.style.name, p.text) for p in book.paragraphs] == [
        ("Title", "PERJANJIAN"), ("Heading 1", "Pasal 1"), ("Normal", "Isi"),
    ]  # fmt: skip
    assert (round(book.sections[0].page_width.mm), round(book.sections[0].page_height.mm)) == (210, 297)
