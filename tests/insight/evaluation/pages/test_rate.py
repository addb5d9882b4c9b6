import pytest

from dampingi.insight.evaluation.models import RaterAssignment, Subject


def test_the_declaration_comes_first(office, page):
    evaluation = office.assigned()
    assert "Nyatakan dahulu" in page("rater", "evaluation_rate", evaluation.id).content.decode()
    subject = Subject.objects.filter(evaluation=evaluation).first()
    page("rater", "evaluation_rate", evaluation.id, **{f"s-{subject.id}": "Sepupu"})
    text = page("rater", "evaluation_rate", evaluation.id).content.decode()
    assert "Tidak Anda nilai" in text
    assert "Sepupu" in text
    assert RaterAssignment.objects.filter(declared_at=None, rater=office.users["rater"]).count() == 0
    assert RaterAssignment.objects.get(subject=subject, rater=office.users["rater"]).conflict == "Sepupu"


def test_no_conflict_is_one_click(office, page):
    evaluation = office.assigned()
    page("rater", "evaluation_rate", evaluation.id, none="1")
    assert "Mulai menilai" in page("rater", "evaluation_rate", evaluation.id).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("office", 403), ("mentor0", 403), ("head", 403)]
)
def test_it_is_for_the_appointed(office, page, who, status):
    assert page(who, "evaluation_rate", office.assigned().id).status_code == status
