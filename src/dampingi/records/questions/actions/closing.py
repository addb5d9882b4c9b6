import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.actions.telling import audit
from dampingi.records.questions.models import Question, Resolution, State
from dampingi.records.questions.queries import question_of, questions_to_speak_in

MOST = 500


@transaction.atomic
def resolve(*, by: Actor, question: uuid.UUID, now: datetime.datetime | None = None) -> Question:
    """The asker says that this helped, or whoever asked them says so."""
    rows = questions_to_speak_in(by, question)
    found = question_of(rows.select_for_update(of=("self",)), question)
    own = by.user_id is not None and found.enrolment.person.user_id == by.user_id
    if (
        not own
        and not Enrolment.objects.for_actor(by, Permission.ENTER_QUESTIONS)
        .filter(id=found.enrolment_id)
        .exists()
    ):
        raise Refused(
            _("Selesai dinyatakan oleh penanya, atau oleh dinas dan pendamping yang menanyakannya."),
            status=403,
        )
    if found.state == State.RESOLVED:
        raise Conflict(_("Pertanyaan ini sudah selesai."))
    if found.first_answer_at is None:
        raise Conflict(
            _("Pertanyaan ini belum dijawab. Jawab dahulu, lalu tanyakan apakah jawabannya membantu.")
        )
    _close(by, found, Resolution.ASKER if own else Resolution.DESK, now or timezone.now())
    return found


def resolve_silent(*, now: datetime.datetime | None = None) -> int:
    """Close what was answered so many days ago without a word; returns how many. Does nothing twice."""
    moment = now or timezone.now()
    rows = Question.objects.unscoped("every office's own promise").filter(
        state=State.ANSWERED, promise__isnull=False
    )
    old = [
        q.id
        for q in rows.select_related("promise").order_by("last_answer_at")[: MOST * 4]
        if q.promise
        and q.last_answer_at
        and moment - q.last_answer_at >= datetime.timedelta(days=q.promise.silence_days)
    ]
    return sum(_resolve_silent(id, moment) for id in old[:MOST])


@transaction.atomic
def _resolve_silent(id: uuid.UUID, moment: datetime.datetime) -> int:
    rows = (
        Question.objects.unscoped("found above")
        .select_for_update(of=("self",))
        .filter(id=id, state=State.ANSWERED)
    )
    found = rows.first()
    if found is None:
        return 0
    _close(Actor.for_system("no word after an answer"), found, Resolution.SILENCE, moment)
    return 1


def _close(by: Actor, found: Question, how: str, moment: datetime.datetime) -> None:
    ended = found.last_answer_at if how == Resolution.SILENCE and found.last_answer_at else moment
    found.state, found.resolved_at, found.resolution = State.RESOLVED, moment, how
    found.resolved_on = ended.astimezone(zone(found.region)).date()
    found.save(update_fields=["state", "resolved_at", "resolved_on", "resolution"])
    audit(by, "resolve_question", found, detail={"how": how})
