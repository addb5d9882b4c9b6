"""Meetings as an iCalendar (RFC 5545): UTC times, so that no zone can be read wrongly. The library escapes and folds."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dampingi.records.meetings.models import Invitee

if TYPE_CHECKING:
    from icalendar import Event


def calendar(invitations: Iterable[Invitee], *, site: str, name: str = "") -> bytes:
    """`site` is the address meetings are opened at, without a slash at its end."""
    from icalendar import Calendar  # here: few ask for a file

    made = Calendar()
    made.add("prodid", "-//Dampingi//Rapat//ID")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT1H")
    for invitee in invitations:
        made.add_component(_event(invitee, site))
    return made.to_ical()


def _event(invitee: Invitee, site: str) -> "Event":
    from icalendar import Event

    meeting = invitee.meeting
    event = Event()
    event.add("uid", f"{meeting.id}@dampingi")
    event.add("sequence", meeting.sequence + invitee.sequence)
    changed = max(meeting.changed_at, invitee.removed_at or invitee.invited_at)
    event.add("dtstamp", changed.astimezone(datetime.UTC))
    event.add("last-modified", changed.astimezone(datetime.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(datetime.UTC))
    event.add("dtend", meeting.ends_at.astimezone(datetime.UTC))
    event.add("summary", meeting.title)
    if invitee.removed_at:
        event.add("description", _("Undangan Anda ditarik."))
    else:
        event.add("location", meeting.where)
        event.add("description", _described(invitee, f"{site}/pertemuan/{meeting.id}/"))
        event.add("url", f"{site}/pertemuan/{meeting.id}/")
    off = meeting.cancelled_at or invitee.removed_at
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if off or invitee.answer == "no" else "OPAQUE")
    return event


def _described(invitee: Invitee, address: str) -> str:
    meeting, told = invitee.meeting, []
    if meeting.cancelled_at:
        told.append(_("Dibatalkan: %(reason)s") % {"reason": meeting.cancel_reason})
    elif meeting.change_reason:
        told.append(_("Dipindah: %(reason)s") % {"reason": meeting.change_reason})
    told += [meeting.about, meeting.online, address]
    return "\n".join(part for part in told if part)
