"""From frozen rows to the engine and back: the same rows always give the same digits."""

import dataclasses
import json
from collections import Counter
from typing import Any

from dampingi.engines import appraisal
from dampingi.foundation.canonical import canonical, digest
from dampingi.insight.evaluation.amending import Frozen, Rated
from dampingi.insight.evaluation.definitions import engine_instrument
from dampingi.insight.evaluation.models import FrozenEvidence

Kind = FrozenEvidence.Kind


def content_digest(rows: Frozen) -> str:
    """Over what the rows say, without pseudonyms: they hang on the installation's key, the results must not."""
    return digest(sorted(_said(row) for row in rows))


def seed_of(*hashes: str) -> int:
    """Below 2^63, so that it fits a column."""
    return int(digest(hashes)[:15], 16)


def appraise(body: dict[str, Any], rows: Frozen, rated: Rated, *, seed: int) -> appraisal.Appraisal:
    return appraisal.appraise(engine_instrument(body), _evidence(body, rows, rated), seed=seed)


def as_json(result: Any) -> Any:
    """A result as plain JSON values, the same after a round through the database."""
    return json.loads(canonical(dataclasses.asdict(result)))


def _said(row: tuple[str, str, str]) -> str:
    kind, key, body = row
    return f"{kind}:{key if kind == Kind.MENTOR else ''}:{body}"


def _evidence(instrument: dict[str, Any], rows: Frozen, rated: Rated) -> appraisal.Evidence:
    told = [(kind, key, json.loads(body)) for kind, key, body in sorted(rows, key=_said)]
    people = [(kind, body) for kind, _key, body in told if kind in (Kind.PARTICIPANT, Kind.VOICE)]
    return appraisal.Evidence(
        tuple(appraisal.Mentor(key, b["place"], b["team"]) for kind, key, b in told if kind == Kind.MENTOR),
        tuple(_participant(f"{kind}{n:07d}", body) for n, (kind, body) in enumerate(people)),
        tuple(
            appraisal.Count(b["mentor"], b["criterion"], b["done"], b["due"])
            for k, _key, b in told
            if k == Kind.COUNT
        ),
        tuple(
            appraisal.PanelRating(rater, mentor, criterion, level)
            for rater, mentor, criterion, level in rated
        ),
        _asked(instrument, told),
        tuple(
            appraisal.Earlier(b["mentor"], dimension, b["years"], figures["apart"], figures["se"])
            for kind, _key, b in told
            if kind == Kind.EARLIER
            for dimension, figures in b["dimensions"].items()
        ),
    )


def _asked(instrument: dict[str, Any], told: list[tuple[str, str, Any]]) -> tuple[appraisal.Asked, ...]:
    """Every participant a mentor accompanied could have raised their voice; none of the other sources has anyone who may keep silent."""
    accompanied = Counter(
        mentor
        for kind, _key, b in told
        if kind == Kind.PARTICIPANT
        for mentor, months in b["months"].items()
        if months
    )
    voices = {c["dimension"] for c in instrument["criteria"] if "voice" in c.get("source", {})}
    mentors = [key for kind, key, _b in told if kind == Kind.MENTOR]
    return tuple(appraisal.Asked(m, d, accompanied[m]) for d in sorted(voices) for m in mentors)


def _participant(key: str, body: dict[str, Any]) -> appraisal.Participant:
    return appraisal.Participant(
        key, tuple(body["months"].items()), tuple(body["covariates"].items()), tuple(body["values"].items())
    )
