import uuid

from django.db import transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.insight.evaluation.actions import seat_member, substitute_member, unseat_member
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.hearings.models import Attendee, Event, Seat, Talk
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def join_panel(
    *, by: Actor, programme: Programme, region: str, user: User, agency: str, mandate: str
) -> PanelMember:
    """Onto the panel, and into its events that are not over."""
    made = seat_member(by=by, programme=programme, region=region, user=user, agency=agency, mandate=mandate)
    _attend(made, _running(made))
    return made


@transaction.atomic
def leave_panel(
    *, by: Actor, member: PanelMember, why: str, substitute: User | None = None, agency: str = ""
) -> PanelMember | None:
    """Off the panel from today. A substitute takes the seats before mentors who have not presented yet; without one they are empty."""
    events = _running(member)
    if substitute is None:
        unseat_member(by=by, member=member, why=why)
        made = None
    else:
        made = substitute_member(by=by, member=member, user=substitute, agency=agency, why=why)
        _attend(made, events)
    _hand_over(events, member.user_id, substitute)
    return made


def _running(member: PanelMember) -> list[Event]:
    today = today_in(member.region).isoformat()
    found = Event.objects.unscoped("of the panel's own region").filter(
        programme=member.programme_id, region=member.region
    )
    return [e for e in found if e.days[-1] >= today]


def _attend(member: PanelMember, events: list[Event]) -> None:
    for event in events:
        told = {"agency": member.agency, "mandate": member.mandate}
        Attendee.objects.update_or_create(event=event, user=member.user, defaults=told)


def _hand_over(events: list[Event], leaving: uuid.UUID, substitute: User | None) -> None:
    for seat in Seat.objects.filter(
        user=leaving, talk__event__in=events, talk__state=Talk.State.PLANNED
    ).select_related("talk__subject__mentor"):
        taken = substitute and Seat.objects.filter(talk=seat.talk_id, user=substitute).exists()
        if substitute and not taken and seat.talk.subject.mentor.user_id != substitute.id:
            seat.user = substitute
            seat.save(update_fields=["user"])
        else:
            seat.delete()
    if not Seat.objects.filter(user=leaving, talk__event__in=events).exists():
        Attendee.objects.filter(user=leaving, event__in=events).delete()
