"""Times as people of the region say them, and the words of an invitation."""

import datetime

from django.utils.translation import gettext as _

from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui.formats import ZONES, day
from dampingi.records.meetings.models import Invitee, Meeting


def clock(meeting: Meeting) -> str:
    """09.00–11.00 WIB."""
    there = zone(meeting.region)
    starts, ends = meeting.starts_at.astimezone(there), meeting.ends_at.astimezone(there)
    return f"{starts:%H.%M}–{ends:%H.%M} {ZONES.get(str(there), '')}".strip()


def local_day(meeting: Meeting) -> datetime.date:
    return meeting.starts_at.astimezone(zone(meeting.region)).date()


def when(meeting: Meeting) -> str:
    return f"{day(local_day(meeting))} {clock(meeting)}"


def invitation_words(invitee: Invitee, address: str) -> str:
    """The message that carries the link, as the office would write it."""
    meeting = invitee.meeting
    told = {
        "name": invitee.user.name,
        "title": meeting.title,
        "when": when(meeting),
        "where": meeting.where,
        "address": address,
    }
    if meeting.cancelled_at:
        return _("Yth. %(name)s, %(title)s pada %(when)s dibatalkan. Mohon maaf.") % told
    return _(
        "Yth. %(name)s, Anda diundang ke %(title)s pada %(when)s di %(where)s. Mohon jawab hadir atau tidak melalui tautan ini: %(address)s"
    ) % told  # fmt: skip
