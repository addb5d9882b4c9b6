import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.learning.models import ASPECTS, Attendance, Heard, Opinion, Speaker, Training
from dampingi.records.learning.opinions import Told, closes_on, pooled, told
from dampingi.records.programmes.models import Enrolment


def speakers(actor: Actor) -> QuerySet:
    """Of the regions the actor has a part in, and those of the wider regions around them."""
    own = {s.region for s in actor.scopes(Permission.VIEW_PARTICIPANTS)}
    around = {ancestor(code, n) for code in own if code for n in range(1, depth(code) + 1)}
    reached = Speaker.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).values("pk")
    return Speaker.objects.unscoped("narrowed to the reach next").filter(
        Q(pk__in=reached) | Q(region__in=around)
    )


def speaker(actor: Actor, id: uuid.UUID) -> Speaker:
    found = speakers(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Narasumber itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def sessions_of(
    speakers: Sequence[uuid.UUID], *, today: datetime.date
) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """speaker -> [{training, told}] of sessions held, the latest first."""
    rows = Training.objects.unscoped("of speakers in reach").filter(
        spoken_by__in=list(speakers), cancelled_at=None, on__lte=today
    )
    found: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
    trainings = list(rows.order_by("-on", "title", "id"))
    opinions = told_of(trainings, today=today)
    for training in trainings:
        assert training.spoken_by_id is not None
        found[training.spoken_by_id].append({"training": training, "told": opinions[training.id]})
    return found


def told_of(trainings: Sequence[Training], *, today: datetime.date) -> dict[uuid.UUID, Told]:
    answers: dict[uuid.UUID, list[tuple[int, ...]]] = defaultdict(list)
    comments: dict[uuid.UUID, list[str]] = defaultdict(list)
    for training, comment, *points in Opinion.objects.filter(
        training__in=[t.id for t in trainings]
    ).values_list("training", "comment", *ASPECTS):
        answers[training].append(tuple(points))
        comments[training].append(comment)
    return {t.id: told(answers[t.id], comments[t.id], closed=today > closes_on(t.on)) for t in trainings}


def whole(sessions: Sequence[dict[str, Any]]) -> Told:
    return pooled([s["told"] for s in sessions])


def to_judge(actor: Actor, enrolment: Enrolment, *, today: datetime.date) -> list[Training]:
    """The sessions one attended in the last week and has not judged."""
    came = Attendance.objects.for_actor(actor, Permission.GIVE_VOICE).filter(
        enrolment=enrolment,
        present=True,
        training__on__gte=today - (closes_on(today) - today),
        training__on__lte=today,
    )
    given = Heard.objects.filter(enrolment=enrolment).values("training")
    rows = came.exclude(training__in=given).select_related("training").order_by("-training__on")
    return [a.training for a in rows if not a.training.cancelled_at]
