import datetime
import io
import zipfile

import pytest
from PIL import Image

from dampingi.records.tasks.actions import publish_rubric, set_task, submit_tasks
from dampingi.records.tasks.intake import FileIntake, SubmissionIntake
from dampingi.records.tasks.rubrics import Criterion, Level, Rubric
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

JUNE = datetime.date(2026, 6, 10)
RUBRIC = Rubric(
    (
        Criterion("isi", "Isi", (Level("Kurang", 1), Level("Baik", 3, "lengkap dengan angka"))),
        Criterion("rapi", "Kerapian", (Level("Kurang", 0), Level("Baik", 1))),
    )
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def task(town):
    return set_task(by=SYSTEM, programme=town.programme, code="t1", title="Catatan penjualan", due_on=JUNE)


@pytest.fixture
def rubric(town, task):
    return publish_rubric(by=town.actor("office"), task=task.id, rubric=RUBRIC)


def hand_in(town: Town, task, *, by=SYSTEM, enrolment: int = 0, on=JUNE, **more):
    row = SubmissionIntake(town.enrolments[enrolment].id, task.id, on, **more)
    return submit_tasks(by=by, rows=[row], today=TODAY)[0]


def photo(name: str = "IMG.png", *, exif: bool = True) -> FileIntake:
    out, picture = io.BytesIO(), Image.new("RGB", (60, 40), "brown")
    told = Image.Exif()
    told[0x010E] = "rahasia Jl. Melati"
    picture.save(out, "JPEG", exif=told if exif else None)
    return FileIntake(name, out.getvalue())


def office_document(name: str = "tugas.docx", *members: str) -> FileIntake:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in ("[Content_Types].xml", *members):
            archive.writestr(member, "<x/>")
    return FileIntake(name, out.getvalue())


PDF = FileIntake("../../jawaban saya.exe", b"%PDF-1.7\n%%EOF")
