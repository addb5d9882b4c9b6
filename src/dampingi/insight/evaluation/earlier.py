"""Earlier evaluations of the same mentors, frozen as prior evidence where the locked instrument pools over years.

Only what can be compared counts: the same person, level and region, a time that ended before this one began, results that are settled,
and a dimension measured the same way (criteria, weights, floors and targets alike).
"""

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Result, Subject
from dampingi.insight.evaluation.queries import computation, evidence_about, unsettled

DAYS = 365.25
Body = Mapping[str, Any]


def earlier_rows(evaluation: Evaluation, mentors: Mapping[Any, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key, body) per mentor and earlier evaluation. `mentors`: user -> their mentor row's id in this evaluation."""
    rules = evaluation.instrument.body["rules"]
    for before in _comparable(evaluation, rules.get("pool_years", 0)):
        made = computation(before)
        assert made is not None
        rows = Result.objects.filter(computation=made, subject__mentor__user__in=list(mentors))
        told = {d["key"]: d for d in made.summary["dimensions"]}
        same = _measured_alike(evaluation.instrument.body, before.instrument.body)
        for found in rows.select_related("subject__mentor"):
            mentor = str(mentors[found.subject.mentor.user_id])
            parts = {
                p["key"]: figures
                for p in found.body["dimensions"]
                if p["key"] in same
                and (figures := _apart(p, told[p["key"]], before.instrument.body["rules"]))
            }
            if parts:
                yield f"{before.id}:{mentor}", {
                    "mentor": mentor, "evaluation": str(before.id), "digest": made.digest,
                    "ends_on": before.ends_on.isoformat(), "years": _years(evaluation, before), "dimensions": parts,
                }  # fmt: skip


def _comparable(evaluation: Evaluation, years: int) -> list[Evaluation]:
    if not years:
        return []
    found = (
        Evaluation.objects.unscoped("frozen beside the evidence of the same office")
        .filter(region=evaluation.region, level=evaluation.level, ends_on__lt=evaluation.starts_on)
        .select_related("instrument")
        .order_by("ends_on", "id")
    )
    return [e for e in found if _years(evaluation, e) <= years and not unsettled(e)]


def _years(now: Evaluation, before: Evaluation) -> int:
    return max(1, round((now.ends_on - before.ends_on).days / DAYS))


def _measured_alike(now: Body, before: Body) -> set[str]:
    rulers = [_rulers(body) for body in (now, before)]
    return {key for key, ruler in rulers[0].items() if rulers[1].get(key) == ruler}


def _rulers(body: Body) -> dict[str, list[tuple[Any, ...]]]:
    """dimension -> what its 0-100 means; things counted and papers belong to their own year and are left out."""
    told: dict[str, list[tuple[Any, ...]]] = {}
    for c in sorted(body["criteria"], key=lambda c: c["key"]):
        if c["method"] in ("participants", "panel"):
            told.setdefault(c["dimension"], []).append(
                (c["key"], c["target"], c.get("floor", 0), c["weight"], c.get("missing", "floor"))
            )
    return told


def _apart(part: Body, summary: Body, rules: Body) -> dict[str, float] | None:
    """By how much above that year's average for a like caseload, before shrinkage, and how sure."""
    known = [part["raw"], part["caseload"], summary["centre"], summary["noise_sd"]]
    if not part["evidence"] or None in known or not summary["noise_sd"]:
        return None
    asked = part.get("asked") or part["evidence"]
    silent = 1 - part["evidence"] / asked
    variance = summary["noise_sd"] ** 2 * (1 / part["evidence"] + (rules.get("nonresponse", 0) * silent) ** 2)
    return {
        "apart": round(part["raw"] + part["caseload"] - summary["centre"], 2),
        "se": round(variance**0.5, 4),
    }


def frozen_earlier(evaluation: Evaluation, subject: Subject) -> list[dict[str, Any]]:
    """What earlier evaluations count for this mentor, for the page: one row per evaluation and dimension."""
    weight = evaluation.instrument.body["rules"].get("pool_weight", 0)
    names = named(evaluation.instrument.body, "dimensions")
    rows = [json.loads(r.body) for r in evidence_about(evaluation, subject, FrozenEvidence.Kind.EARLIER)]
    then = {
        (str(s.evaluation_id)): s.id
        for s in Subject.objects.filter(
            evaluation__in=[r["evaluation"] for r in rows], mentor__user=subject.mentor.user_id
        )
    }
    return [
        {
            "ends_on": datetime.date.fromisoformat(row["ends_on"]),
            "evaluation": row["evaluation"],
            "subject": then.get(row["evaluation"]),
            "dimension": names[key],
            "apart": told["apart"],
            "weight": round(weight ** row["years"], 3),
        }
        for row in sorted(rows, key=lambda r: r["ends_on"], reverse=True)
        for key, told in row["dimensions"].items()
    ]
