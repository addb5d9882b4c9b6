import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_visits import record, visit

from dampingi.records.programmes.actions import withdraw

pytestmark = pytest.mark.usefixtures("july")
ADDRESS = "/peserta/"


def names(answer) -> list[str]:
    return [row[0].text for row in answer.context["listing"].rows()]


@pytest.mark.parametrize(
    ("who", "seen"),
    [("ana", 3), ("budi", 2), ("camat", 5), ("coordinator", 5), ("office", 5), ("head", 5), ("elsewhere", 0)],
)
def test_everyone_sees_whom_they_look_after(town, who, seen):
    assert len(names(town.client(who).get(ADDRESS))) == seen


@pytest.mark.parametrize("who", ["panel", "partner", "province"])
def test_others_are_turned_away(town, who):
    assert town.client(who).get(ADDRESS).status_code == 403


def test_a_stranger_is_asked_to_log_in(town):
    answer = town.client("stranger").get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, "/masuk/?next=/peserta/")


def test_a_participant_goes_straight_to_their_own(town):
    answer = town.client("participant").get(ADDRESS)
    assert answer.url == f"/peserta/{town.first.id}/"


def test_narrowing_by_state(town):
    withdraw(by=SYSTEM, enrolment=town.enrolments[4].id, on=town.first.enrolled_on, reason="Pindah")
    record(town, visit(town, on=datetime.date(2026, 7, 15)))
    client = town.client("office")
    assert names(client.get(ADDRESS, {"keadaan": "left"})) == ["Warga 4"]
    assert names(client.get(ADDRESS, {"keadaan": "quiet"})) == ["Warga 1", "Warga 2", "Warga 3"]
    assert len(names(client.get(ADDRESS, {"keadaan": "late"}))) == 4, "the stage was due in March"


def test_searching_and_filtering_by_mentor_and_place(town):
    client = town.client("office")
    assert names(client.get(ADDRESS, {"cari": "warung 1"})) == ["Warga 1"]
    assert len(names(client.get(ADDRESS, {"pendamping": str(town.mentor("budi").id)}))) == 2
    assert len(names(client.get(ADDRESS, {"wilayah": "32.76.05"}))) == 5
    assert len(names(client.get(ADDRESS, {"wilayah": "32.76.01"}))) == 0


def test_the_workbook_holds_what_is_shown(town):
    import io

    import openpyxl

    answer = town.client("ana").get(ADDRESS, {"unduh": "xlsx", "cari": "warga 2"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["Peserta", "Warga 2"]


def test_a_broken_address_is_no_error(town):
    answer = town.client("ana").get(ADDRESS, {"hal": "x", "urut": "??", "keadaan": "apa"})
    assert answer.status_code == 200
