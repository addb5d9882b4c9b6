"""The computation itself, from stored rows only: what `compute` stores and `recompute` compares."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.appraisal import EDITION
from dampingi.foundation.canonical import digest, digest_rows
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.appraising import Frozen, appraise, as_json, content_digest, seed_of
from dampingi.insight.evaluation.models import Evaluation, EvidenceFreeze, RatingsClosure
from dampingi.insight.evaluation.queries import current_ratings, frozen_rows


@dataclass(frozen=True)
class Computed:
    """`summary` without the units; `mentors` and `teams` as stored in results; `digest` over all three."""

    inputs: dict[str, Any]
    seed: int
    summary: dict[str, Any]
    mentors: list[dict[str, Any]]
    teams: list[dict[str, Any]]
    digest: str


def computed(evaluation: Evaluation) -> Computed:
    """Raises Refused where a step is missing, or where a stored row no longer matches its hash."""
    instrument, rows = evaluation.instrument, _checked_evidence(evaluation)
    rated = _checked_ratings(evaluation)
    body = {k: v for k, v in instrument.body.items() if k != "version"}
    if digest(body) != instrument.hash:
        raise Refused(_("Instrumen ini berbeda dari yang dikunci. Laporkan kepada Inspektorat."))
    freeze, closure = evaluation.freeze, evaluation.closure  # type: ignore[attr-defined]
    content = content_digest(rows)
    inputs = {
        "instrument": instrument.hash,
        "evidence": freeze.digest,
        "evidence_content": content,
        "ratings": closure.digest,
        "engine": EDITION,
    }
    seed = seed_of(instrument.hash, content, closure.digest)
    summary = as_json(appraise(instrument.body, rows, [r[:4] for r in rated], seed=seed))
    mentors, teams = summary.pop("mentors"), summary.pop("teams")
    return Computed(inputs, seed, summary, mentors, teams, digest([summary, mentors, teams]))


def _checked_evidence(evaluation: Evaluation) -> Frozen:
    freeze = EvidenceFreeze.objects.filter(evaluation=evaluation).first()
    if freeze is None:
        raise Refused(_("Buktinya belum dibekukan. Bekukan bukti dahulu."))
    rows, hashes = frozen_rows(freeze)
    if digest_rows(hashes) != freeze.digest:
        raise Refused(_("Bukti beku ini sudah berubah sejak dibekukan. Laporkan kepada Inspektorat."))
    return rows


def _checked_ratings(evaluation: Evaluation) -> list[tuple[str, str, str, int, int]]:
    closure = RatingsClosure.objects.filter(evaluation=evaluation).first()
    if closure is None:
        raise Refused(_("Penilaian oleh tim belum ditutup. Tutup dahulu, baru menghitung."))
    rated = current_ratings(evaluation)
    if digest_rows(rated) != closure.digest:
        raise Refused(_("Nilai tim penilai sudah berubah sejak ditutup. Laporkan kepada Inspektorat."))
    return rated
