"""Changes of a definition as pure functions: each returns a new body and leaves the one it was given alone."""

from collections.abc import Iterable, Mapping
from typing import Any

Body = Mapping[str, Any]


def with_head(body: Body, name: str, why: str) -> dict[str, Any]:
    return {**body, "name": name, "why": why}


def put(body: Body, part: str, row: Mapping[str, Any], instead_of: str = "") -> dict[str, Any]:
    """The row in the place of the one with its key (or of `instead_of`), else at the end."""
    old, rows = instead_of or row["key"], body[part]
    if all(r["key"] != old for r in rows):
        return {**body, part: [*rows, dict(row)]}
    return {**body, part: [dict(row) if r["key"] == old else r for r in rows]}


def removed(body: Body, part: str, key: str) -> dict[str, Any]:
    return {**body, part: [r for r in body[part] if r["key"] != key]}


def moved(body: Body, part: str, key: str, step: int) -> dict[str, Any]:
    """One place up (-1) or down (1) among its own: a criterion among those of its dimension. At the end it stays."""
    rows = list(body[part])
    at = next((n for n, r in enumerate(rows) if r["key"] == key), None)
    if at is None:
        return dict(body)
    own = [n for n, r in enumerate(rows) if r.get("dimension") == rows[at].get("dimension")]
    to = own.index(at) + step
    if 0 <= to < len(own):
        rows[at], rows[own[to]] = rows[own[to]], rows[at]
    return {**body, part: rows}


def with_weights(body: Body, weights: Mapping[str, float]) -> dict[str, Any]:
    return {
        **body,
        "criteria": [c | {"weight": weights.get(c["key"], c["weight"])} for c in body["criteria"]],
    }


def with_covariates(body: Body, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {**body, "covariates": [dict(r) for r in rows]}


def with_rules(
    body: Body, rules: Mapping[str, Any], decisions: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """What is not named stays as it is (the number of draws, the level of the intervals)."""
    held = body["rules"].get("decisions", {})
    told = {**held, **{k: {**held.get(k, {}), **v} for k, v in decisions.items()}}
    return {**body, "rules": {**body["rules"], **rules, "decisions": told}}
