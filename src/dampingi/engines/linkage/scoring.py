"""Splink computes levels, weights and probabilities of the candidate pairs; here is how our comparisons are told to it."""

import logging
import re
from typing import TYPE_CHECKING, Any

import duckdb

from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN, Compared
from dampingi.engines.linkage.model import Model

if TYPE_CHECKING:
    from splink import SettingsCreator

logging.getLogger("splink").setLevel(logging.ERROR)


def score(
    db: duckdb.DuckDBPyConnection, model: Model, records: int, at_least: float | None, *, pairs: str = "pairs"
) -> str:
    """The name of a table with a row per pair of the table `pairs`: row_l, row_r, match_weight, match_probability, gamma_* and mw_*."""
    from splink import DuckDBAPI, Linker  # a second to import: not for everyone who only explains or prepares

    api = DuckDBAPI(db)
    linker = Linker(
        api.register("features"), _settings(model, records), log_level=None, validate_settings=False
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    predicted = linker.inference.predict(threshold_match_probability=at_least, warning_mode="never")
    return str(predicted.physical_name)


def _settings(model: Model, records: int) -> "SettingsCreator":
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        probability_two_random_records_match=model.prior(records),
        comparisons=[_told(compared, model, model.crowd(records)) for compared in COMPARISONS],
        blocking_rules_to_generate_predictions=[],
        retain_matching_columns=True,  # Splink keeps the levels only with the columns they were made from
        retain_intermediate_calculation_columns=True,
    )


def _told(compared: Compared, model: Model, crowd: float) -> dict[str, Any]:
    return {
        "output_column_name": compared.code,
        "comparison_levels": [_level(model, crowd, compared.code, *level) for level in compared.levels],
    }


def _level(model: Model, crowd: float, comparison: str, code: str, condition: str) -> dict[str, Any]:
    told: dict[str, Any] = {"sql_condition": _splinks(condition), "label_for_charts": code}
    if code == UNKNOWN:
        return told | {"is_null_level": True}
    weight = model.weight(comparison, code, crowd)
    # Splink knows a weight as log2 of a ratio of two probabilities: any two with this ratio say the same
    u = 1 / (1 + 2.0**weight)
    return told | {"m_probability": 1 - u if weight < 0 else u * 2.0**weight, "u_probability": u}


def _splinks(condition: str) -> str:
    """Splink writes `name_l` where we write `l.name`."""
    return re.sub(r"\b([lr])\.(\w+)", r"\2_\1", condition)


def gammas(compared: Compared) -> list[tuple[int, str]]:
    """Splink's number of each level, and our code."""
    known = [code for code, _ in compared.levels if code != UNKNOWN]
    return [(-1, UNKNOWN), *((len(known) - 1 - i, code) for i, code in enumerate(known))]
