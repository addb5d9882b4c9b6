import io

import pytest
from pypdf import PdfReader

from dampingi.outcomes.documents.codes import picture
from dampingi.pages.cards import sheets
from dampingi.records.learning.cards import code_of, path_of, spoken
from tests.records.conftest import july, origin, programme, town

__all__ = ["july", "origin", "programme", "town"]
pytestmark = pytest.mark.usefixtures("july")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 200), ("camat", 200), ("office", 200), ("participant", 200), ("inspector", 200),
        ("budi", 404), ("elsewhere", 404), ("panel", 403), ("province", 403), ("stranger", 302),
    ],
)  # fmt: skip
def test_who_sees_a_card(town, who, status):
    assert town.client(who).get(f"/peserta/{town.first.id}/kartu/").status_code == status


def test_the_code_says_which_participant_and_nothing_more(town):
    page = town.client("participant").get(f"/peserta/{town.first.id}/kartu/").content.decode()
    assert picture(f"http://testserver{path_of(town.first.id, 1)}") in page
    assert spoken(code_of(town.first.id, 1)) in page
    assert "Tunjukkan kode ini ketika hadir" in page
    assert "Kartu saya" in town.client("participant").get("/").content.decode()


def test_a_mentor_prints_their_own_and_only_those_who_still_take_part(town):
    from dampingi.records.programmes.actions import withdraw
    from tests.records.conftest import SYSTEM

    withdraw(
        by=SYSTEM,
        enrolment=town.enrolments[1].id,
        on=town.programme.starts_on.replace(month=6),
        reason="Pindah",
    )
    answer = town.client("ana").get("/peserta/kartu.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Warga 0" in text
    assert "Warga 2" in text
    assert "Warga 1" not in text
    assert "Warga 3" not in text, "budi's"


def test_the_list_s_filters_hold_for_the_cards(town):
    answer = town.client("office").get("/peserta/kartu.pdf?cari=Warung 4")
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Warga 4" in text
    assert "Warga 0" not in text
    assert town.client("office").get("/peserta/kartu.pdf?cari=tidakada").status_code == 404


def test_too_many_at_once_say_how_to_narrow(town, monkeypatch):
    monkeypatch.setattr("dampingi.pages.cards.views.MOST", 2)
    answer = town.client("office").get("/peserta/kartu.pdf")
    assert answer.status_code == 409 or answer.status_code == 422
    assert "Saring dahulu" in answer.content.decode()


def test_ten_cards_are_one_sheet_and_eleven_are_two(town):
    rows = [town.first] * 10
    assert len(PdfReader(io.BytesIO(sheets.cards(rows, str))).pages) == 1
    assert len(PdfReader(io.BytesIO(sheets.cards([*rows, town.first], str))).pages) == 2
