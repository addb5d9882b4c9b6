"""Records the business took over: one that changed a field stands among the changes, the others are told here."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.pages.profiles.events.story import Event, Story
from dampingi.records.duplicates.queries.merges import absorbed_by


def merges(story: Story) -> Iterator[Event]:
    told = {revision.origin_id for revision in story.revisions}
    opens = story.actor.holds(Permission.REVIEW_REPEATS)
    for each in absorbed_by(story.business.id):
        if each.origin_id not in told:
            title = _("Digabungkan dengan catatan lain dari usaha yang sama")
            href = reverse("merge", args=[each.id]) if opens else ""
            yield Event(
                "data", story.day(each.at), title, "pair", each.reason, each.by_name, href, moment=each.at
            )
