import datetime
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.intake import LONGEST
from dampingi.records.aspirations.models import Aspiration, State, Step
from dampingi.records.aspirations.queries.responsible import may_be_responsible

GIVEN = gettext_noop("Anda diminta menjawab sebuah aspirasi warga.")


@transaction.atomic
def take_up_aspiration(*, by: Actor, aspiration: uuid.UUID) -> Aspiration:
    """Somebody looks at it now."""
    row = held(by, aspiration)
    alone(row)
    if row.state != State.RECEIVED:
        raise Conflict(_("Aspirasi ini sudah dilihat. Muat ulang halamannya."))
    move(by, row, State.LOOKING)
    record(by, "take_up_aspiration", row)
    return row


@transaction.atomic
def give_aspiration(*, by: Actor, aspiration: uuid.UUID, to: uuid.UUID | None) -> Aspiration:
    """Say who answers it; None takes that back."""
    row = held(by, aspiration)
    if not by.may(Permission.ANSWER_ASPIRATIONS, region=row.region, programme=row.programme_id):
        raise Denied(_("Yang menentukan siapa penjawabnya adalah dinas atau koordinator wilayah."))
    if to and not may_be_responsible(row, to):
        raise Refused(_("Orang itu tidak bertugas di wilayah ini. Pilih dari daftar."))
    if row.responsible_id == to:
        return row
    row.responsible_id = to
    row.save(update_fields=["responsible"])
    record(by, "give_aspiration", row, values=[str(to)])
    if to and to != by.user_id:
        notify(users=[to], text=GIVEN, url=reverse("aspiration", args=[row.id]))
    return row


@transaction.atomic
def answer_aspiration(
    *, by: Actor, aspiration: uuid.UUID, answer: str, state: str = "", now: datetime.datetime | None = None
) -> Aspiration:
    """Answer, or mend an answer, and say how it stands now; who asked is to be told anew."""
    row, moment = held(by, aspiration), now or timezone.now()
    alone(row)
    if not answer.strip():
        raise Refused(_("Tulis jawabannya; orangnya membacanya kata demi kata."))
    wanted = state or (State.LOOKING if row.state == State.RECEIVED else row.state)
    if wanted not in State.values or wanted == State.RECEIVED:
        raise Refused(_("Pilih keadaannya dari daftar."))
    row.answer, row.answered_at, row.answered_by_name, row.told_at = (
        answer.strip()[:LONGEST],
        moment,
        by.name,
        None,
    )
    row.save(update_fields=["answer", "answered_at", "answered_by_name", "told_at"])
    Aspiration.objects.unscoped("those who asked the same are to be told anew").filter(joins=row).update(
        told_at=None
    )
    move(by, row, wanted, row.answer, moment)
    record(by, "answer_aspiration", row, values=[row.answer], detail={"state": row.state})
    return row


@transaction.atomic
def tell_aspiration(*, by: Actor, aspiration: uuid.UUID, now: datetime.datetime | None = None) -> Aspiration:
    """The answer was sent to who asked."""
    row = held(by, aspiration)
    if not (row.joins or row).answered_at:
        raise Conflict(_("Aspirasi ini belum dijawab."))
    if not row.phone:
        raise Refused(_("Orangnya tidak meninggalkan nomor."))
    row.told_at = now or timezone.now()
    row.save(update_fields=["told_at"])
    record(by, "tell_aspiration", row)
    return row


def alone(row: Aspiration) -> None:
    if row.joins_id:
        raise Conflict(
            _("Aspirasi ini bergabung dengan yang lain. Jawab yang menampungnya, atau pisahkan dahulu.")
        )


def move(
    by: Actor, row: Aspiration, state: str, words: str = "", now: datetime.datetime | None = None
) -> None:
    row.state = state
    row.save(update_fields=["state"])
    Step.objects.create(
        aspiration=row, state=state, words=words, at=now or timezone.now(), by=by.user_id, by_name=by.name
    )
