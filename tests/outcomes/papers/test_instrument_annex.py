"""The annex of the decree that fixes an evaluation's rules: whole, numbered once, genuine, for all who take part."""

import pytest

from dampingi.insight.evaluation import actions
from dampingi.outcomes.papers import annex
from dampingi.outcomes.papers.actions import keep_paper
from tests.insight.evaluation.conftest import _on_the_day, office  # noqa: F401
from tests.insight.evaluation.pages.conftest import page  # noqa: F401
from tests.pdf import printed


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def test_it_tells_every_criterion_rule_and_mentor_with_the_hashes(office):  # noqa: F811
    evaluation = office.create()
    lock = actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    paper = keep_paper(annex.draft(lock))
    text = printed(paper)
    for c in evaluation.instrument.body["criteria"]:
        assert c["name"] in text, c["name"]
    for words in (
        lock.digest,
        lock.instrument_hash,
        "menyanggah",
        "belum ditandatangani",
        "Head",
        paper.number,
    ):
        assert words in text, words
    assert keep_paper(annex.draft(lock)).id == paper.id


@pytest.mark.parametrize(
    ("who", "answer"),
    [("head", 200), ("office", 200), ("inspector", 200), ("mentor7", 404), ("participant", 403)],
)
def test_who_takes_part_reads_it(office, page, who, answer):  # noqa: F811
    evaluation = office.create()
    assert page(who, "instrument_annex", evaluation.id).status_code in (404, answer)
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    assert page(who, "instrument_annex", evaluation.id).status_code == answer
