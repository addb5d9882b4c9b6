"""What a report says follows from the figures, and every figure can be traced."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from dampingi.engines.appraisal import Stratum, headline
from dampingi.engines.indicators import Figure
from dampingi.engines.targets import Forecast, standing
from dampingi.outcomes.reports.composing import compose
from dampingi.outcomes.reports.ledger import Ledger, digits
from dampingi.outcomes.reports.words import ahead
from tests.outcomes.reports.material import made, paths, values


def ledger_of(told) -> Ledger:
    return Ledger.from_json(told["figures"])


def numbers_in(told) -> set[int]:
    """Every figure a section refers to."""
    found: set[int] = set()

    def walk(value, key=""):
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key in REFERENCES and isinstance(value, int):
            found.add(value)

    walk({k: v for k, v in told.items() if k not in ("figures", "definitions")})
    return found


REFERENCES = {
    "figure",
    "figures",
    "recorded",
    "checked",
    "corrected",
    "error",
    "cards",
    "done",
    "late",
    "open",
    "share",
}


def test_figures_are_numbered_in_order_and_each_is_used(data):
    assert [f["no"] for f in data["figures"]] == list(range(1, len(data["figures"]) + 1))
    assert numbers_in(data) == {f["no"] for f in data["figures"]}


def test_a_figure_is_its_numerator_over_its_denominator(data):
    divided = [f for f in ledger_of(data).figures if f.denominator]
    assert len(divided) > 100
    for f in divided:
        assert f.value == digits(Decimal(f.numerator) / Decimal(f.denominator))


def test_every_figure_says_where_it_is_from(data):
    known = {d["code"] for d in data["definitions"]}
    for f in ledger_of(data).figures:
        assert f.source
        assert not f.indicator or f.indicator in known
        assert len(f.grouping) == len(f.group)


def test_the_headline_stands_beside_its_error(data):
    figures, told = ledger_of(data), data["headline"]
    corrected = figures[told["corrected"]]
    assert float(corrected.low) < float(corrected.value) < float(corrected.high)
    assert figures[told["error"]].value is not None
    assert "angka yang terkoreksi ialah" in data["summary"][0]


def test_without_reverification_no_error_is_invented():
    material = dataclasses.replace(made(), headline=headline(Stratum(1561, 0, 0), Stratum(553, 0, 0)))
    told = compose(material)
    assert told["headline"]["corrected"] is None
    assert "Pemeriksaan ulang belum cukup" in told["summary"][0]


def test_without_targets_nothing_is_late():
    told = compose(made(targets=False))
    assert told["slips"] == []
    assert {f.state for f in ledger_of(told).figures} == {""}
    assert "Target belum ditetapkan" in told["summary"][1]
    assert not any(r["code"] in ("attendance", "visits", "registers") for r in told["recommendations"])


def test_a_recommendation_follows_from_its_rule_and_shows_its_figures(data):
    figures = ledger_of(data)
    assert data["recommendations"]
    for told in data["recommendations"]:
        assert told["rule"]
        assert told["figures"]
        assert "{" not in told["text"] + told["title"] + told["brief"]
        assert all(figures[no] for no in told["figures"])


def test_reached_targets_ask_for_nothing():
    material = made()
    reached = paths(dict.fromkeys(material.targets, Decimal("0.01")))
    recorded = material.whole.of("pass_rate")
    right = headline(
        Stratum(recorded.numerator, 50, 50), Stratum(recorded.denominator - recorded.numerator, 50, 0)
    )
    told = compose(dataclasses.replace(material, paths=reached, headline=right))
    codes = {r["code"] for r in told["recommendations"]}
    assert not codes & {"attendance", "visits", "registers", "licences", "sales", "reporting", "verification"}


def test_names_only_who_surely_belongs_to_the_best(data):
    named = {r["name"] for r in data["appreciation"]["rows"]}
    assert named == {"Tim Cinere", "Tim Tapos"}


def test_names_nobody_where_it_would_be_a_lottery():
    material = made()
    unsure = [dataclasses.replace(t, top_chance=0.4) for t in material.evaluated.teams]
    told = compose(
        dataclasses.replace(material, evaluated=dataclasses.replace(material.evaluated, teams=unsure))
    )
    assert told["appreciation"]["rows"] == []
    assert "mengundi" in told["appreciation"]["lead"]


def test_a_mentor_without_enough_evidence_has_no_score(data):
    figures = ledger_of(data)
    rows = [r for g in data["mentors"]["groups"] for r in g["rows"]]
    lacking = [r for r in rows if r["band"] == "belum cukup bukti"]
    assert lacking
    assert all(figures[r["figure"]].value is None for r in lacking)


def test_mentors_are_listed_by_place_never_by_score(data):
    figures = ledger_of(data)
    for group in data["mentors"]["groups"]:
        scores = [float(figures[r["figure"]].value or 0) for r in group["rows"]]
        assert scores != sorted(scores, reverse=True)
        assert [r["region"] for r in group["rows"]] == sorted(r["region"] for r in group["rows"])


def test_without_an_evaluation_the_report_says_so():
    told = compose(made(evaluated=False))
    assert told["mentors"]["ready"] is False
    assert told["appreciation"]["rows"] == []


def test_an_empty_programme_makes_a_report_too():
    material = made(evaluated=False, targets=False)
    nothing = {code: {} for code in material.whole.figures}
    empty = {
        name: dataclasses.replace(getattr(material, name), figures=nothing)
        for name in (
            "whole", "by_part", "by_stage", "by_part_stage", "by_month", "constraints", "village_constraints", "village_enrolled"
        )
    }  # fmt: skip
    told = compose(
        dataclasses.replace(material, **empty, headline=headline(Stratum(0, 0, 0), Stratum(0, 0, 0)))
    )
    assert told["constraints"]["common"] == []
    assert told["stages"]["rows"] == []


def test_stage_parts_add_up_to_all_that_were_due(data):
    material, figures = made(), ledger_of(data)
    for row in data["stages"]["rows"]:
        parts = [int(figures[row[k]].value) for k in ("done", "late", "open")]
        assert sum(parts) == material.by_stage.of("stage_completion", row["code"]).denominator


def test_numbers_are_written_the_same_everywhere():
    assert [digits(v) for v in (0.1 + 0.2, 1 / 3, -0.0000001, 5, Decimal("2.50"), None)] == [
        "0.3",
        "0.333333",
        "0",
        "5",
        "2.5",
        None,
    ]


def test_the_material_is_drawn_from_its_seed():
    import random

    one, two = (values(random.Random(3), ("kecamatan",), [("a",)], people=(1, 9)) for _ in range(2))
    assert one.figures == two.figures


def test_it_is_judged_by_the_way_and_keeps_it(data):
    """The day of the report is nine days before the end: of what stands 97% is due, of what happens all."""
    material = made()
    figures = ledger_of(data)
    share = Decimal((datetime.date(2026, 11, 21) - datetime.date(2026, 2, 1)).days + 1) / 303
    passed = figures[data["headline"]["recorded"]]
    assert passed.course == "linear"
    assert Decimal(passed.expected) == round(Decimal("0.8") * share, 6)
    assert Decimal(passed.target) == Decimal("0.8")
    for code in ("pass_rate", "participation", "turnover_change"):
        for f in (
            f
            for f in figures.figures
            if f.indicator == code and f.kind != "count" and f.grouping != ("month",)
        ):
            value = Decimal(f.numerator) / f.denominator if f.denominator else None
            assert f.state == standing(material.paths[code], value, material.as_of).verdict, f.name


def test_the_same_value_is_on_its_way_in_march_and_behind_in_november(data):
    material = made()
    whole = dataclasses.replace(
        material.whole, figures=material.whole.figures | {"pass_rate": {(): Figure(300, 1000)}}
    )
    spring = dataclasses.replace(material, whole=whole, as_of=datetime.date(2026, 3, 31))
    told, late = compose(spring), compose(dataclasses.replace(material, whole=whole))
    state = [ledger_of(d)[d["headline"]["recorded"]].state for d in (told, late)]
    assert state == ["good", "late"]
    assert any("seharusnya" in slip["title"] and "target 80,0%" in slip["title"] for slip in late["slips"])
    assert "sesuai jalan menuju target" in late["summary"][1]


def test_a_month_of_the_line_is_judged_by_its_own_end():
    material = made()
    ends = paths({"participation": Decimal("0.8")})["participation"]
    line = dataclasses.replace(ends, course="linear")
    told = compose(dataclasses.replace(material, paths=material.paths | {"participation": line}))
    first = ledger_of(told)[told["trend"]["points"][0]["figure"]]
    assert float(first.expected) == pytest.approx(0.8 * 28 / 303, abs=1e-6)


def test_where_it_goes_is_kept_with_its_interval_for_the_whole_region_only(data):
    material = dataclasses.replace(made(), forecasts={"pass_rate": Forecast(0.82, 0.79, 0.85, 8)})
    told = compose(material)
    figures = ledger_of(told)
    assert ahead(figures[told["headline"]["recorded"]]) == "82,0% (79,0–85,0%)"
    assert {f.region for f in figures.figures if f.forecast} == {material.region.code}
    assert not any(f.forecast for f in ledger_of(data).figures)
