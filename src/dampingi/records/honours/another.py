"""Who may look: never who nominated, nor who accompanies or accompanied the participant."""

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Denied
from dampingi.records.honours.models import Nomination
from dampingi.records.programmes.models import Caseload


def require_another(by: Actor, found: Nomination) -> None:
    """Raises Denied for who nominated, accompanies or accompanied the participant, or is the participant."""
    by.require(Permission.VERIFY_BUSINESSES, region=found.region, programme=found.programme_id)
    held = Caseload.objects.filter(enrolment=found.enrolment_id, mentor__user=by.user_id)
    own = by.user_id is not None and found.enrolment.person.user_id == by.user_id
    if by.user_id is None or found.by == by.user_id or own or held.exists():
        raise Denied(
            _("Yang menominasikan dan pendampingnya tidak memverifikasi sendiri. Minta petugas lain.")
        )
