"""The certificate of TOT: numbered once, frozen, genuine, and only for who passed."""

import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.papers import certificates
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.outcomes.papers.models import Paper
from dampingi.records.tot.models import Trainee
from tests.pdf import printed
from tests.records.tot.test_tot import finished


@pytest.fixture(autouse=True)
def _that_day(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        yield


def trainee(name: str) -> Trainee:
    return Trainee.objects.select_related("course__programme", "mentor").get(mentor__name=name)


def certificate(name: str) -> Paper:
    return keep_paper(certificates.tot_draft(trainee(name)))


def test_it_is_numbered_when_first_asked_for_and_stays_the_same(town):
    finished(town)
    first = certificate("Budi")
    assert certificate("Ana").number == "002/TOT-PENDAMPING/2026"
    assert certificate("Budi").id == first.id
    assert first.number == "001/TOT-PENDAMPING/2026"


def test_who_has_not_passed_gets_none_and_no_number_is_lost(town):
    finished(town, ana=10)
    with pytest.raises(Conflict, match="yang lulus"):
        certificate("Ana")
    assert certificate("Budi").number == "001/TOT-PENDAMPING/2026"
    assert town.client("office").get(f"/tot/{trainee('Ana').id}/sertifikat.pdf").status_code == 409


def test_the_pdf_tells_name_course_hours_and_result_and_is_known_to_the_register(town):
    finished(town, camat=91)
    paper = certificate("Camat")
    told = printed(paper)
    for words in (
        "SERTIFIKAT",
        "Camat",
        "Pendamping kecamatan",
        "TOT",
        "Materi 0",
        "3 dari 3 sesi",
        "91",
        paper.number,
    ):
        assert words in told, words
    assert Document.objects.unscoped("test").get(code=paper.document.code).title == "Sertifikat TOT Camat"


def test_mentors_download_their_own_and_not_each_others(town):
    finished(town)
    assert town.client("ana").get(f"/tot/{trainee('Ana').id}/sertifikat.pdf").status_code == 200
    assert town.client("ana").get(f"/tot/{trainee('Budi').id}/sertifikat.pdf").status_code == 404
