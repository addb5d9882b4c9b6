"""What the numbers propose, as people read it."""

import pytest

from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.definitions import engine_instrument, shipped
from dampingi.insight.evaluation.proposing import proposal_state, proposal_words, rule_words

RULES = shipped()["kelurahan"]["rules"]


def body(key: str, *reasons: str) -> dict:
    return {"proposal": {"key": key, "probability": 0.97, "reasons": list(reasons), "robust": 0.9}}


def test_the_instrument_s_limits_reach_the_engine():
    decisions = engine_instrument(shipped()["kecamatan"]).rules.decisions
    assert (decisions.replace.limit, decisions.replace.probability, decisions.quota) == (40, 0.95, 3)


@pytest.mark.parametrize(
    ("key", "state", "told"),
    [
        ("honour", State.GOOD, "sedikitnya 85: 97%"),
        ("keep", State.GOOD, "tidak di bawah 55: 97%"),
        ("coach", State.WATCH, "di bawah 55: 97%"),
        ("replace", State.LATE, "di bawah 40: 97%"),
    ],
)
def test_a_proposal_says_what_and_how_sure(key, state, told):
    assert proposal_state(body(key))[0] is state
    words = proposal_words(RULES, body(key))
    assert told in words
    assert "tetap sama pada 90% susunan" in words


def test_an_undecided_one_says_why():
    lacking = proposal_words(RULES, body("undecided", "lacking"))
    assert lacking.endswith("Buktinya belum cukup."), "other weights would not bring evidence"
    assert "Keterandalannya" in proposal_words(RULES, body("undecided", "unreliable"))
    assert "orang yang menentukan" in proposal_words(RULES, body("keep", "tied"))


def test_results_of_an_earlier_edition_have_none_and_instruments_without_limits_say_nothing():
    assert proposal_words(RULES, {}) == ""
    assert proposal_state({}) is None
    assert rule_words({}) == []
    assert len(rule_words(RULES)) == 3


def test_the_pages_tell_it(city):
    from dampingi.insight.evaluation.models import Result

    client = city.client("penyelenggara")
    row = Result.objects.filter(body__proposal__key="keep").first() or Result.objects.first()
    evaluation = row.computation.evaluation_id
    page = client.get(f"/evaluasi/{evaluation}/hasil/{row.subject_id}/").content.decode()
    assert "Usulan hitungan:" in page
    assert "Yang memutuskan orang." in page
    assert "Usulan hitungan" in client.get(f"/evaluasi/{evaluation}/hasil/").content.decode()
    assert "Penggantian diusulkan hanya bila" in client.get(f"/evaluasi/{evaluation}/").content.decode()
