import copy

from hypothesis import given
from hypothesis import strategies as st

from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.instruments.differing import differences, flat
from dampingi.insight.instruments.words import compared

BODY = shipped()["kelurahan"]
PLACES = [
    p for p in flat(BODY) if p[0] in ("criteria", "bands") and p[2] in ("weight", "target", "least", "lower")
]


@given(st.dictionaries(st.sampled_from(PLACES), st.integers(200, 400), max_size=5))
def test_every_change_is_found_and_nothing_else(changes):
    body = copy.deepcopy(BODY)
    for (part, key, field), value in changes.items():
        next(row for row in body[part] if row["key"] == key)[field] = value
    found = {(d.part, d.key, d.field): d.after for d in differences(BODY, body)}
    assert found == changes


def test_a_definition_differs_from_itself_in_nothing():
    assert differences(BODY, copy.deepcopy(BODY)) == []


def test_a_criterion_taken_out_or_put_in_is_one_row():
    body = copy.deepcopy(BODY)
    gone = body["criteria"].pop(3)
    body["criteria"].append(gone | {"key": "baru", "name": "Yang baru"})
    rows = compared(BODY, body)
    assert sorted(r["what"] for r in rows) == ["Dihapus", "Ditambahkan"]


def test_another_order_is_told_as_an_order():
    body = copy.deepcopy(BODY)
    body["criteria"][:2] = reversed(body["criteria"][:2])
    (row,) = compared(BODY, body)
    assert row["what"] == "Susunan"


def test_decisions_and_rules_are_told_by_name():
    body = copy.deepcopy(BODY)
    body["rules"]["decisions"]["honour"]["quota"] = 3
    body["rules"]["objection_days"] = 21
    assert [(r["where"], r["what"], r["after"]) for r in compared(BODY, body)] == [
        ("Aturan", "Hari sanggah", "21"),
        ("Usulan keputusan: Apresiasi", "Kuota", "3"),
    ]
