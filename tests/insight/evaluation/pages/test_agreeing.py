"""Whether the panel agreed, in words, on the page of all results."""

import dataclasses
import random

import pytest

from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.agreeing import agreement_words, fit_state
from dampingi.insight.evaluation.models import Computation
from tests.insight.evaluation.conftest import sheet


def computed_with(office, levels) -> Computation:
    """`levels(rater number, sheet)` is what each of the two raters gives."""
    evaluation = office.assigned()
    for n, name in enumerate(("rater", "second")):
        actions.declare_interests(by=office.actor(name), evaluation=evaluation)
        actions.rate(by=office.actor(name), evaluation=evaluation, rows=levels(n, sheet(evaluation, 4)))
    actions.close_ratings(by=office.by, evaluation=evaluation)
    return actions.compute(by=office.by, evaluation=evaluation)


def test_two_who_give_the_same_are_said_to_agree(office, page):
    made = computed_with(office, lambda n, rows: rows)
    text = page("inspector", "evaluation_results", made.evaluation_id).content.decode()
    assert "Apakah penilai sepakat" in text
    assert "Penilai sepakat: tingkat nilainya dibaca sama." in text
    assert "Kurang sepakat" not in text


def test_two_who_throw_dice_are_said_not_to(office, page):
    dice = random.Random(5)
    made = computed_with(
        office, lambda n, rows: [dataclasses.replace(r, level=dice.choice([1, 5])) for r in rows]
    )
    text = page("inspector", "evaluation_results", made.evaluation_id).content.decode()
    assert "Kurang sepakat" in text or "Belum tentu sepakat" in text


def test_a_mentor_does_not_see_the_panels_agreement(office, page):
    made = office.computed()
    text = page("mentor0", "evaluation_results", made.evaluation_id).content.decode()
    assert "Apakah penilai sepakat" not in text


def test_results_of_an_earlier_edition_stay_readable(office, page):
    """They carry neither agreement nor fit: the page shows what they have."""
    made = office.computed()
    summary = {k: v for k, v in made.summary.items() if k not in ("agreement", "fits")}
    summary["raters"] = [
        {k: v for k, v in r.items() if k not in ("infit", "outfit", "unlike")} for r in summary["raters"]
    ]
    old = Computation(
        evaluation=made.evaluation, number=2, inputs=made.inputs, seed=made.seed, summary=summary, digest="x" * 64,
        by=made.by, objections_until=made.objections_until,
    )  # fmt: skip
    old.save()
    answer = page("office", "evaluation_results", made.evaluation_id)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Ketatnya penilai" in text
    assert "Apakah penilai sepakat" not in text


@pytest.mark.parametrize(
    ("alpha", "high", "mentors", "word"),
    [
        (0.85, 0.95, 9, "Penilai sepakat"),
        (0.70, 0.90, 9, "kesimpulan sementara"),
        (0.50, 0.70, 9, "Belum tentu"),
        (0.50, 0.60, 9, "Kurang sepakat"),
        (0.50, None, 3, "Kurang sepakat"),
        (None, None, 9, "tingkat yang sama"),
        (None, None, 0, "tidak dapat diukur"),
    ],
)
def test_every_alpha_has_its_sentence(alpha, high, mentors, word):
    assert word in agreement_words({"alpha": alpha, "low": high and 0.1, "high": high, "mentors": mentors})


@pytest.mark.parametrize(
    ("fit", "word"),
    [
        ({}, "Belum dapat dinilai"),
        ({"infit": 1.02, "outfit": 0.98, "unlike": False}, "Sejalan (1,02; 0,98)"),
        ({"infit": 2.4, "outfit": 2.0, "unlike": True}, "Tidak sejalan (2,40; 2,00)"),
        ({"infit": 1.8, "outfit": 1.7, "unlike": False}, "Belum jelas (1,80; 1,70)"),
        ({"infit": 0.2, "outfit": 0.2, "unlike": False}, "Sejalan (0,20; 0,20)"),
    ],
)
def test_every_fit_has_its_word(fit, word):
    assert word in fit_state(fit)[1]
