import pytest

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.capture.imports.plans import prepare
from dampingi.records.mentoring.models import Visit
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import SYSTEM

HEAD = ["Tanggal", "Nama Peserta", "Nama Pendamping", "Lama (menit)", "Materi", "Saran", "Tindak lanjut"]
ROWS = [
    ["12-03-2026", "Warga 0", "Ana", 60, "Akses pemasaran", "Foto produk siang hari", "Buka toko daring"],
    ["13 Maret 2026", "Warung 3", "", 45, "pembukuan harian", "Catat tiap hari", ""],
]


def plan_for(town, *rows):
    return prepare(
        by=SYSTEM, content=sheet_of([HEAD, *rows]), kind="visits", region=CITY, programme=town.programme
    )


def imported(town, *rows):
    content = sheet_of([HEAD, *rows])
    made = bring_sheet(
        by=SYSTEM, content=content, name="v.xlsx", kind="visits", region=CITY, programme=town.programme
    )
    return commit_import(by=SYSTEM, sheet=made)


def visits():
    return (
        Visit.objects.unscoped("test").filter(archived_at=None).select_related("enrolment__person", "mentor")
    )


def test_visits_find_their_participant_and_mentor(town):
    imported(town, *ROWS)
    first, second = visits().order_by("on")
    assert (first.enrolment.person.name, first.mentor.name, str(first.on)) == ("Warga 0", "Ana", "2026-03-12")
    assert (first.minutes, first.topic, first.advice) == (60, "pemasaran", "Foto produk siang hari")
    assert (second.enrolment.person.name, second.mentor.name, second.topic) == ("Warga 3", "Budi", "keuangan")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["12-03-2026", "Orang Asing", "Ana", 60, "", "", ""], "subject_unknown"),
        (["12-03-2026", "Warga 0", "Budi", 60, "", "", ""], "rule"),
        (["12-03-2026", "Warga 0", "Zulkarnaen", 60, "", "", ""], "mentor_unknown"),
        (["12-03-2031", "Warga 0", "Ana", 60, "", "", ""], "rule"),
        (["30-02-2026", "Warga 0", "Ana", 60, "", "", ""], "date_impossible"),
        (["12-03-2026", "Warga 0", "Ana", 2, "", "", ""], "rule"),
        (["12-03-2026", "Warga 0", "Ana", "", "", "", ""], "required_missing"),
    ],
)
def test_a_visit_that_cannot_be_stays_out_with_the_reason(town, row, code):
    plan = plan_for(town, ROWS[0], row)
    assert len(plan.rows) == 1
    assert code in [problem.code for problem in plan.reading.problems if problem.severity == "refuse"]


def test_visits_already_on_record_are_not_doubled(town):
    imported(town, *ROWS)
    done = imported(town, *ROWS)
    assert done.summary["rows"] | {"accepted": 0, "on_record": 2} == done.summary["rows"]
    assert visits().count() == 2


def test_undoing_takes_the_visits_back(town):
    sheet = imported(town, *ROWS)
    undone = undo_import(by=SYSTEM, sheet=sheet)
    assert undone.undo_summary == {"archived": 2, "restored": 0, "kept": []}
    assert visits().count() == 0
