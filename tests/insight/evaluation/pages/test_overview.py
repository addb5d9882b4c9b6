import uuid

import pytest


def test_the_one_next_action_is_whose_turn_it_is(office, page):
    """The head locks and the office waits; then the other way round."""
    evaluation = office.create()
    waits = page("office", "evaluation", evaluation.id).content.decode()
    assert "Menunggu dikunci kepala dinas" in waits
    assert 'name="step"' not in waits
    assert 'name="step" value="lock"' in page("head", "evaluation", evaluation.id).content.decode()
    page("head", "evaluation_step", evaluation.id, step="lock")
    assert 'name="step" value="freeze"' in page("office", "evaluation", evaluation.id).content.decode()
    assert 'name="step"' not in page("head", "evaluation", evaluation.id).content.decode()


def test_a_rater_is_led_to_their_sheet(office, page):
    evaluation = office.assigned()
    text = page("rater", "evaluation", evaluation.id).content.decode()
    assert f"/evaluasi/{evaluation.id}/nilai/" in text
    assert "0 dari 6 pendamping" in text
    assert "Second" not in text


def test_a_mentor_is_led_to_their_own_result(office, page):
    made = office.computed()
    own = made.results.get(subject__mentor__user=office.users["mentor0"])
    text = page("mentor0", "evaluation", made.evaluation_id).content.decode()
    assert f"/hasil/{own.subject_id}/" in text


def test_weights_rules_and_hashes_are_open_to_all_who_take_part(office, page):
    made = office.computed()
    for who in ("office", "inspector", "rater", "mentor0"):
        text = page(who, "evaluation", made.evaluation_id).content.decode()
        assert made.evaluation.instrument.hash in text
        assert "Suara peserta" in text


@pytest.mark.parametrize("who", ["stranger", "mentor7"])
def test_someone_elses_evaluation_is_not_there(office, page, who):
    evaluation = office.assigned()
    assert page(who, "evaluation", evaluation.id).status_code == 404


def test_an_unknown_one_is_not_there(office, page):
    assert page("office", "evaluation", uuid.uuid4()).status_code == 404
