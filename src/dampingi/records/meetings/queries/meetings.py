import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.meetings.models import Invitee, Meeting

ASKED = Q(invitees__removed_at=None, invitees__isnull=False)


def meetings(actor: Actor) -> Any:
    """Meetings in the actor's regions and those they are asked to, with how many were asked and what they answered."""
    reached = Meeting.objects.for_actor(actor, Permission.VIEW_MEETINGS).values("id")
    theirs = own_invitations(actor).values("meeting")
    found = Meeting.objects.unscoped("narrowed to the two reaches next")
    found = found.filter(Q(id__in=reached) | Q(id__in=theirs)).select_related(
        "room", "called_by", "programme"
    )
    return found.annotate(
        asked=Count("invitees", filter=ASKED),
        yes=Count("invitees", filter=ASKED & Q(invitees__answer="yes")),
        no=Count("invitees", filter=ASKED & Q(invitees__answer="no")),
        silent=Count("invitees", filter=ASKED & Q(invitees__answer="")),
    )


def meeting(actor: Actor, id: uuid.UUID) -> Meeting:
    found = meetings(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Pertemuan itu tidak ada, atau Anda tidak diundang."), status=404)
    return found


def title_for(actor: Actor, meeting: Meeting) -> str:
    """Its title, to who may see the meeting; to others only that there is one."""
    sees = actor.may(Permission.VIEW_MEETINGS, region=meeting.region, programme=meeting.programme_id)
    if sees or own_invitations(actor).filter(meeting=meeting).exists():
        return meeting.title
    return _("pertemuan lain")


def may_manage(actor: Actor, meeting: Meeting) -> bool:
    """Whoever calls meetings there: the office's desk, not the one person who called it."""
    return actor.may(Permission.CALL_MEETINGS, region=meeting.region, programme=meeting.programme_id)


def own_invitations(actor: Actor) -> Any:
    """What the actor is asked to; one that was taken back is told by their calendar alone."""
    found = Invitee.objects.unscoped("one's own only")
    return found.filter(user=actor.user_id, removed_at=None) if actor.user_id else found.none()


def invitees_of(actor: Actor, meeting: Meeting) -> Any:
    """All who are asked, for those who manage the meeting; others read only their own answer."""
    sees = actor.may(Permission.VIEW_MEETINGS, region=meeting.region, programme=meeting.programme_id)
    if not may_manage(actor, meeting) and not sees:
        return own_invitations(actor).filter(meeting=meeting).select_related("user")
    found = Invitee.objects.unscoped("of a meeting in hand").filter(meeting=meeting, removed_at=None)
    return found.select_related("user")


def invitee(actor: Actor, id: uuid.UUID) -> Invitee:
    """An invitation as those who manage its meeting see it."""
    found = Invitee.objects.for_actor(actor, Permission.CALL_MEETINGS).filter(id=id, removed_at=None)
    row = found.select_related("meeting__room", "user").first()
    if row is None:
        raise Refused(_("Undangan itu tidak ada, sudah ditarik, atau di luar wilayah Anda."), status=404)
    return row


def came(meeting: Meeting) -> list[Invitee]:
    """Who was there, as minutes name them to everybody who may read those."""
    rows = Invitee.objects.unscoped("of a meeting in hand").filter(meeting=meeting, removed_at=None)
    return list(rows.exclude(attended_at=None).select_related("user").order_by("user__name", "id"))
