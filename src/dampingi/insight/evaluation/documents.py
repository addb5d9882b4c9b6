"""Which papers an evaluation asks for, of whom, and what was found."""

import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, inside
from dampingi.insight.evaluation.models import DocumentCheck, Evaluation
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.posts import CONSULTANT


def asked(evaluation: Evaluation) -> list[dict[str, Any]]:
    return [c for c in evaluation.instrument.body["criteria"] if "document" in c.get("source", {})]


def concerns(evaluation: Evaluation, *, level: str, region: str) -> bool:
    """Whether the evaluation is about mentors of that level and region. Consultants are evaluated centre by centre: those of a kabupaten's
    centre by the kabupaten, also where the province appointed them and decides."""
    inside_it = region == evaluation.region if level == CONSULTANT else contains(evaluation.region, region)
    return level == evaluation.level and inside_it


def mentors_of_level(evaluation: Evaluation) -> Any:
    """Every mentor the evaluation is about, also those who have left. The caller has checked the reach."""
    known = Mentor.objects.unscoped("of an evaluation whose reach is checked").filter(
        inside(evaluation.region), programme=evaluation.programme_id
    )
    ids = [
        m.id
        for m in known.only("id", "region", "field")
        if concerns(evaluation, level=m.level, region=m.region)
    ]
    return Mentor.objects.unscoped("of an evaluation whose reach is checked").filter(id__in=ids)


def with_progress(evaluation: Evaluation) -> Any:
    """Mentors with `looked`: how many of their papers were looked for."""
    now = Q(document_checks__evaluation=evaluation, document_checks__replaced_at=None)
    now &= Q(document_checks__criterion__in=[c["key"] for c in asked(evaluation)])
    return mentors_of_level(evaluation).annotate(looked=Count("document_checks", filter=now, distinct=True))


def unfinished(evaluation: Evaluation) -> int:
    """How many mentors still have papers nobody looked for."""
    number = len(asked(evaluation))
    return with_progress(evaluation).filter(looked__lt=number).count() if number else 0


def checks(evaluation: Evaluation, mentor: uuid.UUID | None = None) -> list[DocumentCheck]:
    found = DocumentCheck.objects.filter(evaluation=evaluation, replaced_at=None)
    return list(found.filter(mentor=mentor) if mentor else found)


def mentor_of(evaluation: Evaluation, id: uuid.UUID) -> Mentor:
    found = mentors_of_level(evaluation).filter(id=id).first()
    if found is None:
        raise Refused(_("Pendamping itu tidak dinilai dalam penilaian ini."), status=404)
    return found


def check_of(actor: Actor, evaluation: Evaluation, id: uuid.UUID) -> DocumentCheck:
    """For those who see all, and the mentor it is about."""
    found = DocumentCheck.objects.filter(evaluation=evaluation, id=id).select_related("mentor").first()
    scope = {"region": evaluation.region, "programme": evaluation.programme_id}
    own = found is not None and actor.user_id is not None and found.mentor.user_id == actor.user_id
    if found is None or not (own or actor.may(Permission.VIEW_EVALUATION, **scope)):
        raise Refused(_("Berkas itu tidak ada, atau bukan untuk Anda."), status=404)
    return found
