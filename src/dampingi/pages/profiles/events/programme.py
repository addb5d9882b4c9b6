"""Participation in programmes: enrolled, accompanied by whom, marked, withdrawn."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.insight.passing import wording
from dampingi.insight.passing.queries import marks_of
from dampingi.insight.reviews.queries import READ
from dampingi.pages.profiles.events.story import WHY, Event, Story


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


def marks(story: Story) -> Iterator[Event]:
    """What came out when everybody was held to the programme's rules, and why: so that a mentor knows what is missing."""
    for row in marks_of(story.enrolments, why=WHY):
        marking = row.marking
        title = _("Dinilai untuk kelulusan %(name)s") % {"name": marking.programme.name}
        told = [_("Nilai %(score)s dari 100") % {"score": wording.score(row.score)}, *wording.reasons(row)]
        may_look = story.actor.may(READ, region=marking.region, programme=marking.programme_id)
        href = reverse("passing_marking", args=[marking.id]) if may_look else ""
        state, label = wording.outcome(row)
        yield Event("program", marking.as_of, title, "check", ". ".join(told), "", href, str(state), label)
