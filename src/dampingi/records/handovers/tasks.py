"""Handing over so many that a person should not wait for it: long work run by a worker."""

import datetime
import uuid
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.jobs.actions import advance, start
from dampingi.foundation.jobs.kinds import job
from dampingi.foundation.jobs.models import Job
from dampingi.records.handovers.actions import hand_over, undo_handover
from dampingi.records.handovers.intake import EVEN, Asked
from dampingi.records.handovers.models import Handover
from dampingi.records.handovers.selecting import Selection, agreed
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programme_by_code

HAND_OVER, UNDO = "hand_over", "undo_handover"


def ask_to_hand_over(by: Actor, programme: Programme, asked: Asked, chosen: str) -> Job:
    params = {
        "programme": programme.code, "chosen": chosen, "count": len(asked.enrolments), "id": str(asked.id),
        "receivers": [str(r) for r in asked.receivers], "on": asked.on.isoformat(), "why": asked.why,
        "note": asked.note, "way": asked.way, "seen": asked.seen,
    }  # fmt: skip
    url = reverse("handover", args=[asked.id])
    return start(by=by, kind=HAND_OVER, params=params, total=len(asked.enrolments), url=url)


def ask_to_undo(by: Actor, handover: Handover, reason: str, count: int) -> Job:
    params, url = {"id": str(handover.id), "reason": reason}, reverse("handover", args=[handover.id])
    return start(by=by, kind=UNDO, params=params, total=count, url=url)


@job(HAND_OVER, lazy("Menyerahkan dampingan"))
def _hand_over(work: Job) -> dict[str, Any]:
    """All or none, in one transaction: run again after a break it finds itself done, or does all of it."""
    told, by = work.params, _asker(work)
    programme, id = programme_by_code(told["programme"]), uuid.UUID(told["id"])
    ids = Selection(by, programme, QueryDict(told["chosen"])).ids()
    if not Handover.objects.unscoped("the job's own").filter(id=id).exists():
        agreed(told["count"], len(ids))
        advance(work, done=0, total=len(ids))
        receivers = tuple(uuid.UUID(r) for r in told["receivers"])
        on = datetime.date.fromisoformat(told["on"])
        asked = Asked(
            id,
            ids,
            receivers,
            on,
            told["why"],
            told["note"],
            way=told.get("way", EVEN),
            seen=told.get("seen", ""),
        )
        hand_over(by=by, programme=programme, asked=asked)
    return {"handover": str(id), "count": told["count"]}


@job(UNDO, lazy("Membatalkan serah terima"))
def _undo(work: Job) -> dict[str, Any]:
    id = uuid.UUID(work.params["id"])
    before = Handover.objects.unscoped("the job's own").filter(id=id, undo__isnull=False).exists()
    if not before:
        undo_handover(by=_asker(work), handover=id, reason=work.params["reason"])
    return {"handover": str(id)}


def _asker(work: Job) -> Actor:
    if work.by is None:
        return Actor.for_system("handover of many participants")
    return actor_of(User.objects.get(id=work.by), on=timezone.localdate())
