"""Instruments as content: read strictly, turned into what the engine takes."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import gettext as _

from dampingi.engines import appraisal
from dampingi.foundation.errors import Refused

PARTS = ("code", "level", "version", "name", "why", "dimensions", "criteria", "covariates", "bands", "rules")


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """level -> definition, as shipped. Raises Refused for one that cannot be computed: it stops the start, not a page."""
    folder = resources.files("dampingi") / "definitions" / "instruments"
    read = [yaml.safe_load(f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".yaml")]
    for body in read:
        engine_instrument(body)
    return {body["level"]: body for body in read}


def engine_instrument(body: Mapping[str, Any]) -> appraisal.Instrument:
    """The engine's instrument. Raises Refused saying what is wrong with the definition."""
    missing = [p for p in PARTS if p not in body]
    if missing:
        raise Refused(_("Instrumen tidak lengkap: bagian %(part)s belum ada.") % {"part": missing[0]})
    rules = {k: v for k, v in body["rules"].items() if k not in ("objection_days", "decisions")}
    try:
        rules["decisions"] = _decisions(body["rules"].get("decisions", {}))
        return appraisal.Instrument(
            tuple(_criterion(c) for c in body["criteria"]),
            appraisal.Rules(tuple(appraisal.Band(b["key"], b["lower"]) for b in body["bands"]), **rules),
            tuple(c["key"] for c in body["covariates"]),
        )
    except (appraisal.Unusable, KeyError, TypeError) as fault:
        raise Refused(_("Instrumen tidak dapat dipakai: %(fault)s.") % {"fault": fault}) from fault


def _decisions(told: Mapping[str, Any]) -> appraisal.Decisions:
    """{"honour": {"lower", "probability", "quota"}, "coach": {"upper", "probability"}, "replace": ...}; what is left out is the engine's usual."""
    limits = {
        key: appraisal.Limit(row["lower" if key == "honour" else "upper"], row["probability"])
        for key, row in told.items()
    }
    return appraisal.Decisions(**limits, quota=told.get("honour", {}).get("quota"))


def _criterion(c: Mapping[str, Any]) -> appraisal.Criterion:
    if c["method"] == "panel" and len(c["levels"]) != c["target"] - c["floor"] + 1:
        raise appraisal.Unusable(f"criterion {c['key']} describes {len(c['levels'])} levels")
    chosen = ("key", "dimension", "method", "weight", "target", "floor", "missing", "least")
    return appraisal.Criterion(**{k: c[k] for k in chosen if k in c})


def panel_criteria(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the panel rates, each with its levels: [(number, description)]."""
    return [
        c | {"scale": list(enumerate(c["levels"], int(c["floor"])))}
        for c in body["criteria"]
        if c["method"] == "panel"
    ]


def named(body: Mapping[str, Any], part: str) -> dict[str, str]:
    """key -> name of the dimensions, criteria, covariates or bands."""
    return {row["key"]: row["name"] for row in body[part]}
