"""Evaluations on the first screen: the sheet before a panel member, the next step before the office, one's own result."""

from dataclasses import dataclass

from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.models import Evaluation, Result
from dampingi.insight.evaluation.queries import evaluations, own_assignments, own_ratings, own_subject
from dampingi.insight.evaluation.stages import states, words_of
from dampingi.records.programmes.models import Mentor

OPEN_FOR_RATING = ("rate", "close")


@dataclass(frozen=True)
class Sheet:
    """One evaluation as a panel member has it: how many are rated, who comes next."""

    evaluation: Evaluation
    asked: int
    rated: int
    next_name: str
    href: str

    @property
    def state(self) -> State:
        return State.GOOD if self.rated >= self.asked else State.WATCH


def sheets(actor: Actor) -> list[Sheet]:
    """Those whose ratings are open, unfinished ones first."""
    known = list(evaluations(actor))
    reached = states(known)
    found = [each for each in known if reached[each.id] in OPEN_FOR_RATING]
    told = [sheet for each in found if (sheet := _sheet(actor, each))]
    return sorted(told, key=lambda sheet: (sheet.rated >= sheet.asked, str(sheet.evaluation)))


def _sheet(actor: Actor, evaluation: Evaluation) -> Sheet | None:
    mine = [each for each in own_assignments(actor, evaluation) if not each.conflict]
    if not mine:
        return None
    done = own_ratings(actor, evaluation)
    waiting = [each for each in mine if each.subject_id not in done]
    href = reverse("evaluation_rate", args=[evaluation.id])
    if waiting:
        href = reverse("evaluation_sheet", args=[evaluation.id, waiting[0].subject_id])
    return Sheet(
        evaluation, len(mine), len(mine) - len(waiting), waiting[0].subject.name if waiting else "", href
    )


@dataclass(frozen=True)
class Standing:
    """An evaluation as those see it who run it or decide on it."""

    title: str
    words: str
    state: State
    href: str


def standings(actor: Actor) -> list[Standing]:
    if not actor.regions(Permission.VIEW_EVALUATION):
        return []
    looks = {"done": State.GOOD} | dict.fromkeys(("rate", "close", "compute", "object"), State.WATCH)
    found = list(evaluations(actor).order_by("-ends_on", "level"))
    reached, called = states(found), names({e.region for e in found if e.region != e.programme.region})
    return [
        Standing(
            f"{each}, {called[each.region]}" if each.region in called else str(each),
            words_of(reached[each.id]),
            looks.get(reached[each.id], State.NONE),
            reverse("evaluation", args=[each.id]),
        )
        for each in found
    ]


def result_address(actor: Actor, mentor: Mentor) -> str:
    """The page of the mentor's newest result, if there is one that this reader may open."""
    found = Result.objects.filter(subject__mentor=mentor, subject__evaluation__in=evaluations(actor))
    newest = found.select_related("subject__evaluation").order_by("-subject__evaluation__ends_on").first()
    if newest is None:
        return ""
    evaluation = newest.subject.evaluation
    own = own_subject(actor, evaluation)
    sees = actor.may(Permission.VIEW_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    if not sees and (own is None or own.id != newest.subject_id):
        return ""
    return reverse("evaluation_result", args=[evaluation.id, newest.subject_id])
