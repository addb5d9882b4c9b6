"""Programmes that give service instead of accompanying participants: a service centre's year (PLUT) has clinics and consultants, and nobody enrolled."""

from collections.abc import Sequence

from dampingi.records.clinic.models import Slot
from dampingi.records.programmes.models import Enrolment, Programme

MENTORING = ("pass_rate", "participation", "stage_timeliness", "report_punctuality")
SERVICES = (
    "consultations_attended", "consultations_noted", "consultations_solved", "clinic_places_used", "businesses_per_session", "report_punctuality",
)  # fmt: skip
"""What stands first where nobody is enrolled."""


def of_services(programme: Programme) -> bool:
    if Enrolment.objects.unscoped("whether anybody is enrolled").filter(programme=programme).exists():
        return False
    return (
        Slot.objects.unscoped("whether its consultants hold clinics")
        .filter(mentor__programme=programme)
        .exists()
    )


def first_of(programmes: Sequence[Programme]) -> tuple[str, ...]:
    """The indicators that stand first on a page about these programmes."""
    return SERVICES if all(map(of_services, programmes)) else MENTORING
