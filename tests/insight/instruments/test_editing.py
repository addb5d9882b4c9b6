"""Changes of a definition: they do what they say, and leave the definition they were given alone."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.instruments import editing
from dampingi.insight.instruments.differing import differences
from dampingi.insight.instruments.forms import key_for

BODY = copy.deepcopy(shipped()["kelurahan"])
KEYS = [c["key"] for c in BODY["criteria"]]
CHANGES = st.sampled_from(
    [
        lambda b: editing.with_head(b, "Nama baru", b["why"]),
        lambda b: editing.removed(b, "criteria", "visits"),
        lambda b: editing.moved(b, "criteria", "stages", -1),
        lambda b: editing.moved(b, "bands", "fair", 1),
        lambda b: editing.with_weights(b, {"visits": 9}),
        lambda b: editing.with_covariates(b, b["covariates"][:3]),
        lambda b: editing.with_rules(b, {"top": 5}, {"honour": {"quota": 3}}),
        lambda b: editing.put(b, "bands", {"key": "superb", "name": "Luar biasa", "lower": 95}),
    ]
)


@given(st.lists(CHANGES, max_size=5))
def test_the_definition_given_stays_as_it_was(changes):
    before = copy.deepcopy(BODY)
    body = BODY
    for change in changes:
        body = change(body)
    assert before == BODY


@given(st.sampled_from(KEYS), st.sampled_from([-1, 1]))
def test_a_move_changes_order_only_and_stays_among_its_own(key, step):
    body = editing.moved(BODY, "criteria", key, step)
    assert {d.field for d in differences(BODY, body)} <= {"order"}
    assert [c["dimension"] for c in body["criteria"]] == [c["dimension"] for c in BODY["criteria"]]
    back = editing.moved(body, "criteria", key, -step)
    assert back["criteria"] == BODY["criteria"] or body["criteria"] == BODY["criteria"]


def test_a_row_takes_the_place_of_the_one_it_replaces():
    row = BODY["criteria"][3] | {"key": "other"}
    body = editing.put(BODY, "criteria", row, instead_of=BODY["criteria"][3]["key"])
    assert [c["key"] for c in body["criteria"]] == [*KEYS[:3], "other", *KEYS[4:]]


def test_rules_not_named_stay():
    body = editing.with_rules(BODY, {"top": 3}, {"coach": {"upper": 50}})
    assert body["rules"]["draws"] == BODY["rules"]["draws"]
    assert body["rules"]["decisions"]["coach"] == {"upper": 50, "probability": 0.8}
    assert body["rules"]["decisions"]["replace"] == BODY["rules"]["decisions"]["replace"]


@given(st.sampled_from(["Buku catatan", "1. Nilai", "Ñandú!", "", "x" * 80, "visits"]))
def test_a_key_is_new_and_plain(name):
    key = key_for(name, {"visits", "buku_catatan"})
    assert key not in {"visits", "buku_catatan"}
    assert key.replace("_", "a").isalnum()
    assert key.isascii()
    assert key[0].isalpha()
    assert len(key) <= 40
