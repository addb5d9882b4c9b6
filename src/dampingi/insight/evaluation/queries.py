"""What the pages, the report and the next step read. An actor sees what their reach covers, and nothing of others' ratings early."""

import hashlib
import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import (
    Computation,
    Evaluation,
    EvidenceFreeze,
    FrozenEvidence,
    Objection,
    RaterAssignment,
    Rating,
    Result,
    Subject,
    TeamResult,
)


def evaluations(actor: Actor):
    found = Evaluation.objects.for_actor(actor, Permission.VIEW_EVALUATION)
    return found.select_related("programme", "instrument", "freeze", "closure", "computation")


def evaluation(actor: Actor, id: uuid.UUID) -> Evaluation:
    found = evaluations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Penilaian itu tidak ada, atau bukan bagian Anda."), status=404)
    return found


def sees_all(actor: Actor, evaluation: Evaluation) -> bool:
    return actor.may(Permission.VIEW_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)


def subjects(actor: Actor, evaluation: Evaluation):
    """Mentors of the evaluation the actor may read about: all, those one rates, or oneself."""
    found = Subject.objects.filter(evaluation=evaluation).select_related("mentor").order_by("region", "name")
    if sees_all(actor, evaluation):
        return found
    rated = RaterAssignment.objects.filter(rater=actor.user_id, conflict="").values("subject")
    return (found.filter(mentor__user=actor.user_id) | found.filter(id__in=rated)).distinct()


def subject(actor: Actor, evaluation: Evaluation, id: uuid.UUID) -> Subject:
    found = subjects(actor, evaluation).filter(id=id).first()
    if found is None:
        raise Refused(_("Hasil itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


def results(actor: Actor, evaluation: Evaluation):
    found = Result.objects.filter(subject__in=subjects(actor, evaluation)).select_related("subject__mentor")
    return found.order_by("subject__region", "subject__name")


def result(subject: Subject) -> Result | None:
    return Result.objects.filter(subject=subject).select_related("computation").first()


def team_results(evaluation: Evaluation):
    return TeamResult.objects.filter(computation__evaluation=evaluation).order_by("region")


def computation(evaluation: Evaluation) -> Computation | None:
    return Computation.objects.filter(evaluation=evaluation).first()


def objection(subject: Subject) -> Objection | None:
    return Objection.objects.filter(subject=subject).first()


def targets_frozen(evaluation: Evaluation) -> tuple[int, list[Subject]]:
    """How many mentors have signed targets among the frozen evidence, and who has none. Of an evaluation frozen before targets were, nobody."""
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=FrozenEvidence.Kind.TARGET)
    signed = set(rows.values_list("key", flat=True))
    subjects = list(Subject.objects.filter(evaluation=evaluation).order_by("region", "name"))
    return len(signed), [s for s in subjects if str(s.mentor_id) not in signed]


def own_subject(actor: Actor, evaluation: Evaluation) -> Subject | None:
    """The actor as one who is evaluated."""
    if actor.user_id is None:
        return None
    return Subject.objects.filter(evaluation=evaluation, mentor__user=actor.user_id).first()


def own_assignments(actor: Actor, evaluation: Evaluation):
    """The mentors a rater is asked to rate, those with a conflict of interest included."""
    found = RaterAssignment.objects.filter(subject__evaluation=evaluation, rater=actor.user_id)
    return found.select_related("subject__mentor").order_by("subject__region", "subject__name")


def own_ratings(actor: Actor, evaluation: Evaluation) -> dict[uuid.UUID, dict[str, Rating]]:
    """subject -> criterion -> the actor's own current rating."""
    told: dict[uuid.UUID, dict[str, Rating]] = {}
    mine = Rating.objects.filter(assignment__in=own_assignments(actor, evaluation), replaced_at=None)
    for rating in mine.select_related("assignment"):
        told.setdefault(rating.assignment.subject_id, {})[rating.criterion] = rating
    return told


def current_ratings(evaluation: Evaluation) -> list[tuple[str, str, str, int, int]]:
    """(rater, mentor, criterion, level, version), in a fixed order. For the computation and its hash only."""
    found = Rating.objects.filter(assignment__subject__evaluation=evaluation, replaced_at=None)
    rows = found.values_list(
        "assignment__rater", "assignment__subject__mentor", "criterion", "level", "version"
    )
    return sorted((str(r), str(m), c, level, v) for r, m, c, level, v in rows)


def frozen_rows(freeze: EvidenceFreeze) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """(kind, key, body) and (kind, key, sha256 of the body as it now stands), in the freeze's order."""
    found = sorted(freeze.rows.values_list("kind", "key", "body"))  # type: ignore[attr-defined]
    hashes = [(kind, key, hashlib.sha256(body.encode()).hexdigest()) for kind, key, body in found]
    return found, hashes


def rating_progress(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Per rater: how many of their mentors they have rated; no levels."""
    told: dict[uuid.UUID, dict[str, Any]] = {}
    asked = RaterAssignment.objects.filter(subject__evaluation=evaluation).select_related("rater")
    rated = set(
        Rating.objects.filter(assignment__in=asked, replaced_at=None).values_list("assignment", flat=True)
    )
    for a in asked.order_by("rater__name"):
        row = told.setdefault(
            a.rater_id, {"rater": a.rater.name, "asked": 0, "rated": 0, "conflicts": 0, "declared": True}
        )
        row["conflicts" if a.conflict else "asked"] += 1
        row["rated"] += a.id in rated and not a.conflict
        row["declared"] = row["declared"] and a.declared_at is not None
    return list(told.values())
