import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.questions.actions.telling import LONGEST, audit, repeated, tell_asker
from dampingi.records.questions.models import Question, State, Word
from dampingi.records.questions.queries import question_of, questions

ANSWERED = gettext_noop("Pertanyaan Anda kepada klinik bisnis sudah dijawab.")
ASKED_BACK = gettext_noop("Klinik bisnis perlu keterangan Anda untuk menjawab pertanyaan Anda.")


@transaction.atomic
def answer(*, by: Actor, question: uuid.UUID, text: str, now: datetime.datetime | None = None) -> Word:
    """An answer for the asker. The first one ends the wait that the promise counts."""
    found = _to_answer(by, question)
    if sent := repeated(found, by, text):
        return sent
    word = _say(by, found, Word.Kind.ANSWER, text, now or timezone.now())
    if found.first_answer_at is None:
        found.first_answer_at, found.answered_on = word.at, word.at.astimezone(zone(found.region)).date()
    found.last_answer_at, found.state = word.at, State.ANSWERED
    found.told_at, found.told_by_name = None, ""
    found.save(
        update_fields=["first_answer_at", "answered_on", "last_answer_at", "state", "told_at", "told_by_name"]
    )
    audit(by, "answer_question", found, [word.text])
    tell_asker(found, ANSWERED)
    return word


@transaction.atomic
def ask_back(*, by: Actor, question: uuid.UUID, text: str, now: datetime.datetime | None = None) -> Word:
    """Something is missing to answer. It is no answer and stops no clock."""
    found = _to_answer(by, question)
    if sent := repeated(found, by, text):
        return sent
    word = _say(by, found, Word.Kind.ASK_BACK, text, now or timezone.now())
    found.state, found.told_at, found.told_by_name = State.ASKED_BACK, None, ""
    found.save(update_fields=["state", "told_at", "told_by_name"])
    audit(by, "ask_back", found, [word.text])
    tell_asker(found, ASKED_BACK)
    return word


@transaction.atomic
def mark_told(*, by: Actor, question: uuid.UUID) -> Question:
    """Somebody passed the latest word on to the asker. Twice is harmless: the first counts."""
    found = question_of(questions(by).select_for_update(of=("self",)), question)
    _require_part(by, found)
    if found.state not in (State.ASKED_BACK, State.ANSWERED, State.RESOLVED):
        raise Conflict(_("Belum ada jawaban yang dapat disampaikan."))
    if found.told_at is None:
        found.told_at, found.told_by_name = timezone.now(), by.name
        found.save(update_fields=["told_at", "told_by_name"])
        audit(by, "tell_asker", found)
    return found


def _to_answer(by: Actor, id: uuid.UUID) -> Question:
    found = question_of(questions(by).select_for_update(of=("self",)), id)
    if not Question.objects.for_actor(by, Permission.ANSWER_QUESTIONS).filter(id=found.id).exists():
        raise Refused(_("Pertanyaan ini dijawab oleh yang diminta dinas."), status=403)
    if found.enrolment.person.user_id == by.user_id and by.user_id:
        raise Refused(
            _("Anda yang bertanya; orang lain yang menjawab. Minta dinas mengarahkannya."), status=403
        )
    if found.state == State.RESOLVED:
        raise Conflict(_("Pertanyaan ini sudah selesai. Penanya dapat membukanya kembali."))
    return found


def _require_part(by: Actor, found: Question) -> None:
    """Who answers, and who enters for participants: those who talk to them."""
    permissions = (Permission.ANSWER_QUESTIONS, Permission.ENTER_QUESTIONS)
    if not any(Question.objects.for_actor(by, p).filter(id=found.id).exists() for p in permissions):
        raise Refused(_("Hanya dinas, pendampingnya, atau yang menjawab dapat mencatat ini."), status=403)


def _say(by: Actor, found: Question, kind: str, text: str, at: datetime.datetime) -> Word:
    if not text.strip():
        raise Refused(
            _("Tulis jawabannya.") if kind == Word.Kind.ANSWER else _("Tulis apa yang perlu diketahui.")
        )
    if len(text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    word = Word(question=found, kind=kind, by=by.user_id, by_name=by.name, text=text.strip(), at=at)
    word.save(force_insert=True)
    return word
