import pytest

from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.models import Rating, Subject


@pytest.fixture
def evaluation(office):
    made = office.assigned()
    actions.declare_interests(by=office.actor("rater"), evaluation=made)
    return made


@pytest.fixture
def subject(evaluation):
    return Subject.objects.filter(evaluation=evaluation).order_by("region", "name").first()


def filled(evaluation, level=4):
    return {c["key"]: str(level) for c in panel_criteria(evaluation.instrument.body)}


def test_the_evidence_stands_beside_described_levels(page, evaluation, subject):
    text = page("rater", "evaluation_sheet", evaluation.id, subject.id).content.decode()
    assert subject.name in text
    assert "Tahap tepat waktu" in text
    assert "Menjelaskan kendala tiap peserta, beserta buktinya." in text


def test_saving_leads_to_the_next_mentor(office, page, evaluation, subject):
    answer = page("rater", "evaluation_sheet", evaluation.id, subject.id, **filled(evaluation))
    following = Subject.objects.filter(evaluation=evaluation).order_by("region", "name")[1]
    assert answer.url == f"/evaluasi/{evaluation.id}/nilai/{following.id}/"
    assert Rating.objects.filter(assignment__subject=subject).count() == 4


def test_a_missing_criterion_keeps_what_was_filled_in(page, evaluation, subject):
    data = filled(evaluation)
    data["advice-note"] = "Contoh yang baik"
    del data["mastery"]
    answer = page("rater", "evaluation_sheet", evaluation.id, subject.id, **data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Pilih satu tingkat" in text
    assert "Contoh yang baik" in text
    assert not Rating.objects.exists()


def test_few_voices_are_not_shown(office, page, evaluation, subject):
    """Fewer than five answers would let one guess who said what."""
    from dampingi.insight.evaluation.frozen_figures import figures_of

    seen = figures_of(evaluation, subject.mentor_id)
    assert 0 < seen["voice_useful"].evidence < 5
    assert seen["voice_useful"].value is None
    assert seen["stages"].value is not None


def test_after_the_closing_it_can_only_be_read(office, page, evaluation, subject):
    page("rater", "evaluation_sheet", evaluation.id, subject.id, **filled(evaluation))
    actions.close_ratings(by=office.by, evaluation=evaluation)
    text = page("rater", "evaluation_sheet", evaluation.id, subject.id).content.decode()
    assert "sudah ditutup" in text
    assert "Simpan dan ke berikutnya" not in text
    assert (
        page("rater", "evaluation_sheet", evaluation.id, subject.id, **filled(evaluation, 5)).status_code
        == 409
    )


def test_ones_own_levels_come_back_and_nobody_elses(office, page, evaluation, subject):
    page(
        "rater",
        "evaluation_sheet",
        evaluation.id,
        subject.id,
        **filled(evaluation, 5) | {"advice-note": "Rahasia saya"},
    )
    actions.declare_interests(by=office.actor("second"), evaluation=evaluation)
    assert "Rahasia saya" in page("rater", "evaluation_sheet", evaluation.id, subject.id).content.decode()
    text = page("second", "evaluation_sheet", evaluation.id, subject.id).content.decode()
    assert "Rahasia saya" not in text
    assert "checked" not in text


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("office", 403), ("mentor0", 403)])
def test_it_is_the_raters_own(page, evaluation, subject, who, status):
    assert page(who, "evaluation_sheet", evaluation.id, subject.id).status_code == status
