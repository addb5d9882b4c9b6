import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Enrolment, Programme
from dampingi.records.surveys.drawing import ACCEPTED, BEYOND
from dampingi.records.surveys.models import Answer, Respondent, State, Survey


def surveys(actor: Actor) -> Any:
    """With how many are asked, answered and not reached, on either side."""
    rows = Survey.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES).select_related("programme")
    return rows.annotate(
        asked=Count("respondents"),
        answered=Count("respondents", filter=Q(respondents__state=State.ANSWERED)),
        open=Count("respondents", filter=Q(respondents__state=State.OPEN)),
    )


def survey_of(actor: Actor, id: uuid.UUID) -> Survey:
    found = surveys(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Survei itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def respondents(actor: Actor, survey: Survey) -> Any:
    rows = Respondent.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES).filter(survey=survey)
    return rows.select_related("application__person")


def respondent_of(actor: Actor, id: uuid.UUID) -> Respondent:
    rows = Respondent.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES)
    found = rows.filter(id=id).select_related("survey__programme", "application__person").first()
    if found is None:
        raise Refused(_("Pendaftar itu tidak termasuk survei, atau di luar wilayah Anda."), status=404)
    return found


def to_open(actor: Actor, programmes: Iterable[Programme]) -> list[Programme]:
    """Those whose surveys the actor may open."""
    return [p for p in programmes if actor.may(Permission.MANAGE_INTAKE, region=p.region, programme=p.id)]


def sides(programme: Programme) -> dict[str, int]:
    """How many applicants there are to draw from, on either side."""
    rows = programme.applications.filter(state__in=[ACCEPTED, BEYOND])
    return dict(rows.values_list("state").annotate(n=Count("id")).order_by())


def told(programmes: Iterable[Programme]) -> list[Respondent]:
    """All who were asked in these programmes' surveys, each with the last answer as `last` (a list of at most one). For numbers, not for names.

    Somebody recorded twice is asked about under the record that stays: the other would be a second person who takes no part."""
    last = Prefetch("answers", Answer.objects.order_by("-number"), to_attr="last")
    rows = Respondent.objects.unscoped("numbers over everybody asked").filter(
        programme__in=list(programmes), application__person__merged_into=None
    )
    return list(rows.select_related("survey", "application").prefetch_related(last).order_by("id"))


def answers_of(person: uuid.UUID) -> list[Answer]:
    """The last answer of each survey in which this person said something, the newest first. For the person themselves."""
    rows = Answer.objects.filter(respondent__application__person=person, state=State.ANSWERED)
    found = {a.respondent_id: a for a in rows.select_related("respondent__survey").order_by("number")}
    return sorted(found.values(), key=lambda a: a.respondent.survey.first_month, reverse=True)


def began(programmes: Iterable[Programme]) -> dict[uuid.UUID, Any]:
    """person -> the day they first took part in one of these programmes."""
    found: dict[uuid.UUID, Any] = {}
    rows = Enrolment.objects.unscoped("numbers over everybody asked").filter(programme__in=list(programmes))
    for person, day in rows.values_list("person", "enrolled_on"):
        found[person] = min(day, found.get(person, day))
    return found
