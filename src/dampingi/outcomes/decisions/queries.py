"""What is being decided, what waits for whom, and what may be read. Mentors read only what is signed, and only their own."""

import uuid
from collections import Counter

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment, Result, Subject
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.papers.models import Paper


def seen(actor: Actor):
    """Determinations the actor may read as a whole; a mentor reads their own decision instead."""
    ids = [d.id for d in _reached(actor) if sees_all(actor, d) or rates(actor, d)]
    return _reached(actor).filter(id__in=ids)


def determination(actor: Actor, id: uuid.UUID) -> Determination:
    found = _reached(actor).filter(id=id).first()
    if found is None or not (sees_all(actor, found) or rates(actor, found)):
        raise Refused(_("Penetapan itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


def _reached(actor: Actor):
    """By seeing evaluations there, or by signing for the authority."""
    rows = Determination.objects.for_actor(actor, Permission.VIEW_EVALUATION)
    if actor.holds(Permission.SIGN_DECREES):
        rows = rows | Determination.objects.for_actor(actor, Permission.SIGN_DECREES)
    return rows.distinct().select_related("evaluation__instrument", "programme", "computation", "corrects")


def sees_all(actor: Actor, found: Determination) -> bool:
    may = Permission.VIEW_EVALUATION
    return actor.may(may, region=found.region, programme=found.programme_id) or (
        actor.may(Permission.SIGN_DECREES, region=found.authority, programme=found.programme_id)
    )


def rates(actor: Actor, found: Determination) -> bool:
    return actor.user_id is not None and _raters(found).filter(rater=actor.user_id).exists()


def raters(found: Determination) -> list[User]:
    """Who rated in the evaluation, by name. Someone with a conflict towards every mentor rated nobody."""
    ids = _raters(found).filter(ratings__isnull=False).values("rater")
    return list(User.objects.filter(id__in=ids).order_by("name"))


def _raters(found: Determination):
    return RaterAssignment.objects.filter(subject__evaluation=found.evaluation_id)


def of_evaluation(evaluation: Evaluation) -> Determination | None:
    """The newest, signed or not."""
    found = Determination.objects.unscoped("of an evaluation in reach").filter(evaluation=evaluation)
    return found.order_by("-number").first()


def current(found: Determination):
    """The decisions that stand."""
    rows = Decision.objects.filter(determination=found, replaced_at=None)
    return rows.select_related("subject__mentor", "result").order_by("subject__region", "subject__name")


def results_of(found: Determination):
    """Everyone there is a result of, with their mentor."""
    rows = Result.objects.filter(computation=found.computation_id)
    return rows.select_related("subject__mentor").order_by("subject__region", "subject__name")


def missing(found: Determination) -> list[Subject]:
    """Mentors nothing was proposed for yet. A correction is only of those it names."""
    if found.corrects_id:
        return []
    decided = current(found).values_list("subject", flat=True)
    rows = Subject.objects.filter(evaluation=found.evaluation_id).exclude(id__in=list(decided))
    return list(rows.order_by("region", "name"))


def counts(found: Determination) -> Counter[str]:
    return Counter(current(found).values_list("key", flat=True))


def not_approved(found: Determination) -> int:
    return current(found).filter(approved_at=None).count()


def unsigned(found: Determination) -> list[User]:
    """Members of the panel whose signature, or the note why not, is still awaited."""
    done = set(found.signatures.values_list("rater", flat=True))  # type: ignore[attr-defined]
    return [user for user in raters(found) if user.id not in done]


def own_decision(actor: Actor, subject: uuid.UUID) -> Decision | None:
    """A mentor's own signed decision, the newest."""
    found = Decision.objects.filter(
        subject=subject, subject__mentor__user=actor.user_id, replaced_at=None, determination__signed_at__isnull=False
    )  # fmt: skip
    return found.select_related("determination").order_by("-determination__number").first()


def quota(found: Determination) -> int | None:
    rules = found.evaluation.instrument.body["rules"]
    value = rules.get("decisions", {}).get("honour", {}).get("quota")
    return int(value) if value is not None else None


def signed_decision(actor: Actor, subject: uuid.UUID) -> Decision | None:
    """Of a mentor, for whoever sees the whole determination."""
    found = (
        Decision.objects.filter(subject=subject, replaced_at=None, determination__signed_at__isnull=False)
        .select_related("determination")
        .order_by("-determination__number")
        .first()
    )
    return found if found and sees_all(actor, found.determination) else None


def paper(kind: str, subject: uuid.UUID) -> Paper | None:
    return Paper.objects.unscoped("of a determination in reach").filter(kind=kind, subject=subject).first()
