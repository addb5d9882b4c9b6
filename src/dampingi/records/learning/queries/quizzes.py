"""Whose test is open, and whose answers the actor may enter."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.programmes.models import Enrolment
from dampingi.records.quizzes.held import Held
from dampingi.records.quizzes.models import Opening, Side
from dampingi.records.quizzes.queries import answered, open_now
from dampingi.records.quizzes.results import WORDS

MODULE, TRAINING = "module", "training"
MAY_ENTER = (Permission.MANAGE_INTAKE, Permission.RECORD_VISITS)


def held_of(training: Training) -> Held:
    return Held(TRAINING, training.id, training.region, training.programme_id, ("training", training.id))


def present(actor: Actor, training: Training) -> dict[uuid.UUID, str]:
    """attendance -> name of those in reach who came."""
    found: dict[uuid.UUID, str] = {}
    for permission in MAY_ENTER:
        rows = Attendance.objects.for_actor(actor, permission).filter(training=training, present=True)
        found |= dict(rows.values_list("id", "enrolment__person__name"))
    return found


def reached_attendance(actor: Actor, id: uuid.UUID) -> Attendance:
    for permission in MAY_ENTER:
        rows = Attendance.objects.for_actor(actor, permission).filter(id=id)
        found = rows.select_related("enrolment__person", "training__programme").first()
        if found:
            return found
    raise Refused(_("Peserta itu tidak ada di daftar hadir, atau di luar wilayah Anda."), status=404)


def own_attendance(actor: Actor, training: uuid.UUID) -> Attendance:
    rows = Attendance.objects.for_actor(actor, Permission.GIVE_VOICE).filter(training=training, present=True)
    found = rows.select_related("training__programme").first()
    if found is None:
        raise Refused(_("Tes ini bagi yang hadir. Pindai kode di layar, atau temui panitia."), status=404)
    return found


def to_answer(actor: Actor, enrolment: Enrolment) -> list[dict[str, Any]]:
    """The tests open now that the participant has not answered: {training, side, words}."""
    rows = Attendance.objects.for_actor(actor, Permission.GIVE_VOICE).filter(
        enrolment=enrolment, present=True, training__cancelled_at=None
    )
    mine = {a.training_id: a for a in rows.select_related("training")}
    opened = open_now(TRAINING, mine)
    done = answered(a.id for a in mine.values())
    return [_told(mine[o.event], o) for o in opened if _lacks(mine[o.event], o, done)]


def _lacks(row: Attendance, opening: Opening, done: set[tuple[uuid.UUID, str]]) -> bool:
    return (row.id, opening.side) not in done and getattr(row, opening.side) is None


def _told(row: Attendance, opening: Opening) -> dict[str, Any]:
    return {"training": row.training, "side": Side(opening.side).label, "words": WORDS[opening.side]}
