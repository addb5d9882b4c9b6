"""The panel as it stands, and who on it may rate."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import Evaluation, PanelMember
from dampingi.records.programmes.models import Programme

RATE = PanelMember.Mandate.RATE


def panel(programme: Programme | uuid.UUID, region: str) -> Any:
    """The members now. The caller has checked the reach."""
    id = programme.id if isinstance(programme, Programme) else programme
    found = PanelMember.objects.unscoped("of a region whose reach is checked").filter(
        programme=id, region=region, ends_on=None
    )
    return found.select_related("user").order_by("-mandate", "agency", "user__name")


def require_mandate(evaluation: Evaluation, users: list[Any]) -> None:
    """Where a panel is named, only those of it who have the mandate rate. Where none is, whoever has the role."""
    members = {m.user_id: m.mandate for m in panel(evaluation.programme_id, evaluation.region)}
    for user in users if members else ():
        if user.id not in members:
            raise Refused(
                _("%(name)s tidak ada dalam tim penilai. Masukkan dahulu, lalu tunjuk.") % {"name": user.name}
            )
        if members[user.id] != RATE:
            raise Refused(
                _(
                    "%(name)s dalam tim penilai untuk bertanya atau mengamati, bukan menilai. Ubah mandatnya, atau tunjuk orang lain."
                )
                % {"name": user.name}
            )
