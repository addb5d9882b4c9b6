from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui.formats import day
from dampingi.insight.evaluation.actions import assign_raters
from dampingi.insight.evaluation.frozen_figures import figures_of
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.hearings.actions.planning import held
from dampingi.insight.hearings.asking import candidates, drawn
from dampingi.insight.hearings.clock import clock
from dampingi.insight.hearings.models import Event, Question, Talk
from dampingi.insight.hearings.queries import wrong

HARD = ("room_double", "person_double", "rater_double", "conflict")
LEAST_LETTERS = 10
INVITED = gettext_noop("Anda presentasi dalam %(event)s: %(day)s pukul %(hour)s, %(room)s.")
PANEL = gettext_noop("Anda diundang sebagai tim penilai dalam %(event)s, mulai %(day)s.")


@transaction.atomic
def announce(*, by: Actor, event: Event, why: str = "") -> Event:
    """Invite mentors and the panel, hand out the sheets, draw the questions. What the agenda breaks is mended first; raters apart or too few
    want a reason."""
    found = held(by, event)
    if found.announced_at:
        raise Conflict(_("Acara ini sudah diumumkan."))
    rows = agenda_rows(found)
    said = wrong(found, rows)
    if any(p["kind"] in HARD for p in said):
        raise Refused(
            _("Perbaiki dahulu: %(says)s") % {"says": next(p["says"] for p in said if p["kind"] in HARD)}
        )
    if said and len(why.strip()) < LEAST_LETTERS:
        raise Refused(_("Masih ada yang perlu diperhatikan. Perbaiki, atau tulis mengapa tetap diumumkan."))
    _hand_out(by, found, rows)
    for talk in rows:
        draw_questions(talk)
    found.announced_at = timezone.now()
    found.save(update_fields=["announced_at"])
    record_event(
        by=by, action="announce_hearings", subject=("hearings", found.id), region=found.region, programme=found.programme_id,
        reason=why.strip()[:300], detail={"talks": len(rows), "open": [p["kind"] for p in said]},
    )  # fmt: skip
    _invite(found, rows)
    return found


def agenda_rows(event: Event) -> list[Talk]:
    found = Talk.objects.filter(event=event).select_related(
        "subject__mentor", "subject__evaluation__instrument"
    )
    return list(found.prefetch_related("seats__user").order_by("on", "minute", "room"))


def _hand_out(by: Actor, event: Event, rows: list[Talk]) -> None:
    """Each rater is asked to rate those who present before them."""
    asked: dict = defaultdict(lambda: defaultdict(list))
    for talk in rows:
        for seat in talk.seats.all():  # type: ignore[attr-defined]
            asked[talk.subject.evaluation_id][seat.user].append(talk.subject.mentor_id)
    known = {e.id: e for e in Evaluation.objects.unscoped("of the event").filter(hearings=event)}
    for evaluation, people in asked.items():
        for user, mentors in people.items():
            assign_raters(by=by, evaluation=known[evaluation], raters=[user], mentors=mentors)


def draw_questions(talk: Talk) -> list[Question]:
    """Three, by the frozen evidence and a seed anyone can form: the evidence's hash and the mentor."""
    evaluation = talk.subject.evaluation
    found = candidates(evaluation.instrument.body, figures_of(evaluation, talk.subject.mentor_id))
    made = [
        Question(talk=talk, number=n, rule=c.rule, figures=dict(c.figures)) for n, c in enumerate(drawn(found, seed_of(talk)), 1)
    ]  # fmt: skip
    Question.objects.filter(talk=talk).delete()
    return Question.objects.bulk_create(made)


def seed_of(talk: Talk) -> str:
    return digest([talk.subject.evaluation.freeze.digest, str(talk.subject.mentor_id)])  # type: ignore[attr-defined]


def _invite(event: Event, rows: list[Talk]) -> None:
    for talk in rows:
        tell_mentor(event, talk)
    panel = [a.user_id for a in event.attendees.all()]  # type: ignore[attr-defined]
    notify(
        users=panel,
        text=PANEL,
        values={"event": event.name, "day": day(rows[0].on)},
        url=reverse("hearings", args=[event.id]),
    )


def tell_mentor(event: Event, talk: Talk, text: str = INVITED) -> None:
    told = {
        "event": event.name,
        "day": day(talk.on),
        "hour": clock(talk.minute),
        "room": event.rooms[talk.room],
    }
    notify(
        users=[talk.subject.mentor.user_id], text=text, values=told, url=reverse("hearings", args=[event.id])
    )
