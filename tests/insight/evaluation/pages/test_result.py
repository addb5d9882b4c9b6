import pytest

from dampingi.foundation.ui.formats import number


@pytest.fixture
def made(office):
    return office.computed()


@pytest.fixture
def own(office, made):
    return made.results.select_related("subject").get(subject__mentor=office.city.mentors[0])


@pytest.mark.parametrize("who", ["office", "head", "inspector", "rater", "mentor0"])
def test_why_is_answered(page, made, own, who):
    text = page(who, "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    assert number(own.body["score"], 1) in text
    assert "Mengapa?" in text
    assert "<svg" in text
    assert "Apa yang dapat mengubahnya" in text
    assert "diambil orang" in text
    assert own.hash in text


def test_the_parts_shown_are_the_stored_ones(page, made, own):
    text = page("office", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    for part in own.body["dimensions"]:
        assert number(part["raw"], 1) in text
        assert number(part["score"], 1) in text


def test_where_data_are_not_enough_it_says_so_and_shows_no_rank(page, made, own):
    text = page("office", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    assert own.body["place"] is None
    assert "Peluangnya termasuk" not in text


@pytest.mark.parametrize("who", ["mentor1", "stranger", "mentor7"])
def test_anothers_result_is_not_there(page, made, own, who):
    assert page(who, "evaluation_result", made.evaluation_id, own.subject_id).status_code == 404


@pytest.mark.parametrize("who", ["participant", "partner", "coordinator"])
def test_it_is_not_a_page_for_others(page, made, own, who):
    assert page(who, "evaluation_result", made.evaluation_id, own.subject_id).status_code == 403


def test_only_the_mentor_has_the_form_to_object(page, made, own):
    mine = page("mentor0", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    theirs = page("office", "evaluation_result", made.evaluation_id, own.subject_id).content.decode()
    assert "Ajukan sanggahan" in mine
    assert "Ajukan sanggahan" not in theirs
