from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.pages.profiles.events.story import WHY, Event, Story
from dampingi.records.businesses.models import Constraint


def constraints(story: Story) -> Iterator[Event]:
    known = choices("constraints")
    for each in Constraint.objects.unscoped(WHY).filter(business=story.business):
        name, href = known.get(each.code, each.code), reverse("constraint", args=[each.id])
        title = _("Kendala dicatat: %(name)s") % {"name": name}
        yield Event("kendala", each.since, title, "alert", each.note, each.noted_by_name, href)
        if each.resolved_on:
            title = _("Kendala teratasi: %(name)s") % {"name": name}
            yield Event("kendala", each.resolved_on, title, "check", each.resolution, "", href)
