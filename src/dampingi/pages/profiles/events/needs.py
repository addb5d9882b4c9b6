from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.states import State
from dampingi.pages.profiles.events.story import WHY, Event, Story
from dampingi.records.businesses.models import Channel, Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.clinic.models import Booking
from dampingi.records.learning.models import Invitation

STATES = {Booking.State.ATTENDED: State.GOOD, Booking.State.ABSENT: State.LATE}


def constraints(story: Story) -> Iterator[Event]:
    known, ways = choices("constraints"), choices("resolutions")
    for each in Constraint.objects.unscoped(WHY).filter(business=story.business):
        name, href = known.get(each.code, each.code), reverse("constraint", args=[each.id])
        title = _("Kendala muncul lagi: %(name)s") if each.reopens_id else _("Kendala dicatat: %(name)s")
        yield Event(
            "kendala", each.since, title % {"name": name}, "alert", each.note, each.noted_by_name, href
        )
        if each.resolved_on:
            closed = each.resolved_how in UNSOLVED
            title = _("Kendala ditutup: %(name)s") if closed else _("Kendala teratasi: %(name)s")
            way = ways.get(each.resolved_how, "")
            yield Event(
                "kendala", each.resolved_on, title % {"name": name}, "check", each.resolution, way, href
            )


def channels(story: Story) -> Iterator[Event]:
    known = choices("channels")
    for each in Channel.objects.unscoped(WHY).filter(business=story.business):
        name = {"name": known.get(each.code, each.code)}
        if each.since:
            yield Event("data", each.since, _("Mulai berjualan lewat %(name)s") % name, "store")
        if each.until:
            yield Event("data", each.until, _("Tidak lagi berjualan lewat %(name)s") % name, "store")


def clinic(story: Story) -> Iterator[Event]:
    rows = Booking.objects.unscoped(WHY).filter(business=story.business).exclude(slot=None)
    for each in rows.exclude(state=Booking.State.CANCELLED).select_related("slot"):
        field = choices("constraint_fields").get(each.field, each.field)
        title, state = _("Klinik bisnis: %(field)s") % {"field": field}, STATES.get(each.state, State.WATCH)
        words = str(each.get_state_display())
        yield Event("kendala", each.slot.on, title, "chat", each.result, each.slot.adviser, "", state, words)


def invitations(story: Story) -> Iterator[Event]:
    rows = Invitation.objects.unscoped(WHY).filter(business=story.business, training__cancelled_at=None)
    for each in rows.select_related("training"):
        title = _("Diundang ke pelatihan: %(title)s") % {"title": each.training.title}
        yield Event("pelatihan", each.training.on, title, "training", each.training.place)
