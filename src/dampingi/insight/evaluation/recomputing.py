"""The computation itself, from what was locked, frozen and closed only: what `compute` stores and `recompute` compares."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.appraisal import EDITION, Unusable
from dampingi.foundation.canonical import digest, digest_rows
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.amending import (
    Amendment,
    Frozen,
    amended,
    amended_ratings,
    digest_of,
    sha256,
)
from dampingi.insight.evaluation.appraising import appraise, as_json, content_digest, seed_of
from dampingi.insight.evaluation.models import Evaluation, EvidenceFreeze, RatingsClosure
from dampingi.insight.evaluation.queries import EVERY, amendments_numbered, current_ratings, frozen_rows


@dataclass(frozen=True)
class Material:
    """All a computation needs: from a database, or from an exported file on another machine."""

    instrument: dict[str, Any]
    evidence: Frozen
    """(kind, key, canonical JSON), in the freeze's order"""
    ratings: list[tuple[str, str, str, int, int]]
    """(rater, mentor, criterion, level, version), in the closure's order"""
    amendments: list[tuple[int, Amendment]]
    """Each with the number of the computation that was objected to, in the order they apply"""


@dataclass(frozen=True)
class Computed:
    """`summary` without the units; `mentors` and `teams` as stored in results; `digest` over all three."""

    inputs: dict[str, Any]
    seed: int
    summary: dict[str, Any]
    mentors: list[dict[str, Any]]
    teams: list[dict[str, Any]]
    digest: str


def computed(evaluation: Evaluation, number: int = 1) -> Computed:
    """The computation of that number: 1 is of what was frozen, a later one has what objections to the earlier ones corrected.

    Raises Refused where a step is missing, or where a stored row no longer matches its hash.
    """
    return computed_from(material(evaluation), number)


def computed_from(told: Material, number: int) -> Computed:
    """A pure function of the material: equal material gives equal digits, whatever the machine or the order of rows."""
    hash = digest({k: v for k, v in told.instrument.items() if k != "version"})
    frozen, rated = sorted(told.evidence), sorted(told.ratings)
    content, ratings = content_digest(frozen), digest_rows(rated)
    inputs = {
        "instrument": hash,
        "evidence": digest_rows((kind, key, sha256(body)) for kind, key, body in frozen),
        "evidence_content": content,
        "ratings": ratings,
        "engine": EDITION,
    }
    corrected = [each for objected, each in told.amendments if objected < number]
    if corrected:
        inputs["corrections"] = digest_of(corrected)
    seed = seed_of(hash, content, ratings)
    levels = amended_ratings([row[:4] for row in rated], corrected)
    try:
        summary = as_json(appraise(told.instrument, amended(frozen, corrected), levels, seed=seed))
    except Unusable as fault:
        raise Refused(_("Bukti ini tidak dapat dihitung: %(fault)s.") % {"fault": fault}) from fault
    mentors, teams = summary.pop("mentors"), summary.pop("teams")
    return Computed(inputs, seed, summary, mentors, teams, digest([summary, mentors, teams]))


def material(evaluation: Evaluation) -> Material:
    """From the database, each part against the hash it was kept with."""
    instrument, evidence = evaluation.instrument, _checked_evidence(evaluation)
    ratings = _checked_ratings(evaluation)
    if digest({k: v for k, v in instrument.body.items() if k != "version"}) != instrument.hash:
        raise Refused(_("Instrumen ini berbeda dari yang dikunci. Laporkan kepada Inspektorat."))
    return Material(instrument.body, evidence, ratings, amendments_numbered(evaluation, EVERY))


def _checked_evidence(evaluation: Evaluation) -> Frozen:
    freeze = EvidenceFreeze.objects.filter(evaluation=evaluation).first()
    if freeze is None:
        raise Refused(_("Buktinya belum dibekukan. Bekukan bukti dahulu."))
    rows, hashes = frozen_rows(freeze)
    if digest_rows(hashes) != freeze.digest:
        raise Refused(
            _("Bukti beku ini sudah berubah sejak dibekukan (%(rows)s). Laporkan kepada Inspektorat.")
            % {"rows": _changed(freeze, hashes)}
        )
    return rows


def _changed(freeze: EvidenceFreeze, hashes: list[tuple[str, str, str]]) -> str:
    """Which rows: those whose text no longer has the hash kept beside it, or that some are gone or came anew."""
    kept = {(r.kind, r.key): r.sha256 for r in freeze.rows.all()}  # type: ignore[attr-defined]
    wrong = [f"{kind} {key}" for kind, key, found in hashes if kept.get((kind, key)) != found]
    if wrong:
        return ", ".join(wrong[:3]) + (", …" if len(wrong) > 3 else "")
    return _("%(now)s baris, semula %(before)s") % {
        "now": len(hashes),
        "before": sum(freeze.counts.values()),
    }


def _checked_ratings(evaluation: Evaluation) -> list[tuple[str, str, str, int, int]]:
    closure = RatingsClosure.objects.filter(evaluation=evaluation).first()
    if closure is None:
        raise Refused(_("Penilaian oleh tim belum ditutup. Tutup dahulu, baru menghitung."))
    rated = current_ratings(evaluation)
    if digest_rows(rated) != closure.digest:
        raise Refused(_("Nilai tim penilai sudah berubah sejak ditutup. Laporkan kepada Inspektorat."))
    return rated
