"""Putting people on a meeting's list and telling them."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.meetings.models import Answer, Invitee, Meeting
from dampingi.records.meetings.queries.people import askable
from dampingi.records.meetings.wording import clock, local_day

INVITED = gettext_noop("Anda diundang ke %(title)s, %(day)s %(clock)s. Mohon jawab hadir atau tidak.")


def check_askable(meeting: Meeting, users: set[uuid.UUID]) -> None:
    known = askable(meeting.region, meeting.programme_id, local_day(meeting))
    unknown = users - set(known)
    if unknown:
        raise Refused(
            _("%(count)d orang tidak bertugas di wilayah pertemuan pada hari itu. Muat ulang daftarnya, lalu pilih lagi.")
            % {"count": len(unknown)}
        )  # fmt: skip


def ask(
    meeting: Meeting, *, must: set[uuid.UUID], should: set[uuid.UUID], by: Actor, at: datetime.datetime
) -> None:
    """Put people on the list, or back on it. Whoever calls the meeting need not be told; they come."""
    removed = Invitee.objects.unscoped("of a meeting in hand").filter(meeting=meeting, user__in=must | should)
    back = {row.user_id: row for row in removed}
    for row in back.values():
        row.required, row.invited_at, row.removed_at, row.reminded_at = row.user_id in must, at, None, None
        row.answer, row.answered_at, row.reason, row.sequence = "", None, "", row.sequence + 1
        row.save()
    rows = [
        Invitee(
            meeting=meeting, user_id=u, required=u in must, invited_at=at,
            answer=Answer.YES if u == by.user_id else "", answered_at=at if u == by.user_id else None,
        )
        for u in sorted(must | should, key=str)
        if u not in back
    ]  # fmt: skip
    insert_objects(rows)
    tell(meeting, INVITED, users=(must | should) - {by.user_id})


def tell(meeting: Meeting, text: str, *, users: Iterable[Any] | None = None, **more: str) -> None:
    """A notice to these people, or to all who are asked."""
    whom = without_removed(meeting).values_list("user_id", flat=True) if users is None else users
    values = {"title": meeting.title, "day": local_day(meeting).isoformat(), "clock": clock(meeting)} | more
    notify(users=[u for u in whom if u], text=text, values=values, url=reverse("meeting", args=[meeting.id]))


def without_removed(meeting: Meeting) -> Any:
    return Invitee.objects.unscoped("of a meeting in hand").filter(meeting=meeting, removed_at=None)
