import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.records.commitments.models import Calendar, CalendarBusy, Commitment, Habit
from dampingi.records.commitments.sealing import About, opened
from dampingi.records.commitments.spans import LONGEST, Rule, Span, merged, spans
from dampingi.records.programmes.models import Mentor


@dataclass(frozen=True)
class Busy:
    """A mentor cannot come between two moments. Why is not known here."""

    mentor_id: uuid.UUID
    start: datetime.datetime
    end: datetime.datetime


def own_commitments(actor: Actor):
    """One's own, and nobody else's ever."""
    if actor.user_id is None:
        return Commitment.objects.unscoped("none").none()
    return Commitment.objects.for_actor(actor, Permission.KEEP_AGENDA).filter(user=actor.user_id)


def own_commitment(actor: Actor, id: uuid.UUID) -> Commitment:
    found = own_commitments(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Waktu itu tidak ada dalam agenda Anda."), status=404)
    return found


def own_habits(actor: Actor) -> set[tuple[int, datetime.time]]:
    """(weekday, start) of the parts one is busy in every week."""
    rows = Habit.objects.for_actor(actor, Permission.KEEP_AGENDA).filter(user=actor.user_id)
    return set(rows.values_list("weekday", "starts"))


def own_calendars(actor: Actor) -> list[Calendar]:
    rows = Calendar.objects.for_actor(actor, Permission.KEEP_AGENDA).filter(user=actor.user_id)
    return list(rows.annotate(spans=Count("busy")).order_by("at", "id"))


def own_calendar(actor: Actor, id: uuid.UUID) -> Calendar:
    found = next((c for c in own_calendars(actor) if c.id == id), None)
    if found is None:
        raise Refused(_("Kalender itu tidak ada dalam agenda Anda."), status=404)
    return found


def about(actor: Actor, commitment: Commitment) -> About:
    """What it is, to its owner."""
    if commitment.user_id != actor.user_id:
        raise Refused(_("Waktu itu tidak ada dalam agenda Anda."), status=404)
    return opened(commitment.sealed, commitment=commitment.id, owner=commitment.user_id)


def busy_between(
    mentors: Iterable[uuid.UUID], start: datetime.datetime, end: datetime.datetime
) -> list[Busy]:
    """When these mentors cannot come, as bare spans in order; the caller plans for them and has checked that it may.

    Spans that touch are one, so that not even the number of commitments is told.
    """
    people = dict(
        Mentor.objects.unscoped("the caller plans for them")
        .filter(id__in=list(mentors))
        .values_list("id", "user_id")
    )
    kept = busy_people(people.values(), start, end)
    found = [Busy(mentor, s.start, s.end) for mentor, user in people.items() for s in kept.get(user, ())]
    return sorted(found, key=lambda b: (b.start, b.end, str(b.mentor_id)))


def busy_people(
    users: Iterable[uuid.UUID], start: datetime.datetime, end: datetime.datetime
) -> dict[uuid.UUID, list[Span]]:
    """The same of anybody who can log in - from single times, weekly pattern and other calendars; who has none of it is absent.

    The caller has checked that it may.
    """
    wanted, end = set(users), min(end, start + LONGEST)
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for rules in (_rules(wanted, start, end), _habits(wanted, start)):
        for user, theirs in rules.items():
            found[user] += [s for rule in theirs for s in spans(rule, start, end)]
    rows = CalendarBusy.objects.filter(calendar__user__in=wanted, starts_at__lt=end, ends_at__gt=start)
    for user, first, last in rows.values_list("calendar__user", "starts_at", "ends_at"):
        found[user].append(Span(first, last))
    return {user: merged(theirs) for user, theirs in found.items()}


def _habits(users: set[uuid.UUID], start: datetime.datetime) -> dict[uuid.UUID, list[Rule]]:
    """As rules that repeat from the week before `start` on."""
    before = start.date() - datetime.timedelta(days=start.weekday() + 7)
    found: dict[uuid.UUID, list[Rule]] = defaultdict(list)
    rows = Habit.objects.unscoped("times only, of people the caller plans for").filter(user__in=users)
    for user, weekday, starts, ends, zone_name in rows.values_list(
        "user", "weekday", "starts", "ends", "zone"
    ):
        on = before + datetime.timedelta(days=weekday)
        found[user].append(Rule(on, starts, ends, zone_name, weekly=True))
    return found


def _rules(
    users: set[uuid.UUID], start: datetime.datetime, end: datetime.datetime
) -> dict[uuid.UUID, list[Rule]]:
    margin = datetime.timedelta(days=1)
    first, last = start.date() - margin, end.date() + margin
    once, every = Q(weekly=False, on__gte=first), Q(weekly=True) & (Q(until=None) | Q(until__gte=first))
    rows = Commitment.objects.unscoped("times only, of people the caller plans for").filter(
        once | every, user__in=users, on__lte=last
    )
    found: dict[uuid.UUID, list[Rule]] = defaultdict(list)
    for user, *told in rows.values_list("user_id", "on", "starts", "ends", "zone", "weekly", "until"):
        found[user].append(Rule(*told))
    return found


def busy_on(mentors: Iterable[uuid.UUID], day: datetime.date, region: str) -> list[tuple[Mentor, list[Span]]]:
    """Who of these mentors cannot come for part of that day in the region, by name, with local times."""
    there = zone(region)
    start = datetime.datetime.combine(day, datetime.time.min, there)
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for each in busy_between(mentors, start, start + datetime.timedelta(days=1)):
        found[each.mentor_id].append(_local(each, there))
    named = Mentor.objects.unscoped("the caller plans for them").filter(id__in=list(found)).order_by("name")
    return [(m, found[m.id]) for m in named]


def _local(busy: Busy, there: ZoneInfo) -> Span:
    return Span(busy.start.astimezone(there), busy.end.astimezone(there))
