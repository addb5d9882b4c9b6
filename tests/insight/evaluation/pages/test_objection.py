import pytest

from dampingi.insight.evaluation.models import Objection

TEXT = "Dua kunjungan bulan Mei tidak terhitung; buktinya foto dan daftar hadir."


@pytest.fixture
def made(office):
    return office.computed()


@pytest.fixture
def own(office, made):
    return made.results.get(subject__mentor=office.city.mentors[0])


def test_a_mentor_objects(page, made, own):
    page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, text=TEXT)
    assert Objection.objects.get().text == TEXT
    assert TEXT in page("office", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    assert TEXT not in page("rater", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()


def test_too_little_is_told_and_what_was_written_stays(page, made, own):
    answer = page("mentor0", "evaluation_objection", made.evaluation_id, own.subject_id, text="Tidak adil")
    assert answer.status_code == 422
    assert "Tidak adil" in answer.content.decode()
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("mentor1", 404), ("office", 403), ("rater", 403), ("head", 403)]
)
def test_nobody_objects_for_another(page, made, own, who, status):
    answer = page(who, "evaluation_objection", made.evaluation_id, own.subject_id, text=TEXT)
    assert answer.status_code == status
    assert not Objection.objects.exists()
