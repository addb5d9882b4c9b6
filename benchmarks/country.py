"""A synthetic country in growing sizes, its figures against the truth on DuckDB and on Spark, and from their unit costs what a night of the country takes.

Four lakes of different numbers of files and rows tell what a question costs at all, for each file and for each row; a larger one, which had no part in
that, tells how good the prediction is (`measured_to_predicted`). `units` and what is simulated are then fitted on all of them; Spark's cost of a row shows in the large ones only. Quick: 800,000 businesses; whole: 1, 10 and 65 million, those for which half of the
free disk suffices. Spark is asked fewer indicators (`ON_SPARK`), on two workers of this machine, its start not counted; beside DuckDB's the same ones.
Seconds are of processors (`core_s`), of all processes, which other work does not stretch. `simulated` says what follows, and what is assumed for it.
"""

import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import _country_sizing as sizing
from benchmarks._apart import apart

FITTED = (("bali_100k", "51", 100_000), ("west_java_100k", "32", 100_000), ("west_java_400k", "32", 400_000), ("country_200k", "", 200_000))  # fmt: skip
LARGER = {
    True: (("country_800k", 800_000),),
    False: (("country_1m", 1_000_000), ("country_10m", 10_000_000), ("country_65m", 65_000_000)),
}
ON_SPARK = ("visits_per_participant", "weeks_with_sales", "participation", "exit_rate")
SPARK_AT_MOST = 10_000_000
SHARE = 0.12
"""Of the businesses that take part, as `dampingi country` has it."""
BYTES_A_BUSINESS = 160
"""Somewhat more than is measured, to know beforehand what fits on the disk."""


def run(*, quick: bool) -> dict[str, Any]:
    """equal, figures_compared; each size's rows and costs; measured_to_predicted; units; simulated."""
    sizes: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        for name, within, businesses in FITTED:
            sizes[name] = _lake(home, businesses, within)
        costs = {engine: _costs(sizes.values(), engine) for engine in ("duckdb", "spark")}
        for name, businesses in LARGER[quick]:
            if shutil.disk_usage(home).free / 2 > businesses * BYTES_A_BUSINESS:
                sizes[name] = _lake(home, businesses, "", spark=not quick and businesses <= SPARK_AT_MOST)
        published = apart("_country_here", f"{home}/office", "publish", f"{home}/office")
        known = {
            engine: _costs((each for each in sizes.values() if engine in each), engine) for engine in costs
        }
        units = _units(sizes, known, published)
        simulated = _simulated(units, home)
    return {
        "equal": not any(each["unlike"] for each in sizes.values()),
        "figures_compared": sum(each["figures_compared"] for each in sizes.values()),
        "largest_rows": max(each["rows"] for each in sizes.values()),
        "measured_to_predicted": {
            name: {e: _held_out(sizes[name][e], costs[e]) for e in costs if e in sizes[name]}
            for name, _businesses in LARGER[quick]
            if name in sizes
        },
        "sizes": {name: _told(each) for name, each in sizes.items()},
        "units": _said(units),
        "simulated": simulated,
    }


def _lake(home: str, businesses: int, within: str, *, spark: bool = True) -> dict[str, Any]:
    root = Path(home) / "lake"
    made = apart("_country_here", home, "make", root, businesses, within)
    found = {"duckdb": apart("_country_here", home, "ask", root, "duckdb")}
    if spark:
        found["spark"] = apart("_country_here", home, "ask", root, "spark", *ON_SPARK)
    shutil.rmtree(root)
    return made | found | {
        "figures_compared": sum(each["figures_compared"] for each in found.values()),
        "unlike": [f"{code} on {engine}" for engine, each in found.items() for code in each["unlike"]],
    }  # fmt: skip


def _costs(lakes: Any, engine: str) -> sizing.Costs:
    """From what a mean question cost in each."""
    asked = [lake[engine]["questions"] for lake in lakes]
    return sizing.fitted([tuple(statistics.mean(q[of] for q in each) for of in ("files", "rows", "core_s")) for each in asked])  # fmt: skip


def _held_out(asked: dict[str, Any], costs: sizing.Costs) -> float:
    expected = sum(sizing.predicted(costs, q["files"], q["rows"]) for q in asked["questions"])
    return round(sum(q["core_s"] for q in asked["questions"]) / expected, 2)


def _units(sizes: dict[str, Any], costs: dict[str, sizing.Costs], published: dict[str, Any]) -> sizing.Units:
    largest = max(sizes.values(), key=lambda each: each["rows"])
    questions = largest["duckdb"]["questions"]
    others = largest["rows"] - 2 * largest["businesses"] - largest["visits"]
    return sizing.Units(
        publish_row_s=1 / published["publish_rows_per_s"],
        row_bytes=largest["bytes"] / largest["rows"],
        rows_a_business=2,  # itself and its owner
        rows_a_participant=others / largest["participants"],
        visits_a_participant=largest["visits"] / largest["participants"],
        files_a_city=statistics.mean(q["files"] for q in questions) / largest["cities"],
        share_asked=statistics.mean(q["rows"] for q in questions) / largest["rows"],
        questions=costs,
    )


def _told(each: dict[str, Any]) -> dict[str, Any]:
    kept = {name: each[name] for name in ("cities", "businesses", "participants", "visits", "rows", "bytes")}
    kept["generator_rows_per_core_s"] = round(each["rows"] / each["core_s"])
    for engine in ("duckdb", "spark"):
        if engine in each:
            questions = each[engine]["questions"]
            kept[engine] = {
                "questions": len(questions),
                "mean_core_s": round(statistics.mean(q["core_s"] for q in questions), 2),
                "mean_s": round(statistics.mean(q["seconds"] for q in questions), 2),
                "peak_mb": each[engine]["peak_mb"],
            }
    if "spark" in each:
        both = {q["indicator"]: q["core_s"] for q in each["duckdb"]["questions"]}
        ratio = sum(q["core_s"] for q in each["spark"]["questions"]) / sum(both[code] for code in ON_SPARK)
        kept["spark_core_s_to_duckdb"] = round(ratio, 1)
    return kept


def _said(units: sizing.Units) -> dict[str, Any]:
    return {
        "publish_rows_per_s": round(1 / units.publish_row_s),
        "bytes_a_row": round(units.row_bytes, 1),
        "rows_a_participant_beside_visits": round(units.rows_a_participant, 1),
        "visits_a_participant": round(units.visits_a_participant, 1),
        "share_of_rows_a_question_reads": round(units.share_asked, 2),
        **{
            f"{engine}_core_s": {"a_question": round(fixed, 3), "a_file": round(a_file, 6), "a_million_rows": round(a_row * 1e6, 3)}
            for engine, (fixed, a_file, a_row) in units.questions.items()
        },
    }  # fmt: skip


def _simulated(units: sizing.Units, home: str) -> dict[str, Any]:
    def cities(businesses: int, within: str = "") -> Any:
        return np.array(apart("_country_here", home, "cities", businesses, within)["businesses"])

    return {
        "assumed": {
            "upload_mbit_s": sizing.UPLOAD_MBIT_S, "rupiah_a_core_hour": sizing.RUPIAH_A_CORE_HOUR,
            "rupiah_a_gb_month": sizing.RUPIAH_A_GB_MONTH, "questions_a_night": sizing.QUESTIONS_A_NIGHT, "share": SHARE,
        },
        "west_java_11m": sizing.night(cities(11_000_000, "32"), SHARE, units),
        "country_65m": sizing.night(cities(65_000_000), SHARE, units),
        "country_65m_all_with_1e9_visits": sizing.night(cities(65_000_000), 1.0, units, visits=1e9),
    }  # fmt: skip
