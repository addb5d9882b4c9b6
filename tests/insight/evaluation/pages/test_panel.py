import pytest

from dampingi.insight.evaluation.models import RaterAssignment


def test_the_office_appoints_raters(office, page):
    evaluation = office.frozen()
    chosen = [str(office.users[n].id) for n in ("rater", "second")]
    assert page("office", "evaluation_panel", evaluation.id, raters=chosen).status_code == 302
    assert RaterAssignment.objects.count() == 12
    text = page("office", "evaluation_panel", evaluation.id).content.decode()
    assert "0 dari 6" in text
    assert "belum menyatakan kepentingan" in text


def test_only_people_with_the_role_can_be_chosen(office, page):
    evaluation = office.frozen()
    answer = page("office", "evaluation_panel", evaluation.id, raters=[str(office.users["partner"].id)])
    assert answer.status_code == 422
    assert not RaterAssignment.objects.exists()


@pytest.mark.parametrize("who", ["head", "rater", "mentor0", "inspector"])
def test_it_is_the_offices_page(office, page, who):
    assert page(who, "evaluation_panel", office.frozen().id).status_code == 403
