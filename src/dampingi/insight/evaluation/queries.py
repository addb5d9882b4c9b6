"""What the pages, the report and the next step read. An actor sees what their reach covers, and nothing of others' ratings early."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day as written
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.amending import RATING, Amendment, rating_key
from dampingi.insight.evaluation.models import (
    Computation,
    Correction,
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
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.rosters import today_in

EVERY = 32_767
"""A number beyond all computations."""


def evaluations(actor: Actor):
    found = Evaluation.objects.for_actor(actor, Permission.VIEW_EVALUATION)
    return found.select_related("programme", "instrument", "lock", "freeze", "closure").prefetch_related(
        "computations"
    )


def evaluation(actor: Actor, id: uuid.UUID) -> Evaluation:
    found = evaluations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Penilaian itu tidak ada, atau bukan bagian Anda."), status=404)
    return found


def places_to_evaluate(actor: Actor, programmes: Sequence[Programme]) -> dict[str, str]:
    """code -> name, the widest first: what the actor looks after of those programmes, and the centres there whose consultants are evaluated
    apart."""
    may = Permission.MANAGE_EVALUATION
    own = {p.region for p in programmes if actor.may(may, region=p.region, programme=p.id)}
    own |= {r for r in actor.regions(may) for p in programmes if contains(p.region, r)}
    centres = Mentor.objects.for_actor(actor, may).filter(programme__in=programmes).exclude(field="")
    found = sorted(own | set(centres.values_list("region", flat=True)), key=lambda code: (depth(code), code))
    called = names(found)
    return {code: called.get(code, code) for code in found}


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


def results(actor: Actor, evaluation: Evaluation, made: Computation | None = None):
    """Of the newest computation, or of the one asked for."""
    found = Result.objects.filter(
        computation=made or computation(evaluation), subject__in=subjects(actor, evaluation)
    )
    return found.select_related("subject__mentor").order_by("subject__region", "subject__name")


def every_result(evaluation: Evaluation):
    """For whoever sees all."""
    return Result.objects.filter(computation=computation(evaluation))


def result(subject: Subject, made: Computation | None = None) -> Result | None:
    """A mentor's newest result, or theirs of one computation."""
    found = Result.objects.filter(subject=subject).select_related("computation")
    return (found.filter(computation=made) if made else found).order_by("-computation__number").first()


def team_results(evaluation: Evaluation):
    return TeamResult.objects.filter(computation=computation(evaluation)).order_by("region")


def computation(evaluation: Evaluation, number: int | None = None) -> Computation | None:
    """The newest, or the one of that number."""
    found = Computation.objects.filter(evaluation=evaluation)
    return (found.filter(number=number) if number else found).order_by("-number").first()


def targets_frozen(evaluation: Evaluation) -> tuple[int, list[Subject]]:
    """How many mentors have signed targets among the frozen evidence, and who has none. Of an evaluation frozen before targets were, nobody."""
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=FrozenEvidence.Kind.TARGET)
    signed = set(rows.values_list("key", flat=True))
    subjects = list(Subject.objects.filter(evaluation=evaluation).order_by("region", "name"))
    return len(signed), [s for s in subjects if str(s.mentor_id) not in signed]


def targets_changed(evaluation: Evaluation) -> list[Subject]:
    """Whose signed targets at the freeze are another edition than when the rules were locked: agreed by both, and told to readers."""
    held = getattr(evaluation, "lock", None)
    if held is None or held.targets is None:
        return []
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=FrozenEvidence.Kind.TARGET)
    then = {id: told["hash"] for id, told in held.targets.items() if told}
    changed = {
        key for key, body in rows.values_list("key", "body") if json.loads(body)["hash"] != then.get(key)
    }
    return [
        s
        for s in Subject.objects.filter(evaluation=evaluation).order_by("region", "name")
        if str(s.mentor_id) in changed
    ]


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


def amendments_numbered(evaluation: Evaluation, before: int) -> list[tuple[int, Amendment]]:
    """What objections to computations before that number corrected, in the order it applies, each with the number objected to."""
    found = Correction.objects.filter(
        objection__computation__evaluation=evaluation, objection__computation__number__lt=before
    ).select_related("objection__computation")
    return [
        (c.objection.computation.number, Amendment(c.kind, c.key, c.was, c.body))
        for c in found.order_by("number")
    ]


def concerns(subject: Subject, kind: str, key: str, body: str) -> bool:
    """Whether a frozen row, or a rating by its key, is about this mentor."""
    mentor = str(subject.mentor_id)
    if kind == RATING:
        return key.split(":")[1:2] == [mentor]
    told = json.loads(body)
    return mentor in (told.get("mentor"), *told.get("months", {}))


def counting_row(evaluation: Evaluation, subject: Subject, kind: str, key: str) -> str | None:
    """What counts of a row about this mentor after all corrections so far; None where there is none, or no more."""
    if kind == RATING:
        rows = {
            (RATING, rating_key(r, m, c)): str(level) for r, m, c, level, _v in current_ratings(evaluation)
        }
    else:
        found = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=kind, key=key)
        rows = {(row.kind, row.key): row.body for row in found}
    before = rows.get((kind, key))
    if before is None or not concerns(subject, kind, key, before):
        return None
    for _objected, each in amendments_numbered(evaluation, EVERY):
        if (each.kind, each.key) == (kind, key):
            before = each.body
    return before or None


def evidence_about(evaluation: Evaluation, subject: Subject, kind: str):
    """Frozen rows of a kind about this mentor. The mentor's id stands in the row's text and nowhere else."""
    found = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind=kind)
    return found.filter(body__contains=f'"{subject.mentor_id}"').order_by("key")


def objections(actor: Actor, evaluation: Evaluation):
    """To the results of mentors the actor may read about, save those a rater sees only to rate."""
    found = Objection.objects.filter(subject__evaluation=evaluation).select_related(
        "subject__mentor", "computation"
    )
    if not sees_all(actor, evaluation):
        found = found.filter(subject__mentor__user=actor.user_id)
    return found.order_by("-at")


def objection(actor: Actor, evaluation: Evaluation, id: uuid.UUID) -> Objection:
    found = objections(actor, evaluation).filter(id=id).first()
    if found is None:
        raise Refused(_("Sanggahan itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


def may_answer_of(actor: Actor, evaluation: Evaluation, subject: Subject) -> str:
    """Why this person may not answer objections of this mentor; "" where they may."""
    if subject.mentor.user_id == actor.user_id:
        return _("Tidak seorang pun menjawab sanggahannya sendiri.")
    made = computation(evaluation)
    closure = getattr(evaluation, "closure", None)
    if made and actor.label in (made.by, closure and closure.by):
        return _("Anda menutup penilaian atau menghitung hasilnya. Sanggahan dijawab orang lain.")
    rated = RaterAssignment.objects.filter(subject__evaluation=evaluation, rater=actor.user_id)
    if rated.exists():
        return _("Anda anggota tim penilai. Sanggahan dijawab orang lain.")
    return ""


def pending(evaluation: Evaluation):
    """Objections that wait for an answer."""
    return Objection.objects.filter(subject__evaluation=evaluation, answered_at=None, withdrawn_at=None)


def corrections_to_come(evaluation: Evaluation) -> int:
    """Corrections the newest computation does not have yet."""
    made = computation(evaluation)
    return Correction.objects.filter(objection__computation=made).count() if made else 0


def corrections_of(made: Computation) -> list[Correction]:
    """What answered objections to these results corrected, in the order it applies."""
    found = Correction.objects.filter(objection__computation=made).select_related("objection__subject")
    return list(found.order_by("number"))


def unsettled(evaluation: Evaluation) -> str:
    """Why the results may not be decided upon yet; "" once the window is over, everything is answered and computed."""
    return reasons([evaluation])[evaluation.id]


def reasons(found: Sequence[Evaluation]) -> dict[uuid.UUID, str]:
    """`unsettled` of each, asked once for all."""
    ids = [e.id for e in found]
    rows = Computation.objects.filter(evaluation__in=ids).order_by("number")
    newest = {made.evaluation_id: made for made in rows.only("evaluation", "objections_until")}
    open_now = Objection.objects.filter(
        subject__evaluation__in=ids, answered_at=None, withdrawn_at=None
    ).values_list("subject__evaluation", flat=True)
    waiting = Counter(open_now)
    corrections = Correction.objects.filter(objection__computation__in=newest.values())
    corrected = set(corrections.values_list("objection__computation", flat=True))
    return {e.id: _reason(e, newest.get(e.id), waiting[e.id], corrected) for e in found}


def _reason(evaluation: Evaluation, made: Computation | None, waiting: int, corrected: set[uuid.UUID]) -> str:
    if made is None:
        return _("Hasilnya belum dihitung.")
    if today_in(evaluation.region) <= made.objections_until:
        return _("Masa sanggah masih berjalan sampai %(day)s.") % {"day": written(made.objections_until)}
    if waiting:
        return ngettext("%(n)s sanggahan belum dijawab.", "%(n)s sanggahan belum dijawab.", waiting) % {
            "n": number(waiting)
        }
    if made.id in corrected:
        return _("Sanggahan yang diterima mengubah bukti; hitung ulang hasilnya dahulu.")
    return ""


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
