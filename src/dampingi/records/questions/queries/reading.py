import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.models import WAITING, Question, QuestionFile


def questions(actor: Actor) -> Any:
    """Those of the actor's places, of whom they accompany, and those they were asked to answer."""
    reached = Question.objects.for_actor(actor, Permission.VIEW_CLINIC)
    asked = Question.objects.for_actor(actor, Permission.ANSWER_QUESTIONS)
    return (reached | asked).select_related(
        "enrolment__person", "enrolment__business", "handler", "programme"
    )


def own_questions(actor: Actor) -> Any:
    rows = Question.objects.for_actor(actor, Permission.GIVE_VOICE)
    return rows.select_related("enrolment__person", "handler", "promise").order_by("-at", "id")


def questions_to_speak_in(actor: Actor, id: uuid.UUID) -> Any:
    """One's own question, or one of somebody else that the actor sees: a mentor may be a participant too."""
    if actor.holds(Permission.GIVE_VOICE):
        own = own_questions(actor).filter(id=id)
        if own.exists() or not actor.holds(Permission.ENTER_QUESTIONS):
            return own
    return questions(actor)


def question_of(found: Any, id: uuid.UUID) -> Question:
    """One of those the caller may see."""
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Pertanyaan itu tidak ada, atau bukan untuk Anda."), status=404)
    return one


def waiting_for_me(actor: Actor) -> Any:
    """What this person was asked to answer and has not, the nearest promise first."""
    rows = Question.objects.unscoped("addressed to the reader").filter(
        handler__user=actor.user_id, handler__ended_on=None, state__in=WAITING
    )
    return rows.select_related("enrolment__person").order_by("answer_by", "at", "id")


@dataclass(frozen=True)
class Told:
    """Something that happened to a question, in the order of its time."""

    at: Any
    kind: str
    name: str
    text: str
    staff: bool


def story(question: Question, *, inside: bool) -> list[Told]:
    """What was said; for those inside also who was asked to answer, and why. The caller has checked the question."""
    said = [
        Told(w.at, w.kind, w.by_name, w.text, w.kind in ("answer", "back"))
        for w in question.words.order_by("at", "id")
    ]
    handed = [
        Told(h.at, "handing", h.to.name if h.to else "", h.reason, True)
        for h in (question.handings.select_related("to").order_by("at", "id") if inside else ())
    ]
    return sorted(said + handed, key=lambda each: each.at)


def file_of(actor: Actor, id: uuid.UUID) -> QuestionFile:
    """A photo or voice note of a question that the actor may read."""
    found = QuestionFile.objects.filter(id=id).first()
    readable = found and any(
        Question.objects.for_actor(actor, p).filter(id=found.question_id).exists()
        for p in (Permission.VIEW_CLINIC, Permission.ANSWER_QUESTIONS, Permission.GIVE_VOICE)
    )
    if found is None or not readable:
        raise Refused(_("Lampiran itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


def participants_to_ask_for(actor: Actor) -> Any:
    """For whom the actor may look; who left before the end is told so when the question is entered."""
    rows = Enrolment.objects.for_actor(actor, Permission.ENTER_QUESTIONS)
    return rows.select_related("person", "business", "programme")
