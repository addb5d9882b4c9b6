from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor
from dampingi.records.voices.models import Voice

QUESTION_TEXTS = {
    "came": _("Pendamping datang sesuai janji."),
    "listened": _("Pendamping mendengarkan masalah usaha saya."),
    "useful": _("Saran pendamping berguna bagi usaha saya."),
    "respectful": _("Pendamping sopan dan tidak meminta imbalan."),
    "recommend": _("Saya akan menyarankan pendamping ini kepada teman."),
}
ANSWERS = (
    (1, _("Sangat tidak setuju")),
    (2, _("Tidak setuju")),
    (3, _("Biasa saja")),
    (4, _("Setuju")),
    (5, _("Sangat setuju")),
)


@dataclass(frozen=True)
class Accompaniment:
    """A mentor the participant has or had, and whether the participant already spoke about them."""

    mentor: Mentor
    enrolment: Enrolment
    spoken: bool


def to_speak_about(actor: Actor) -> list[Accompaniment]:
    """The mentors of the actor's own participations, the present one first."""
    own = list(Enrolment.objects.for_actor(actor, Permission.GIVE_VOICE).values_list("pk", flat=True))
    held = Caseload.objects.filter(enrolment__in=own).select_related("mentor", "enrolment__person")
    spoken = set(
        Voice.objects.for_actor(actor, Permission.GIVE_VOICE).values_list("enrolment_id", "mentor_id")
    )
    found: dict[tuple, Accompaniment] = {}
    for c in sorted(held, key=lambda c: (c.ends_on is not None, -c.starts_on.toordinal())):
        key = (c.enrolment_id, c.mentor_id)
        found.setdefault(key, Accompaniment(c.mentor, c.enrolment, key in spoken))
    return list(found.values())
