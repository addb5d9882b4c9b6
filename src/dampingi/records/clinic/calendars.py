"""A consultation as an iCalendar file (RFC 5545): UTC times, so that no zone can be read wrongly."""

import datetime

from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.records.clinic.models import Booking, Slot


def calendar(booking: Booking, slot: Slot, *, site: str) -> bytes:
    from icalendar import Calendar, Event  # here: few ask for a file

    made, event = Calendar(), Event()
    made.add("prodid", "-//Dampingi//Klinik//ID")
    made.add("version", "2.0")
    event.add("uid", f"{booking.id}@dampingi")
    event.add("dtstamp", booking.at.astimezone(datetime.UTC))
    event.add("dtstart", slot.starts_at.astimezone(datetime.UTC))
    event.add("dtend", (slot.starts_at + datetime.timedelta(minutes=slot.minutes)).astimezone(datetime.UTC))
    field = choices("constraint_fields").get(slot.field, slot.field)
    event.add("summary", _("Klinik bisnis: %(field)s") % {"field": field})
    event.add("location", slot.where)
    event.add(
        "description", "\n".join(part for part in (slot.adviser, slot.link, f"{site}/klinik-saya/") if part)
    )
    made.add_component(event)
    return made.to_ical()
