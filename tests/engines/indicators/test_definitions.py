"""A definition that cannot be computed or understood is refused with the cure."""

import pytest

from dampingi.engines.indicators import Measure, Unclear, parse


def test_reads_a_whole_definition(raw, shops):
    found = parse(raw, {"shops": shops})
    assert found.numerator == Measure(("amount",), ("refund",))
    assert found.groupings == ("kecamatan", "month")
    assert found.decimals == 1


@pytest.mark.parametrize(
    "field", ["why", "name", "formula", "source", "unit", "limits", "dataset", "numerator", "denominator"]
)
def test_a_missing_field_is_named(raw, shops, field):
    with pytest.raises(Unclear, match=f"indicator net: {field} is missing: write"):
        parse({**raw, field: " "}, {"shops": shops})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"dataset": "sales"}, "dataset 'sales' is unknown; there are shops"),
        ({"numerator": "amount * 2"}, "numerator 'amount \\* 2' is not columns joined by"),
        ({"numerator": "amount; DROP TABLE shop"}, "is not columns joined by"),
        ({"denominator": "customers"}, "denominator 'customers' is no column of shops: amount, refund"),
        ({"kind": "ratio"}, "kind is 'ratio'; choose proportion or change or mean"),
        ({"direction": None}, "direction is None; choose up or down"),
        ({"decimals": -1}, "decimals is a whole number"),
        ({"groupings": []}, "groupings is missing: choose from"),
        ({"groupings": ["sex"]}, "groupings 'sex' is unknown; shops has"),
        ({"colour": "red"}, "colour is not a field; the fields are"),
        ({"code": "Pass Rate"}, "code a short name in lower case"),
        ({"filter": [{"column": "paid"}]}, "filter each entry has column, is and value"),
        ({"filter": [{"column": "paid", "is": "==", "value": 1}]}, "filter '==' is unknown; there are equal"),
        ({"filter": [{"column": "late", "is": "equal", "value": 1}]}, "filter 'late' is no column"),
        ({"filter": [{"column": "paid", "is": "equal", "value": "1"}]}, "the value is a whole number"),
        ({"filter": [{"column": "paid", "is": "equal", "value": True}]}, "the value is a whole number"),
    ],
)
def test_what_is_unclear_is_refused_with_the_cure(raw, shops, changed, message):
    with pytest.raises(Unclear, match=message):
        parse({**raw, **changed}, {"shops": shops})


def test_the_hash_is_of_the_content(raw, shops):
    one = parse(raw, {"shops": shops})
    same = parse(dict(reversed(raw.items())), {"shops": shops})
    other = parse({**raw, "numerator": "amount"}, {"shops": shops})
    assert one.hash == same.hash != other.hash
