"""Participation in programmes: enrolled, accompanied by whom, withdrawn."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.pages.profiles.events.story import Event, Story


def participations(story: Story) -> Iterator[Event]:
    for enrolment in story.enrolments:
        name, href = {"name": enrolment.programme.name}, story.participant(enrolment)
        title = _("Menjadi peserta %(name)s") % name
        yield Event("program", enrolment.enrolled_on, title, "people", "", enrolment.person.name, href)
        if enrolment.exited_on:
            title = _("Berhenti dari %(name)s") % name
            text = enrolment.exit_reason
            yield Event("program", enrolment.exited_on, title, "logout", text, enrolment.person.name, href)


def mentors(story: Story) -> Iterator[Event]:
    may_look = bool(story.actor.regions(Permission.VIEW_MENTORS))
    for load in story.caseloads:
        href = reverse("mentor", args=[load.mentor_id]) if may_look else ""
        title = _("Mulai didampingi %(name)s") % {"name": load.mentor.name}
        yield Event("program", load.starts_on, title, "pair", load.note, "", href)
